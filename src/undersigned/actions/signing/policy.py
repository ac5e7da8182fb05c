"""What an organiser allows: who signs for an office, and in which ways a letter can be signed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import Upon, note, note_letter
from undersigned.actions.letters import lock_letter
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import Authority, Progress, Unnamed
from undersigned.errors import Refused
from undersigned.records.models import Coalition


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in which a letter can be signed, and what the invited see."""

    unnamed: Unnamed
    progress: Progress
    conditional: bool


@transaction.atomic
def set_authority(*, coalition: Coalition, authority: Authority, at: datetime) -> None:
    """Who signs for an office from now on; what was signed before stays."""
    if coalition.authority == authority:
        return
    Coalition.objects.filter(pk=coalition.pk).update(authority=authority)
    note(Deed.AUTHORITY_CHANGED, coalition, Upon(), at=at)


@transaction.atomic
def set_ways(*, slug: str, ways: Ways, at: datetime) -> None:
    """How the letter can be signed from now on; answers given before stay. Refused (letter-closed)."""
    letter = lock_letter(slug)
    if letter.state not in (LetterState.DRAFT, LetterState.CIRCULATING):
        raise Refused(Reason.LETTER_CLOSED)
    before = (letter.unnamed, letter.progress, letter.conditional)
    letter.unnamed, letter.progress, letter.conditional = ways.unnamed, ways.progress, ways.conditional
    letter.save(update_fields=["unnamed", "progress", "conditional"])
    if before != (ways.unnamed, ways.progress, ways.conditional):
        note_letter(Deed.WAYS_CHANGED, letter, at=at)
