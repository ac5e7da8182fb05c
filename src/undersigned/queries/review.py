"""What an organiser reviews among public signatures: the queue, what a rule would catch, who looks alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from undersigned.domain.block import printed_line
from undersigned.domain.duplicates import Alike, Person, find_alike
from undersigned.domain.letters import LetterState
from undersigned.domain.mail_address import read_address
from undersigned.domain.public_signing import PublicCount, PublicState, Signer
from undersigned.domain.review import Doubt, Rule, RuleField, value_of
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.pages import ListPage, Wanted, page_of
from undersigned.queries.public_signing import (
    changed_line,
    ongoing,
    public_count,
    public_line,
    signatory_of_line,
    to_review,
)
from undersigned.records.models import Letter, PublicLineChange, PublicSignature, ReviewRule


@dataclass(frozen=True, slots=True)
class SignatureToReview:
    """`acting` is who confirmed for an organisation, and not printed; so is no `address`."""

    id: int
    line: str
    signer: Signer
    acting: str
    address: str
    postcode: str
    confirmed_at: datetime | None
    state: PublicState
    doubts: tuple[Doubt, ...]


def review_page(letter: Letter, wanted: Wanted, *, everybody: bool = False) -> ListPage[SignatureToReview]:
    """A page of the queue; with `everybody`, of all that stand or are held, the latest first."""
    rows = to_review(letter)
    if everybody:
        rows = PublicSignature.objects.filter(ongoing(), letter=letter).order_by("-confirmed_at", "-pk")
    return page_of(_searched(rows, wanted.search), wanted, lambda found: [_shown(row) for row in found])


def _searched(rows: QuerySet[PublicSignature], search: str) -> QuerySet[PublicSignature]:
    for word in search.split():
        columns = ("name", "title", "organisation", "place", "region", "email")
        either = Q()
        for column in columns:
            either |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(either)
    return rows


def _shown(row: PublicSignature) -> SignatureToReview:
    organisation = row.signer == Signer.ORGANISATION
    return SignatureToReview(
        id=row.pk,
        line=printed_line(signatory_of_line(public_line(row))),
        signer=Signer(row.signer),
        acting=", ".join(filter(None, (row.name, row.title))) if organisation else "",
        address=row.email,
        postcode=row.postcode,
        confirmed_at=row.confirmed_at,
        state=row.state,
        doubts=tuple(Doubt(code) for code in row.doubts.split(",") if code),
    )


def signature_to_review(letter: Letter, id: int) -> PublicSignature | None:
    return PublicSignature.objects.filter(letter=letter, pk=id).first()


def caught_by(letter: Letter, rule: Rule) -> list[PublicSignature]:
    """All signatures of a letter that a rule catches and that could be struck, the oldest first."""
    rows = PublicSignature.objects.filter(ongoing(), letter=letter).order_by("pk")
    return [row for row in rows.iterator(chunk_size=2000) if rule.catches(_value(row, rule.field))]


def _value(row: PublicSignature, field: RuleField) -> str:
    address = read_address(row.email) if field is RuleField.DOMAIN else None
    return value_of(public_line(row), address.domain if address else "", row.postcode, field)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would strike: how many, and the first of them as they are printed."""

    number: int
    first: tuple[str, ...]


def dry_run(letter: Letter, rule: Rule) -> DryRun:
    rows = caught_by(letter, rule)
    first = tuple(printed_line(signatory_of_line(public_line(row))) for row in rows[:10])
    return DryRun(len(rows), first)


@dataclass(frozen=True, slots=True)
class RuleShown:
    id: int
    field: str
    text: str
    part: bool
    why: str
    made_at: datetime
    struck: int
    ended_at: datetime | None


def rules_of(letter: Letter) -> tuple[RuleShown, ...]:
    rows = ReviewRule.objects.filter(letter=letter).order_by("-made_at", "-pk")
    return tuple(
        RuleShown(row.pk, row.field, row.text, row.part, row.why, row.made_at, row.struck, row.ended_at)
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class PublicLineToReview:
    change: int
    recorded: str
    asked: str
    asked_at: datetime


def public_lines_to_review(letter: Letter) -> tuple[PublicLineToReview, ...]:
    """Printed lines that public signatories mended, the oldest first."""
    rows = PublicLineChange.objects.filter(
        ongoing("signature__"), signature__letter=letter, reviewed_at=None
    ).select_related("signature")
    return tuple(
        PublicLineToReview(
            change=row.pk,
            recorded=printed_line(signatory_of_line(public_line(row.signature))),
            asked=printed_line(signatory_of_line(changed_line(row))),
            asked_at=row.asked_at,
        )
        for row in rows.order_by("asked_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """What waits for the organiser of an open letter, and what has been decided."""

    title: str
    state: LetterState
    zone: str
    count: PublicCount
    waiting: int
    lines: tuple[PublicLineToReview, ...]


def review_desk(slug: str) -> ReviewDesk:
    letter = letter_by_slug(slug)
    return ReviewDesk(
        title=letter.title,
        state=LetterState(letter.state),
        zone=letter.deadline_zone,
        count=public_count(letter),
        waiting=to_review(letter).count(),
        lines=public_lines_to_review(letter),
    )


@dataclass(frozen=True, slots=True)
class AlikeShown:
    """Two signatures that may be one person's."""

    first: SignatureToReview
    second: SignatureToReview
    why: str


def alike_page(letter: Letter, wanted: Wanted) -> ListPage[AlikeShown]:
    """A page of pairs, the most alike first."""
    rows = PublicSignature.objects.filter(ongoing(), letter=letter).order_by("pk")
    columns = rows.values_list("pk", "signer", "name", "organisation", "place", "postcode")
    people = (
        Person(key, organisation if signer == Signer.ORGANISATION else name, place, postcode)
        for key, signer, name, organisation, place, postcode in columns.iterator(chunk_size=5000)
    )
    return page_of(find_alike(people), wanted, _pairs_shown)


def _pairs_shown(pairs: Sequence[Alike]) -> list[AlikeShown]:
    keys = {key for pair in pairs for key in (pair.first, pair.second)}
    rows = {row.pk: _shown(row) for row in PublicSignature.objects.filter(pk__in=keys)}
    return [AlikeShown(rows[pair.first], rows[pair.second], pair.why) for pair in pairs]
