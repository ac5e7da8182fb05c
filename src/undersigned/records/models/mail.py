"""The outbox: mails queued in the transaction of what they speak of."""

from django.db import models


class Mail(models.Model):
    """One mail to one address. `reason_key` makes it be queued once for one reason.

    The text holds personal links, so it is emptied once the mail is posted; so are the attachment, a receipt,
    and `unsubscribe`, the address at which the reader ends the coalition's mails.
    `held_until` is when the process that took it is given up; `attempts` paces the next try.
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
    last_trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=models.Q(posted_at__isnull=True, refused_at__isnull=True),
                name="mails_still_to_post",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"


class MailStop(models.Model):
    """Somebody who wants no more invitations and reminders of a coalition, by the address in lower case."""

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="mail_stops")
    address = models.EmailField()
    stopped_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["coalition", "address"], name="one_stop_an_address"),)

    def __str__(self) -> str:
        return f"no mail of {self.coalition} to {self.address}"
