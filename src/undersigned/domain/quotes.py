"""What a signatory says for the press: shown only in exactly the words that were cleared, while they are."""

from enum import StrEnum

from undersigned.domain.reasons import Reason, Trouble
from undersigned.domain.text import trouble_in_text

LONGEST = 600


class QuoteState(StrEnum):
    """In the order in which the desk lists them."""

    CLEARED = "cleared"
    LEFT_OUT = "left-out"  # cleared, and the organiser does not use it
    PROPOSED = "proposed"  # asked, and no answer
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not-asked"


def state_of(*, asked: bool, cleared: bool, withdrawn: bool, left_out: bool) -> QuoteState:
    if withdrawn:
        return QuoteState.WITHDRAWN
    if cleared:
        return QuoteState.LEFT_OUT if left_out else QuoteState.CLEARED
    return QuoteState.PROPOSED if asked else QuoteState.NOT_ASKED


def trouble_in_quote(words: str) -> Trouble | None:
    """Why these words cannot be printed; None if they can."""
    if not words:
        return Trouble("words", Reason.QUOTE_MISSING)
    if len(words) > LONGEST:
        return Trouble("words", Reason.QUOTE_TOO_LONG)
    trouble = trouble_in_text(words)
    return Trouble("words", Reason(trouble)) if trouble else None
