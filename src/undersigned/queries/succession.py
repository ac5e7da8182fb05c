"""Invitations whose links wait for somebody whose term has ended."""

from datetime import datetime, timedelta

from django.db.models import Q

from undersigned.domain.letters import LetterState
from undersigned.queries.signing import standing
from undersigned.records.models import Coalition, Invitation, Letter

_EARLIEST = timedelta(hours=14)  # where the day begins, before UTC


def left_behind(letter: Letter, at: datetime) -> list[int]:
    """Open invitations of a letter with such a link; the office may be held by somebody else by now."""
    signed = Invitation.objects.filter(
        standing("signatures__"), letter=letter, signatures__isnull=False
    ).values("pk")
    rows = Invitation.objects.filter(_ended(at), letter=letter).exclude(pk__in=signed)
    return sorted(set(rows.values_list("pk", flat=True)))


def letters_left_behind(at: datetime, coalition: Coalition | None = None) -> list[str]:
    """Slugs of circulating letters with such an invitation, in one coalition or in all."""
    letters = Letter.objects.filter(_ended(at, "invitations__"), state=LetterState.CIRCULATING)
    if coalition is not None:
        letters = letters.filter(coalition=coalition)
    return sorted(set(letters.values_list("slug", flat=True)))


def _ended(at: datetime, path: str = "") -> Q:
    """A link that still opens, of a term that has ended in the first places of the earth."""
    return Q(
        **{
            f"{path}links__replaced_at": None,
            f"{path}links__term__end__lt": (at + _EARLIEST).date(),
        }
    )
