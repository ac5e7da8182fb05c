"""Who is acting, known at the door and needed where a verb writes down what was done.

The door says so once (`with acting(…)`, or `act_as` for a whole process); verbs call `note` in their
transaction. Where no door said anything, the program acts by itself: a deadline has passed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.history import Deed, Doer
from undersigned.records.models import Act, Coalition, Letter, Member, Organiser


@dataclass(frozen=True, slots=True)
class Actor:
    doer: Doer
    organiser: int | None = None


@dataclass(frozen=True, slots=True)
class Upon:
    """What a deed was done to, beside the coalition."""

    letter: Letter | None = None
    member: Member | None = None
    whom: Organiser | None = None


Fact = int | str
_NOTHING = Upon()
PROGRAM = Actor(Doer.PROGRAM)
_actor: ContextVar[Actor] = ContextVar("actor", default=PROGRAM)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Until the end of the block, it is this actor who does things."""
    before = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(before)


def act_as(actor: Actor) -> None:
    """From now on, in all of this process."""
    _actor.set(actor)


def note(deed: Deed, coalition: Coalition, upon: Upon = _NOTHING, *, at: datetime, **facts: Fact) -> None:
    """Write down what is done, in the transaction of doing it. `facts`: counts, roles, times; no names."""
    actor = _actor.get()
    Act.objects.create(
        coalition=coalition,
        at=at,
        deed=deed,
        doer=actor.doer,
        organiser_id=actor.organiser,
        letter=upon.letter,
        member=upon.member,
        whom=upon.whom,
        facts=facts,
    )


def note_letter(deed: Deed, letter: Letter, *, at: datetime, **facts: Fact) -> None:
    """Write down what is done to a letter as a whole."""
    note(deed, letter.coalition, Upon(letter=letter), at=at, **facts)
