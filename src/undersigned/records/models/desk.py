"""What organisers keep for themselves: notes on a member, and what they have looked at before publishing."""

from django.db import models


class Note(models.Model):
    """An organiser's note on a member. `written_by` is the organiser's address, kept as text.

    `letter` is the one it was written at; it goes when somebody of the office is forgotten.
    """

    member = models.ForeignKey("records.Member", models.CASCADE, related_name="notes")
    letter = models.ForeignKey("records.Letter", models.CASCADE, null=True, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.EmailField()

    def __str__(self) -> str:
        return f"note on {self.member}"


class SeenPoint(models.Model):
    """That somebody has looked at a point of a letter's checklist, as it was then.

    `digest` is the SHA-256 of what was looked at: once it changes, it wants another look.
    """

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="seen_points")
    point = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField()
    seen_by = models.EmailField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "point"], name="one_seen_point_a_name"),)

    def __str__(self) -> str:
        return f"{self.point} of {self.letter}"
