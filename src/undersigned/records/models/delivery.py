"""Handing a letter to its addressees: planned, done with proof, acknowledged."""

from django.db import models

from undersigned.domain.delivery import Shown, To, Way


class Delivery(models.Model):
    """One handing over of a letter to one addressee, or of a copy to somebody else.

    It is a plan until `delivered_on` is there. `proof` is what proves it in words: a mail's id, a tracking
    number; `proof_*` a file, kept under its hash. `shown` is how much of it the letter's page tells.
    """

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="deliveries")
    to = models.CharField(max_length=10, choices=[(to.value, to.value) for to in To])
    recipient = models.CharField(max_length=200)
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    planned_on = models.DateField(null=True)
    person = models.CharField(max_length=200, blank=True)
    delivered_on = models.DateField(null=True)
    proof = models.CharField(max_length=300, blank=True)
    proof_name = models.CharField(max_length=200, blank=True)
    proof_type = models.CharField(max_length=120, blank=True)
    proof_sha256 = models.CharField(max_length=64, blank=True)
    acknowledged_on = models.DateField(null=True)
    acknowledgement = models.CharField(max_length=500, blank=True)
    shown = models.CharField(
        max_length=10, choices=[(shown.value, shown.value) for shown in Shown], default=Shown.FACT
    )
    recorded_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(acknowledged_on__isnull=True) | models.Q(delivered_on__isnull=False),
                name="what_is_acknowledged_was_delivered",
            ),
        )
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.letter} to {self.recipient}"
