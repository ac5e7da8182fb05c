"""The coalition, its members, who holds each office from when to when, and who may act for them."""

from django.db import models
from django.db.models.functions import Lower

from undersigned.domain.signing import Authority


class Coalition(models.Model):
    """Who sends letters. `contact_*` is the person to call, copied to each new letter.

    `calls_hooks` is whether it has a web hook: kept, so that signing need not look.
    `authority` is its policy: who signs for an office.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=50, blank=True)
    contact_email = models.EmailField(blank=True)
    calls_hooks = models.BooleanField(default=False)
    authority = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in Authority], default=Authority.DELEGATES
    )

    def __str__(self) -> str:
        return self.name


class RosterUpload(models.Model):
    """A roster file that is being looked at. Deleted once it is imported or thrown away, or after a day.

    `table` is the file's rows, `choices` what was decided about them (`domain.roster_choices`).
    """

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="roster_uploads")
    organiser = models.ForeignKey("records.Organiser", models.CASCADE, related_name="roster_uploads")
    file_name = models.CharField(max_length=200)
    table = models.JSONField()
    choices = models.JSONField()
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.file_name} for {self.coalition}"


class Member(models.Model):
    """A jurisdiction's or body's place in a coalition, with the office that speaks for it.

    `key` is the public, stable name of the member; "" stands for what is not known.
    """

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="members")
    key = models.CharField(max_length=200)
    external_id = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True)
    office_plural = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    region_code = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, blank=True)
    jurisdiction = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["coalition", "key"], name="one_member_a_key"),)
        ordering = ("coalition", "key")

    def __str__(self) -> str:
        return self.key


class Term(models.Model):
    """Who holds the office, from when to when. No `end`: in office still, as far as is known."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="terms")
    name = models.CharField(max_length=200)
    given = models.CharField(max_length=200, blank=True)
    family = models.CharField(max_length=200, blank=True)
    honorific = models.CharField(max_length=100, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=50, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
                name="a_term_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.start or '…'} to {self.end or '…'})"


class Delegate(models.Model):
    """Who acts for the office-holder, since when. `until` ends the authority; the row stays.

    `named_by` is the name of the holder who gave the authority: it ends with that holder's time. `source`
    says in words where it is from; "" for the roster. `only_for`: the authority reaches no further than this
    letter, because an invited person, `handed_on_by`, named this one as the colleague who should act.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="delegates")
    name = models.CharField(max_length=200)
    named_by = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)
    only_for = models.ForeignKey("records.Letter", models.CASCADE, null=True, related_name="handed_on")
    handed_on_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "member",
                "named_by",
                Lower("email"),
                name="one_delegate_an_address",
                condition=~models.Q(email="") & models.Q(only_for__isnull=True),
            ),
            models.UniqueConstraint(
                "member",
                "named_by",
                Lower("email"),
                "only_for",
                name="handed_on_once_an_address",
                condition=models.Q(only_for__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} for {self.member}"


class Domain(models.Model):
    """An official mail domain of a member's jurisdiction."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["member", "domain"], name="one_domain_a_member"),)

    def __str__(self) -> str:
        return self.domain
