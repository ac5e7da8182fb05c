"""The letter and the fixed texts people sign."""

from django.db import models

from undersigned.domain.block import GroupBy, Order
from undersigned.domain.letters import Access, LetterState
from undersigned.domain.signing import Progress, Unnamed


class Letter(models.Model):
    """The undertaking: one text brought to one addressee, from draft to publication.

    `source` is the draft while it is one; once the letter circulates, the edition's bytes count.
    `contact_*` is the person whom a signatory may call; `deadline_zone` the zone that the organiser set the
    deadline in (`domain.zones`). `unnamed`, `progress` and `conditional` are what the organiser allows those
    who sign: not to be named, to see who has signed, to sign only if others do. `embargo_until` is when a
    closed letter becomes public by itself; `list_order`, `list_groups` and `cover` are how it is set;
    `follows` the earlier letter whose open asks this one takes up; `asks_due_on` the earliest last day of an
    ask that is open still, so that nobody has to read the text. `day` and `addressee` repeat the heading of
    the text that stands, for lists, and `language` its language, in which whoever signs is spoken to;
    `subjects`, with commas between, are the organiser's words for what it is about.
    """

    coalition = models.ForeignKey("records.Coalition", models.PROTECT, related_name="letters")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in LetterState],
        default=LetterState.DRAFT,
    )
    access = models.CharField(
        max_length=8, choices=[(access.value, access.value) for access in Access], default=Access.INVITED
    )
    source = models.TextField()
    language = models.CharField(max_length=35, default="en")
    day = models.DateField(null=True)
    addressee = models.CharField(max_length=300, blank=True)
    subjects = models.CharField(max_length=300, blank=True)
    unnamed = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Unnamed], default=Unnamed.NO
    )
    progress = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Progress], default=Progress.NOTHING
    )
    conditional = models.BooleanField(default=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=50, blank=True)
    contact_email = models.EmailField(blank=True)
    deadline = models.DateTimeField(null=True)
    deadline_zone = models.CharField(max_length=64, default="UTC")
    created_at = models.DateTimeField()
    circulated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    embargo_until = models.DateTimeField(null=True)
    embargo_zone = models.CharField(max_length=64, default="UTC")
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    asks_due_on = models.DateField(null=True)
    list_order = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Order], default=Order.PLACE
    )
    list_groups = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in GroupBy], blank=True
    )
    cover = models.BooleanField(default=False)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="followed_by")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in LetterState]), name="a_known_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=LetterState.CIRCULATING) | models.Q(deadline__isnull=False),
                name="who_circulates_has_a_deadline",
            ),
        )
        indexes = (
            models.Index(fields=["state", "deadline"], name="letters_by_deadline"),
            models.Index(
                fields=["embargo_until"],
                condition=models.Q(state=LetterState.CLOSED, embargo_until__isnull=False),
                name="letters_under_embargo",
            ),
            models.Index(
                fields=["asks_due_on"],
                condition=models.Q(asks_due_on__isnull=False),
                name="letters_by_due_asks",
            ),
        )

    def __str__(self) -> str:
        return self.slug


class Edition(models.Model):
    """The exact bytes people sign. Written once, never changed.

    `leaf` is the leaf hash (hexadecimal) of the entry that fixed it in the evidence: what a signature names.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)
    fixed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "number"], name="one_edition_a_number"),)

    def __str__(self) -> str:
        return f"{self.letter}, edition {self.number}"
