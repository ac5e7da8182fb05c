"""What organisers did, kept beside what they did it to."""

from django.db import models

from undersigned.domain.history import Doer


class Act(models.Model):
    """One deed, written in the transaction of what was done. Never changed.

    It names nobody: whoever did it, and to whom, are rows of their own that can be deleted, and `facts` holds
    counts, roles and times only. So forgetting a person need not look here.
    """

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="acts")
    at = models.DateTimeField()
    deed = models.CharField(max_length=40)  # a `domain.history.Deed`
    doer = models.CharField(max_length=10, choices=[(doer.value, doer.value) for doer in Doer])
    organiser = models.ForeignKey("records.Organiser", models.SET_NULL, null=True, related_name="acts")
    letter = models.ForeignKey("records.Letter", models.SET_NULL, null=True, related_name="acts")
    member = models.ForeignKey("records.Member", models.SET_NULL, null=True, related_name="acts")
    whom = models.ForeignKey("records.Organiser", models.SET_NULL, null=True, related_name="acts_upon")
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["coalition", "-at"], name="acts_by_time"),)

    def __str__(self) -> str:
        return f"{self.deed} at {self.at:%Y-%m-%d %H:%M}"
