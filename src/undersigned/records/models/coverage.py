"""Press mentions of a letter: where an article stood, what is wrong in it, and whether it was corrected."""

from django.db import models


class Article(models.Model):
    """One article about a letter. Public, as far as the letter's page lists it, where `shown`.

    `text` is the article's own, for the check alone and never shown to the public; `findings` are what the
    check found, as `check --json` has them, `correction` the draft of the mail to the outlet. Removed by
    deleting the row.
    """

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="articles")
    outlet = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    on = models.DateField()
    address = models.URLField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    findings = models.JSONField()
    correction = models.TextField(blank=True)
    asked_on = models.DateField(null=True)
    corrected_on = models.DateField(null=True)
    shown = models.BooleanField(default=True)
    checked_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.outlet} on {self.letter}"
