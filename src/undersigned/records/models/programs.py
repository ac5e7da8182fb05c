"""A coalition's own programs: web hooks with their calls, and the addresses of calendars."""

from django.db import models


class Hook(models.Model):
    """An address that is called. `kinds` are `HookKind`s with blanks between; `secret` signs each call."""

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="hooks")
    address = models.CharField(max_length=500)
    kinds = models.CharField(max_length=100)
    secret = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.address} for {self.coalition}"


class HookCall(models.Model):
    """One call. `reason_key` makes it be queued once; `answer` is what came back last, in a few words."""

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="calls")
    call_id = models.CharField(max_length=60, unique=True)
    reason_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    body = models.TextField()
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["hook", "reason_key"], name="one_call_a_reason"),)
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=models.Q(accepted_at__isnull=True, given_up_at__isnull=True),
                name="calls_still_to_make",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.hook}"


class CalendarAddress(models.Model):
    """A secret address where an organiser's calendar program reads the deadlines of one coalition."""

    appointment = models.OneToOneField("records.Appointment", models.CASCADE, related_name="calendar")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.appointment}"
