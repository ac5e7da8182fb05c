"""Who has signed so far, as far as the organiser shows it to those who are invited."""

from dataclasses import dataclass

from undersigned.domain.block import Order, in_order
from undersigned.domain.signing import Progress
from undersigned.queries.signing import line_of, line_text, signatory_of, standing_signatures
from undersigned.records.models import Letter
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class SignedSoFar:
    """`lines` are the printed lines in their order; empty where only the number is shown."""

    number: int
    lines: tuple[str, ...]


def signed_so_far(letter: Letter, wording: Wording) -> SignedSoFar | None:
    """None where the organiser shows nothing. Who is not to be named is counted alone."""
    if letter.progress == Progress.NOTHING:
        return None
    if letter.progress == Progress.NUMBER:
        return SignedSoFar(standing_signatures(letter).count(), ())
    rows = list(standing_signatures(letter).select_related("invitation__member", "term"))
    named = {row.entry: row for row in rows if row.show == "public"}
    signatories = in_order([signatory_of(row) for row in named.values()], Order.PLACE, wording.language)
    entries = [each.confirmed.index for each in signatories if each.confirmed]
    return SignedSoFar(len(rows), tuple(line_text(line_of(named[entry]), wording) for entry in entries))
