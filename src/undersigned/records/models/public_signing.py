"""Signing by the public: the form of an open letter, what was signed on it, and what is counted of it.

A public signature is not an invitation's: nobody was invited, and what is known of the signatory is what the
signatory wrote and that a mail to the address was answered.
"""

from django.db import models

from undersigned.domain.public_signing import Accepts, PublicState, Signer


class SigningForm(models.Model):
    """The form of an open letter, as the organiser chose it. `parts` are `Part`s, with commas between.

    `pepper` keys the hashes by which one address signs once; some days after the closing it is deleted, and
    no hash can be matched with an address by anybody.
    """

    letter = models.OneToOneField(
        "records.Letter", models.CASCADE, primary_key=True, related_name="signing_form"
    )
    parts = models.CharField(max_length=80, blank=True)
    accepts = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Accepts])
    hold_all = models.BooleanField(default=False)
    pepper = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"form of {self.letter}"


class PublicTally(models.Model):
    """How many public signatures are in which state: kept by whoever changes one, under the letter's lock."""

    letter = models.OneToOneField(
        "records.Letter", models.CASCADE, primary_key=True, related_name="public_tally"
    )
    individuals = models.PositiveIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    struck = models.PositiveIntegerField(default=0)
    lapsed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"public signatures of {self.letter}"


class PublicSignature(models.Model):
    """What somebody of the public asked to sign, and what became of it.

    `address_key` is the keyed hash of the canonical address; `email` itself, `postcode` and who acted for an
    organisation are kept until some days after the closing. `signed_at` and `entry` are set when the
    signature comes on the list: at its confirmation, or when it was held, at its review. `doubts` are
    `review.Doubt`s with commas between. Once it is forgotten, every text in it is empty.
    """

    letter = models.ForeignKey("records.Letter", models.PROTECT, related_name="public_signatures")
    edition = models.ForeignKey(
        "records.Edition", models.PROTECT, null=True, related_name="public_signatures"
    )
    signer = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Signer])
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address_key = models.CharField(max_length=64, blank=True)
    name_key = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, blank=True)
    doubts = models.CharField(max_length=160, blank=True)
    held = models.BooleanField(default=False)
    reviewed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    entry = models.PositiveIntegerField(null=True)
    opened_at = models.PositiveIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=20, blank=True)
    lapsed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    told_of_closing = models.BooleanField(default=False)

    class Meta:
        constraints = (
            # The guard behind `may_confirm`: whatever races, one address stands once on a letter.
            models.UniqueConstraint(
                fields=["letter", "address_key"],
                condition=models.Q(
                    confirmed_at__isnull=False,
                    withdrawn_at__isnull=True,
                    struck_at__isnull=True,
                    lapsed_at__isnull=True,
                )
                & ~models.Q(address_key=""),
                name="one_public_signature_an_address",
            ),
        )
        indexes = (
            models.Index(fields=["letter", "address_key"], name="public_by_address"),
            models.Index(fields=["letter", "entry"], name="public_by_entry"),
            models.Index(
                fields=["letter", "name_key"],
                condition=models.Q(confirmed_at__isnull=False),
                name="public_by_name",
            ),
            models.Index(
                fields=["letter", "confirmed_at"],
                condition=~models.Q(doubts="") & models.Q(reviewed_at__isnull=True),
                name="public_to_review",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation if self.signer == Signer.ORGANISATION else self.name} on {self.letter}"

    @property
    def state(self) -> PublicState:
        ended = (
            (self.struck_at, PublicState.STRUCK),
            (self.withdrawn_at, PublicState.WITHDRAWN),
            (self.lapsed_at, PublicState.LAPSED),
        )
        for at, state in ended:
            if at is not None:
                return state
        if self.confirmed_at is None:
            return PublicState.ASKED
        return PublicState.HELD if self.held else PublicState.STANDING


class PublicLink(models.Model):
    """What a mail about a public signature carries: a link, or a code to type. Only its hash is kept.

    The hash of a code is made otherwise than that of a link, so that none is ever taken for the other; a code
    opens a link of its own, which confirms as the code.
    """

    signature = models.ForeignKey(PublicSignature, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    how = models.CharField(max_length=8)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.how} link of {self.signature_id}"


class PublicLineChange(models.Model):
    """A printed line that a public signatory mended, for review. `entry` is where the log corrected it."""

    signature = models.ForeignKey(PublicSignature, models.CASCADE, related_name="line_changes")
    asked_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    entry = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.name} for {self.signature_id}"


class ReviewRule(models.Model):
    """A bulk rule (`domain.review.Rule`): it struck what it caught, and holds what it catches later."""

    letter = models.ForeignKey("records.Letter", models.CASCADE, related_name="review_rules")
    field = models.CharField(max_length=12)
    text = models.CharField(max_length=200)
    part = models.BooleanField(default=False)
    why = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    struck = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class Allowance(models.Model):
    """How often something happened in one window of a limit (`domain.limits`), under a keyed hash.

    Rows are deleted some hours after their window; no address of a person or of a network stands in them.
    """

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="allowances")
    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    number = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "window"], name="one_allowance_a_window"),)
        indexes = (models.Index(fields=["counted_at"], name="allowances_by_age"),)

    def __str__(self) -> str:
        return f"{self.number} in window {self.window}"
