"""Reads of letters: one by its slug, a coalition's, the published ones, and the status of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from undersigned.domain.documents import LetterDocument
from undersigned.domain.letters import Access, LetterState
from undersigned.domain.public_signing import PublicCount
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.board import Overview, count_of, overview_of
from undersigned.queries.mail import waiting
from undersigned.queries.public_signing import public_count, to_review
from undersigned.queries.signing import standing
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Coalition, Edition, Letter, LineChange, Mail


def letter_by_slug(slug: str) -> Letter:
    """Refused (letter-unknown) if there is none."""
    try:
        return Letter.objects.select_related("coalition").get(slug=slug)
    except Letter.DoesNotExist:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug) from None


def text_of(letter: Letter) -> LetterDocument:
    """The text as it stands, without signatories."""
    return read_letter_source(source_of(letter).encode("utf-8")).document


def source_of(letter: Letter) -> str:
    """The letter source as it stands: the last edition's, or the draft's."""
    edition = letter.editions.order_by("-number").first()
    return bytes(edition.content).decode("utf-8") if edition else letter.source


def follow_ups_of(letter: Letter) -> tuple[tuple[str, str], ...]:
    """(slug, title) of the letters that take up its open asks, the earliest first."""
    return tuple(letter.followed_by.order_by("pk").values_list("slug", "title"))


def contact_of(letter: Letter) -> str:
    """The person to call: "name, phone, address" as far as known."""
    parts = (letter.contact_name, letter.contact_phone, letter.contact_email)
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in a list, with its counts. `zone` is the deadline's (`domain.zones`)."""

    slug: str
    title: str
    coalition: str
    state: LetterState
    deadline: datetime | None
    zone: str
    published_at: datetime | None
    invited: int
    signed: int


def letters_of(coalition: Coalition) -> tuple[LetterRow, ...]:
    """A coalition's letters, the newest first, in one query."""
    return _rows(Letter.objects.filter(coalition=coalition).order_by("-created_at", "-pk"))


def _rows(letters: QuerySet[Letter]) -> tuple[LetterRow, ...]:
    counted = letters.select_related("coalition").annotate(
        invited=Count("invitations", distinct=True),
        signed=Count(
            "invitations__signatures",
            filter=standing("invitations__signatures__") & Q(invitations__signatures__isnull=False),
            distinct=True,
        ),
        public=Coalesce(F("public_tally__individuals") + F("public_tally__organisations"), 0),
    )
    return tuple(
        LetterRow(
            slug=letter.slug,
            title=letter.title,
            coalition=letter.coalition.name,
            state=LetterState(letter.state),
            deadline=letter.deadline,
            zone=letter.deadline_zone,
            published_at=letter.published_at,
            invited=letter.invited,
            signed=letter.signed + letter.public,
        )
        for letter in counted
    )


def due_to_close(at: datetime) -> tuple[str, ...]:
    """Slugs of circulating letters whose deadline has passed."""
    due = Letter.objects.filter(state=LetterState.CIRCULATING, deadline__lte=at).order_by("deadline")
    return tuple(due.values_list("slug", flat=True))


@dataclass(frozen=True, slots=True)
class LetterStatus:
    """What `letter status` prints and the desk shows."""

    slug: str
    title: str
    state: LetterState
    open: bool
    edition: int
    deadline: datetime | None
    zone: str
    embargo: datetime | None
    overview: Overview
    mails_waiting: int
    mails_refused: int
    lines_to_review: int
    public: PublicCount | None
    to_review: int

    @property
    def count(self) -> dict[str, int]:
        """Invited offices by state; of an open letter also what the public signed, counted apart."""
        offices = count_of({key: each.state for key, each in self.overview.standings.items()})
        return offices if self.public is None else offices | counted_apart(offices["signed"], self.public)


def status_of(letter: Letter) -> LetterStatus:
    mails = Mail.objects.filter(letter=OuterRef("pk"))
    editions = Edition.objects.filter(letter=OuterRef("pk"))
    changes = LineChange.objects.filter(
        standing("signature__"), signature__invitation__letter=OuterRef("pk"), reviewed_at=None
    )
    found = (
        Letter.objects.filter(pk=letter.pk)
        .annotate(
            waiting=_number_of(mails.filter(waiting())),
            refused=_number_of(mails.filter(posted_at=None, refused_at__isnull=False)),
            lines=_number_of(changes, of="signature__invitation__letter"),
            edition=Coalesce(Subquery(editions.order_by("-number").values("number")[:1]), 0),
        )
        .values("waiting", "refused", "lines", "edition")
        .get()
    )
    return LetterStatus(
        slug=letter.slug,
        title=letter.title,
        state=LetterState(letter.state),
        open=letter.access == Access.OPEN,
        edition=found["edition"],
        deadline=letter.deadline,
        zone=letter.deadline_zone,
        embargo=letter.embargo_until if letter.state == LetterState.CLOSED else None,
        overview=overview_of(letter),
        mails_waiting=found["waiting"],
        mails_refused=found["refused"],
        lines_to_review=found["lines"],
        public=public_count(letter) if letter.access == Access.OPEN else None,
        to_review=to_review(letter).count() if letter.access == Access.OPEN else 0,
    )


def _number_of(rows: QuerySet[Any], of: str = "letter") -> Coalesce:
    """How many rows there are of a letter, as a part of a query about it; `of` leads from them to it."""
    counted = rows.order_by().values(of).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def counted_apart(offices: int, public: PublicCount) -> dict[str, int]:
    """The counts of an open letter. `signatories` is how many stand on its list."""
    return {
        "signatories": offices + public.listed,
        "individuals": public.individuals,
        "organisations": public.organisations,
        "held": public.held,
        "public_withdrawn": public.withdrawn,
        "public_struck": public.struck,
        "public_lapsed": public.lapsed,
    }
