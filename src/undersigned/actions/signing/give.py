"""A yes becomes a signature: its row, its statement, its opening. One code path for 1 and for 1,000."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from undersigned.actions.evidence import Draft, append, keep_openings, new_opening
from undersigned.actions.programs import announce_signature
from undersigned.domain.shapes import How, Show
from undersigned.domain.signing import By, PrintedLine
from undersigned.domain.statements import Signed
from undersigned.queries.signing import line_of, record_of
from undersigned.records.models import Delegate, Edition, Invitation, Letter, LineChange, Signature, Term


@dataclass(frozen=True, slots=True)
class Yes:
    """Who says yes to which text, for whom, and how it was confirmed.

    `asked` is the line as the signatory wants it; where it is not the recorded `line`, it goes to review.
    `proof` commits to private evidence (64 hex digits).
    """

    invitation: Invitation
    edition: Edition
    term: Term
    delegate: Delegate | None
    line: PrintedLine
    asked: PrintedLine
    how: How = "link"
    show: Show = "public"
    domain: str = ""
    prepared_by: str = ""
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A signature as it now stands, and its receipt. `asked`: a mended line that waits for review."""

    signature: Signature
    proof: bytes
    asked: PrintedLine | None


def give(letter: Letter, yeses: Sequence[Yes], *, at: datetime, after: Sequence[Draft] = ()) -> list[Given]:
    """Record these signatures under one seal, after the statements that they depend on.

    The letter's lock is held, and the rules were asked: what comes here is recorded.
    """
    signatures = [_row(yes, at) for yes in yeses]
    opened = [new_opening(record_of(row, line_of(row))) for row in signatures]
    commitments = [each.commitment().hex() for each in opened]
    signed = [
        lambda minute, yes=yes, who=who: Signed(minute, yes.edition.leaf, who, yes.how, yes.show, yes.proof)
        for yes, who in zip(yeses, commitments, strict=True)
    ]
    appended = append(letter, [*after, *signed], at=at)
    indexes = appended.indexes[len(after) :]
    for row, index in zip(signatures, indexes, strict=True):
        row.entry = row.opened_at = index
    for show in ("public", "private"):
        kept = {
            index: each for yes, index, each in zip(yeses, indexes, opened, strict=True) if yes.show == show
        }
        keep_openings(letter, kept, public=show == "public")
    rows = Signature.objects.bulk_create(signatures, batch_size=500)
    _ask_for_lines(yeses, rows, at)
    for row in rows:
        announce_signature(row, "signed", at=at)
    receipts = [appended.receipt(len(after) + place, each) for place, each in enumerate(opened)]
    asked = [yes.asked if yes.asked != yes.line else None for yes in yeses]
    return [Given(*each) for each in zip(rows, receipts, asked, strict=True)]


def _row(yes: Yes, at: datetime) -> Signature:
    name, office, place, region = astuple(yes.line)
    return Signature(
        invitation=yes.invitation,
        edition=yes.edition,
        term=yes.term,
        signed_at=at,
        how=yes.how,
        show=yes.show,
        domain=yes.domain,
        prepared_by=yes.prepared_by,
        by=By.DELEGATE if yes.delegate else By.SELF,
        delegate=yes.delegate,
        delegate_name=yes.delegate.name if yes.delegate else "",
        delegate_role=yes.delegate.role if yes.delegate else "",
        name=name,
        office=office,
        place=place,
        region=region,
    )


def _ask_for_lines(yeses: Sequence[Yes], rows: Sequence[Signature], at: datetime) -> None:
    asked = [(row, yes.asked) for yes, row in zip(yeses, rows, strict=True) if yes.asked != yes.line]
    LineChange.objects.bulk_create(
        LineChange(
            signature=row,
            asked_at=at,
            name=line.name,
            office=line.office,
            place=line.place,
            region=line.region,
        )
        for row, line in asked
    )
