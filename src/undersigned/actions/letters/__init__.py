"""What is done to a letter as a whole, one verb a file."""

from django.db.models import QuerySet

from undersigned.domain.letters import LetterState, Step, state_after
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.records.models import Letter


def letters_to_lock() -> QuerySet[Letter]:
    """Letters that are locked when they are read, until the transaction ends."""
    return Letter.objects.select_for_update(of=("self",)).select_related("coalition")


def lock_letter(slug: str) -> Letter:
    """The letter, locked until the transaction ends. Refused (letter-unknown) if there is none."""
    try:
        return letters_to_lock().get(slug=slug)
    except Letter.DoesNotExist:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug) from None


def require(letter: Letter, step: Step) -> LetterState:
    """The state that a step leads to. Refused with the table's reason where it cannot be taken."""
    after = state_after(LetterState(letter.state), step)
    if isinstance(after, Reason):
        raise Refused(after)
    return after
