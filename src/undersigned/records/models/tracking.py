"""What became of each ask: plans, outcomes, and what the addressees answered."""

from django.db import models

from undersigned.domain.tracking import Step


class AskPlan(models.Model):
    """What an organiser wrote down about one ask or part: by when it can be granted, when to look again.

    `number` is the ask's in the text ("1", "1a").
    """

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="ask_plans")
    number = models.CharField(max_length=10)
    due_on = models.DateField(null=True)
    due_because = models.CharField(max_length=200, blank=True)
    look_again_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "number"], name="one_plan_an_ask"),)
        indexes = (
            models.Index(
                fields=["look_again_on"],
                condition=models.Q(look_again_on__isnull=False, reminded_at__isnull=True),
                name="asks_to_look_at",
            ),
        )

    def __str__(self) -> str:
        return f"plan for {self.number} of {self.letter}"


class Outcome(models.Model):
    """One step in what became of an ask: a new fact with its date and source, never changed.

    `number` of a whole ask means each of its parts. `handed_to` is who is asked from then on. One that was
    recorded in error is taken back, and stays visible as such. `recorded_by` is empty where the calendar
    itself let the ask lapse.
    """

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="outcomes")
    number = models.CharField(max_length=10)
    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in Step])
    on = models.DateField()
    note = models.CharField(max_length=600, blank=True)
    source = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=500, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    handed_until = models.DateField(null=True)
    recorded_by = models.CharField(max_length=254, blank=True)
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.number} of {self.letter}: {self.step} on {self.on}"


class Response(models.Model):
    """What an addressee answered, as a document kept under its hash. Public where `shown`."""

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="responses")
    sender = models.CharField(max_length=200)
    on = models.DateField()
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    shown = models.BooleanField(default=True)
    recorded_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.title} from {self.sender}"
