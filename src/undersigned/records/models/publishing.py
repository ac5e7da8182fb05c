"""Who may read a letter before it is public: one link an outlet."""

from django.db import models


class OutletLink(models.Model):
    """A link by which an outlet reads a letter and its kits under embargo. Only its token's hash is kept.

    `area` is the part of the kit's address that it leads to, "" for the whole. Openings are counted, perhaps
    a mail scanner's; whose computer it was is not kept.
    """

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="outlet_links")
    outlet = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    area = models.CharField(max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    last_opened_at = models.DateTimeField(null=True)
    openings = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link of {self.outlet} to {self.letter}"
