"""What an organiser reviews among public signatures: the queue, what a rule would catch, who looks alike."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from undersigned.domain.block import printed_line
from undersigned.domain.mail_address import read_address
from undersigned.domain.public_signing import PublicState, Signer
from undersigned.domain.review import Doubt, Rule, RuleField, value_of
from undersigned.queries.pages import ListPage, Wanted, page_of
from undersigned.queries.public_signing import ongoing, public_line, signatory_of_line
from undersigned.records.models import Letter, PublicSignature, ReviewRule


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


def to_review(letter: Letter) -> QuerySet[PublicSignature]:
    """What has a doubt and nobody has looked at, those that are held first."""
    rows = PublicSignature.objects.filter(ongoing(), letter=letter, reviewed_at=None)
    return rows.exclude(doubts="").order_by("-held", "confirmed_at", "pk")


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
