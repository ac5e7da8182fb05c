"""Printed lines that signatories mended and nobody has reviewed."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.difference import Run, difference
from undersigned.domain.signing import PrintedLine
from undersigned.queries.signing import line_of, line_text, standing
from undersigned.records.models import LineChange
from undersigned.wording import speak


@dataclass(frozen=True, slots=True)
class LineToReview:
    """`asked_by` is whoever signed: the office-holder, or the delegate.

    `runs` are the words of both lines: kept and removed ones join to the recorded, kept and added to the new.
    """

    change: int
    member: str
    recorded: str
    asked: str
    runs: tuple[Run, ...]
    asked_by: str
    asked_at: datetime


def lines_to_review(slug: str) -> tuple[LineToReview, ...]:
    """The oldest first; of signatures that stand."""
    rows = (
        LineChange.objects.filter(
            standing("signature__"), signature__invitation__letter__slug=slug, reviewed_at=None
        )
        .select_related("signature__invitation__member", "signature__invitation__letter")
        .order_by("asked_at", "pk")
    )
    return tuple(map(_to_review, rows))


def _to_review(row: LineChange) -> LineToReview:
    wording = speak(row.signature.invitation.letter.language)
    recorded = line_text(line_of(row.signature), wording)
    asked = line_text(PrintedLine(row.name, row.office, row.place, row.region), wording)
    return LineToReview(
        change=row.pk,
        member=row.signature.invitation.member.key,
        recorded=recorded,
        asked=asked,
        runs=difference(recorded, asked),
        asked_by=row.signature.delegate_name or row.signature.name,
        asked_at=row.asked_at,
    )
