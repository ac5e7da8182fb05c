"""What stands in a press kit beside the list: facts about places, and the quotes of signatories."""

from django.db import models


class LocalFact(models.Model):
    """What is so in a place or a region, with its source. No `place`: it holds for the whole region.

    `region` is a key of `domain.press.areas`. One that no longer holds is put away, not deleted.
    """

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="local_facts")
    region = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=600)
    status = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True)
    source = models.CharField(max_length=200)
    address = models.URLField(max_length=500)
    checked_on = models.DateField()
    recorded_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("region", "place", "-on", "pk")

    def __str__(self) -> str:
        return f"{self.place or self.region}: {self.what[:60]}"


class Quote(models.Model):
    """What a signatory says for the press. Only `cleared` is ever shown, and only while it is not withdrawn.

    `proposed` is a wording of the organiser's that waits for the signatory; `left_out_at` is when the
    organiser took a cleared quote out of the kits.
    """

    signature = models.OneToOneField("records.Signature", models.CASCADE, related_name="quote")
    proposed = models.CharField(max_length=600, blank=True)
    asked_at = models.DateTimeField(null=True)
    cleared = models.CharField(max_length=600, blank=True)
    cleared_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    left_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(cleared="") | models.Q(cleared_at__isnull=False),
                name="who_cleared_says_when",
            ),
        )

    def __str__(self) -> str:
        return f"quote of {self.signature}"
