"""Invitations, the personal links that carry them, signatures, and changes of a printed line."""

from django.db import models

from undersigned.domain.signing import By


class Invitation(models.Model):
    """One member's personal chance to sign one letter. A decline is an answer here, not a signature."""

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="invitations")
    member = models.ForeignKey("records.Member", models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "member"], name="one_invitation_a_member"),)

    def __str__(self) -> str:
        return f"{self.member} to {self.letter}"


class PersonalLink(models.Model):
    """A link in a mail: for the office-holder, or for one delegate. Only its token's hash is kept.

    `term` is that of the office-holder it was sent to, or acts for: it never speaks for a successor.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="links")
    delegate = models.ForeignKey("records.Delegate", models.CASCADE, null=True, related_name="links")
    term = models.ForeignKey("records.Term", models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link of {self.invitation}"


class Signature(models.Model):
    """A name under an edition, with how it was confirmed. Never deleted: withdrawal and strike are facts.

    The line as it was on the day of signing is kept here, so that a later roster changes nothing. `entry` is
    its index in the evidence log; `opened_at` that of the entry whose commitment holds now. `lapsed_at` is
    when a new edition took the place of the one that was signed. Once it is forgotten, every text in it is
    empty.
    """

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="signatures")
    edition = models.ForeignKey("records.Edition", models.PROTECT, related_name="signatures")
    term = models.ForeignKey("records.Term", models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField()
    how = models.CharField(max_length=8, default="link")
    by = models.CharField(max_length=8, choices=[(by.value, by.value) for by in By])
    delegate = models.ForeignKey("records.Delegate", models.PROTECT, null=True, related_name="signatures")
    delegate_name = models.CharField(max_length=200, blank=True)
    delegate_role = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    entry = models.PositiveIntegerField(null=True)
    opened_at = models.PositiveIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=20, blank=True)
    lapsed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            # The guard behind `may_sign`: whatever races, an office stands once on a letter.
            models.UniqueConstraint(
                fields=["invitation"],
                condition=models.Q(withdrawn_at__isnull=True, struck_at__isnull=True, lapsed_at__isnull=True),
                name="one_standing_signature_an_office",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} under {self.edition}"

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None and self.struck_at is None and self.lapsed_at is None


class LineChange(models.Model):
    """A printed line that a signatory mended, for the organiser's review."""

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="line_changes")
    asked_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"{self.name} for {self.signature}"
