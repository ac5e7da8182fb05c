"""Invitations, the personal links that carry them, signatures, and the answers that are none yet."""

from django.db import models

from undersigned.domain.signing import By, Channel


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

    `term` is that of the office-holder it was sent to, or acts for: it never speaks for a successor. The
    typed code beside it opens the same on another device, by a link made then, whose `how` is "code".
    `domain` is the official domain of the jurisdiction that the mail with it went to, or "".
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="links")
    delegate = models.ForeignKey("records.Delegate", models.CASCADE, null=True, related_name="links")
    term = models.ForeignKey("records.Term", models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, blank=True)
    how = models.CharField(max_length=8, default="link")
    domain = models.CharField(max_length=253, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code_hash"], condition=~models.Q(code_hash=""), name="one_link_a_code"
            ),
        )

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
    show = models.CharField(max_length=8, default="public")
    domain = models.CharField(max_length=253, blank=True)
    prepared_by = models.CharField(max_length=200, blank=True)
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


class RecordedAnswer(models.Model):
    """How the organiser took down a yes that came by telephone, by mail or on paper.

    `salt` opens the signature's `proof` in the evidence, which commits to what is here. The scan's bytes lie
    in the data folder under their hash. All of it is for the organiser alone, and is deleted with the person.
    """

    signature = models.OneToOneField(Signature, models.CASCADE, related_name="recorded")
    channel = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Channel])
    note = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=254, blank=True)
    scan_name = models.CharField(max_length=200, blank=True)
    scan_type = models.CharField(max_length=80, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    salt = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.signature} by {self.channel}"


class PendingAnswer(models.Model):
    """A yes that is no signature yet: its condition is settled at closing, or the office-holder confirms.

    What is not met is told to its signer alone, and the row is deleted. The fields of the printed line are
    those that were typed, "" where the roster's line is to stand.
    """

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="pending")
    edition = models.ForeignKey("records.Edition", models.PROTECT, related_name="pending_answers")
    term = models.ForeignKey("records.Term", models.CASCADE, related_name="pending_answers")
    delegate = models.ForeignKey(
        "records.Delegate", models.CASCADE, null=True, related_name="pending_answers"
    )
    given_at = models.DateTimeField()
    how = models.CharField(max_length=8, default="link")
    show = models.CharField(max_length=8, default="public")
    domain = models.CharField(max_length=253, blank=True)
    condition = models.JSONField(null=True)
    awaits_holder = models.BooleanField(default=False)
    typed = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"pending answer of {self.invitation}"


class Pause(models.Model):
    """No mail about this invitation before a day: asked for by the office, or by one who is away.

    `away`: this person alone is not written to, the rest of the office is. On the day a reminder goes out,
    and the row is deleted.
    """

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="pauses")
    delegate = models.ForeignKey("records.Delegate", models.CASCADE, null=True, related_name="pauses")
    until = models.DateField()
    away = models.BooleanField(default=False)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["invitation", "delegate"], name="one_pause_a_delegate"),
            models.UniqueConstraint(
                fields=["invitation"],
                condition=models.Q(delegate__isnull=True),
                name="one_pause_an_office_holder",
            ),
        )

    def __str__(self) -> str:
        return f"{self.invitation} until {self.until}"


class CodeTry(models.Model):
    """One try to open an invitation by a typed code. `origin` is a keyed hash of where it came from.

    Kept for as long as the limit looks back, and deleted then.
    """

    origin = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["at"], name="tries_by_time"),)

    def __str__(self) -> str:
        return f"a try at {self.at}"
