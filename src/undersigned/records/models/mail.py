"""The outbox: mails queued in the transaction of what they speak of; the organiser's own words in them, and
when reminders go out.
"""

from django.db import models


class Mail(models.Model):
    """One mail to one address. `reason_key` makes it be queued once for one reason.

    The text holds personal links, so it is emptied once the mail is posted; so are the attachment, a receipt,
    and `unsubscribe`, the address at which the reader ends the coalition's mails.
    `held_until` is when the process that took it is given up; `attempts` paces the next try. `due_at` is in
    the future for a mail that waits for its time; `cancelled_at` is when an organiser stopped it.
    """

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="mails")
    letter = models.ForeignKey("records.Letter", models.CASCADE, null=True, related_name="mails")
    invitation = models.ForeignKey("records.Invitation", models.CASCADE, null=True, related_name="mails")
    kind = models.CharField(max_length=40)
    reason_key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    attachment = models.BinaryField(null=True)
    unsubscribe = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    posted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    last_trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=models.Q(
                    posted_at__isnull=True, refused_at__isnull=True, cancelled_at__isnull=True
                ),
                name="mails_to_post",
            ),
            # What an organiser is told of a letter's mails: those that wait, were refused or were stopped.
            models.Index(
                fields=["letter"], condition=models.Q(posted_at__isnull=True), name="mails_not_posted"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"


class MailWords(models.Model):
    """The organiser's own subject and opening for one kind of mail about a letter (`domain.own_words`)."""

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="mail_words")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=150, blank=True)
    opening = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "kind"], name="one_wording_a_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.letter}"


class ReminderRound(models.Model):
    """A planned round of reminders (`domain.reminding.Round`).

    `zone` is "" where the hour is each office's own. `done_zones` is a list of the offices' zones that it has
    been played in; `next_at` is when it may have to be played the next time, `finished_at` when it was over.
    """

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="reminder_rounds")
    days_before = models.PositiveSmallIntegerField(null=True)
    on = models.DateField(null=True)
    hour = models.TimeField()
    zone = models.CharField(max_length=64, blank=True)
    planned_at = models.DateTimeField()
    done_zones = models.JSONField(default=list)
    next_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(days_before__isnull=True) ^ models.Q(on__isnull=True),
                name="a_round_has_one_day",
            ),
        )

    def __str__(self) -> str:
        return f"reminders of {self.letter}"


class MailStop(models.Model):
    """Somebody who wants no more invitations and reminders of a coalition, by the address in lower case."""

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="mail_stops")
    address = models.EmailField()
    stopped_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["coalition", "address"], name="one_stop_an_address"),)

    def __str__(self) -> str:
        return f"no mail of {self.coalition} to {self.address}"
