"""A letter's life: its states and their one transition table, and the deadline."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from undersigned.domain.reasons import Reason


class LetterState(StrEnum):
    DRAFT = "draft"
    CIRCULATING = "circulating"
    CLOSED = "closed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Access(StrEnum):
    """Who may sign; fixed when the letter circulates."""

    INVITED = "invited"
    OPEN = "open"


class Step(StrEnum):
    """What can be done to a letter as a whole."""

    EDIT = "edit"
    CIRCULATE = "circulate"
    NEW_EDITION = "new-edition"
    INVITE = "invite"
    EXTEND = "extend"
    REMIND = "remind"
    CLOSE = "close"
    PUBLISH = "publish"
    EMBARGO = "embargo"
    CANCEL = "cancel"


# The one transition table: (state, step) → the state after it. What is not here is refused.
TRANSITIONS: dict[tuple[LetterState, Step], LetterState] = {
    (LetterState.DRAFT, Step.EDIT): LetterState.DRAFT,
    (LetterState.DRAFT, Step.CIRCULATE): LetterState.CIRCULATING,
    (LetterState.DRAFT, Step.CANCEL): LetterState.CANCELLED,
    (LetterState.CIRCULATING, Step.INVITE): LetterState.CIRCULATING,
    (LetterState.CIRCULATING, Step.EXTEND): LetterState.CIRCULATING,
    (LetterState.CIRCULATING, Step.REMIND): LetterState.CIRCULATING,
    (LetterState.CIRCULATING, Step.NEW_EDITION): LetterState.CIRCULATING,
    (LetterState.CIRCULATING, Step.CLOSE): LetterState.CLOSED,
    (LetterState.CIRCULATING, Step.CANCEL): LetterState.CANCELLED,
    (LetterState.CLOSED, Step.PUBLISH): LetterState.PUBLISHED,
    (LetterState.CLOSED, Step.EMBARGO): LetterState.CLOSED,
}

_WHY_NOT: dict[Step, Reason] = {
    Step.EDIT: Reason.TEXT_IS_FIXED,
    Step.CIRCULATE: Reason.NOT_A_DRAFT,
    Step.PUBLISH: Reason.NOT_CLOSED,
    Step.EMBARGO: Reason.NOT_CLOSED,
    Step.CANCEL: Reason.CANNOT_BE_CANCELLED,
}


def state_after(state: LetterState, step: Step) -> LetterState | Reason:
    """The state a step leads to, or the reason why it cannot be taken from here."""
    return TRANSITIONS.get((state, step)) or _WHY_NOT.get(step, Reason.NOT_CIRCULATING)


def steps_from(state: LetterState) -> tuple[Step, ...]:
    """What can be done to a letter in this state, in the table's order."""
    return tuple(step for (origin, step) in TRANSITIONS if origin is state)


@dataclass(frozen=True, slots=True)
class CirculationFacts:
    """What decides whether a draft may circulate."""

    state: LetterState
    has_date: bool
    deadline: datetime
    invited: int
    access: Access


def may_circulate(facts: CirculationFacts, at: datetime) -> Reason | None:
    if facts.state is not LetterState.DRAFT:
        return Reason.NOT_A_DRAFT
    if not facts.has_date:
        return Reason.LETTER_HAS_NO_DATE
    if facts.deadline <= at:
        return Reason.DEADLINE_IN_THE_PAST
    if facts.invited == 0 and facts.access is Access.INVITED:
        return Reason.NOBODY_INVITED
    return None


def may_extend(state: LetterState, *, new: datetime, old: datetime, at: datetime) -> Reason | None:
    after = state_after(state, Step.EXTEND)
    if isinstance(after, Reason):
        return after
    if new <= at:
        return Reason.DEADLINE_IN_THE_PAST
    return Reason.DEADLINE_NOT_LATER if new <= old else None


def may_embargo(state: LetterState, *, until: datetime, at: datetime) -> Reason | None:
    """A closed letter may be published for a time, and the time changed until it has come."""
    after = state_after(state, Step.EMBARGO)
    if isinstance(after, Reason):
        return after
    return Reason.EMBARGO_IN_THE_PAST if until <= at else None


@dataclass(frozen=True, slots=True)
class NewEditionFacts:
    """What decides whether a circulating letter's text may be changed.

    `edition` is the one that stands, `edition_compared` the one that the organiser was shown the difference
    from; None where none was shown.
    """

    state: LetterState
    deadline: datetime | None
    has_date: bool
    same_text: bool
    edition: int
    edition_compared: int | None


def may_change_text(facts: NewEditionFacts, at: datetime) -> Reason | None:
    """Only while there is time to sign again, and only against the text that stands."""
    after = state_after(facts.state, Step.NEW_EDITION)
    if isinstance(after, Reason):
        return after
    if facts.deadline is not None and at >= facts.deadline:
        return Reason.DEADLINE_PASSED
    if facts.edition_compared not in (None, facts.edition):
        return Reason.TEXT_CHANGED_MEANWHILE
    if not facts.has_date:
        return Reason.LETTER_HAS_NO_DATE
    return Reason.SAME_TEXT if facts.same_text else None
