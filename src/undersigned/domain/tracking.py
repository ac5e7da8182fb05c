"""What became of each ask: its states, the one table of steps between them, and what the steps add up to.

An ask is tracked by its parts where it has any; a step that is recorded for the whole is taken by each part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from string import ascii_lowercase

from undersigned.domain.documents import Addressee, Ask
from undersigned.domain.reasons import Reason, Trouble
from undersigned.domain.text import is_address


class AskState(StrEnum):
    NO_ANSWER = "no-answer"
    ACKNOWLEDGED = "acknowledged"
    PROMISED = "promised"
    PARTLY_DONE = "partly-done"
    DONE = "done"
    REFUSED = "refused"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What can happen to an ask."""

    ACKNOWLEDGE = "acknowledge"
    PROMISE = "promise"
    DO_PARTLY = "do-partly"
    DO = "do"
    REFUSE = "refuse"
    LAPSE = "lapse"
    HAND_ON = "hand-on"  # the addressee left office: the successor is asked from then on


_OPEN = (AskState.NO_ANSWER, AskState.ACKNOWLEDGED, AskState.PROMISED, AskState.PARTLY_DONE)
_AFTER = {
    Step.ACKNOWLEDGE: AskState.ACKNOWLEDGED,
    Step.PROMISE: AskState.PROMISED,
    Step.DO_PARTLY: AskState.PARTLY_DONE,
    Step.DO: AskState.DONE,
    Step.REFUSE: AskState.REFUSED,
    Step.LAPSE: AskState.LAPSED,
    Step.HAND_ON: AskState.NO_ANSWER,
}
_FROM: dict[AskState, tuple[Step, ...]] = {
    AskState.NO_ANSWER: (
        Step.ACKNOWLEDGE,
        Step.PROMISE,
        Step.DO_PARTLY,
        Step.DO,
        Step.REFUSE,
        Step.LAPSE,
        Step.HAND_ON,
    ),
    AskState.ACKNOWLEDGED: (
        Step.PROMISE,
        Step.DO_PARTLY,
        Step.DO,
        Step.REFUSE,
        Step.LAPSE,
        Step.HAND_ON,
    ),
    AskState.PROMISED: (Step.DO_PARTLY, Step.DO, Step.REFUSE, Step.LAPSE, Step.HAND_ON),
    # More of it may be done, or the rest promised; what was done of it stays done when it lapses.
    AskState.PARTLY_DONE: (
        Step.PROMISE,
        Step.DO_PARTLY,
        Step.DO,
        Step.REFUSE,
        Step.LAPSE,
        Step.HAND_ON,
    ),
    # A refusal can be thought better of, and what was granted can be taken back.
    AskState.REFUSED: (Step.PROMISE, Step.DO_PARTLY, Step.DO, Step.LAPSE, Step.HAND_ON),
    AskState.DONE: (Step.DO_PARTLY, Step.REFUSE),
    # Whoever could grant it is gone: only the successor can be asked.
    AskState.LAPSED: (Step.HAND_ON,),
}

# The one transition table: (state, step) → the state after it. What is not here is refused.
TRANSITIONS: dict[tuple[AskState, Step], AskState] = {
    (state, step): _AFTER[step] for state, steps in _FROM.items() for step in steps
}


def is_open(state: AskState) -> bool:
    """Whether somebody could still grant it, or the rest of it."""
    return state in _OPEN


@dataclass(frozen=True, slots=True)
class Happening:
    """One step as it is recorded, for an ask or a part; `by` is who recorded it, "" the calendar.

    `id` is the row's; `taken_back` says that it was recorded in error and counts for nothing.
    """

    number: str
    step: Step
    on: date
    note: str = ""
    source: str = ""
    address: str = ""
    handed_to: str = ""
    handed_until: date | None = None
    by: str = ""
    id: int = 0
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """By when an ask can be granted, why by then, and when to look again."""

    due_on: date | None = None
    due_because: str = ""
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrackedAsk:
    """An ask or a part with all that became of it, the earliest first.

    `since` is when its state began; `holder` who can grant it now, `until` when that one's term ends. With
    `parts`, the state is what theirs add up to, and `history` has only steps recorded for the whole.
    """

    number: str
    text: str
    anchor: str
    state: AskState
    since: date | None
    holder: str
    until: date | None
    plan: Plan
    history: tuple[Happening, ...]
    parts: tuple["TrackedAsk", ...] = ()

    @property
    def leaves(self) -> tuple["TrackedAsk", ...]:
        """What is tracked by itself: the parts, or the ask."""
        return self.parts or (self,)

    @property
    def last_day(self) -> date | None:
        """The last day on which it can be granted: its own date, or the end of the term."""
        days = [day for day in (self.plan.due_on, self.until) if day]
        return min(days) if days else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is recorded about a letter's asks; `happenings` in the order in which they were to follow."""

    addressees: tuple[Addressee, ...]
    happenings: tuple[Happening, ...] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)

    def of(self, number: str) -> tuple[Happening, ...]:
        return tuple(each for each in self.happenings if each.number == number)


def track(asks: Sequence[Ask], ledger: Ledger) -> tuple[TrackedAsk, ...]:
    """Every ask of a letter with what became of it."""
    return tuple(_with_parts(ask, ledger) for ask in asks)


def _with_parts(ask: Ask, ledger: Ledger) -> TrackedAsk:
    for_all = ledger.of(ask.number)
    own = _tracked(ask.number, ask.text, for_all, ledger)
    anchored = replace(own, anchor=ask.id or own.anchor)
    if not ask.parts:
        return anchored
    parts = tuple(
        _tracked(part.number, part.text, _merged(ledger.of(part.number), for_all), ledger)
        for part in ask.parts
    )
    state = state_of_all(part.state for part in parts)
    days = [part.since for part in parts if part.since and part.state is state]
    return replace(anchored, parts=parts, state=state, since=max(days, default=None))


def _merged(own: Sequence[Happening], for_all: Sequence[Happening]) -> tuple[Happening, ...]:
    return tuple(sorted((*own, *for_all), key=lambda each: (each.on, each.id)))


def _tracked(number: str, text: str, history: tuple[Happening, ...], ledger: Ledger) -> TrackedAsk:
    counted = [each for each in history if not each.taken_back]
    handed = [each for each in counted if each.step is Step.HAND_ON]
    holder = handed[-1].handed_to if handed else _holder(ledger.addressees)
    until = handed[-1].handed_until if handed else _end_of_term(ledger.addressees)
    state = state_after(counted)
    return TrackedAsk(
        number=number,
        text=text,
        anchor=f"ask-{number}",
        state=state,
        since=counted[-1].on if counted else None,
        holder=holder,
        until=until,
        plan=ledger.plans.get(number, ledger.plans.get(number.rstrip(ascii_lowercase), Plan())),
        history=history,
    )


def state_after(history: Iterable[Happening]) -> AskState:
    """What these steps lead to, one after the other. A step that does not follow changes nothing."""
    state = AskState.NO_ANSWER
    for each in history:
        state = TRANSITIONS.get((state, each.step), state)
    return state


def state_of_all(parts: Iterable[AskState]) -> AskState:
    """What the states of an ask's parts add up to.

    All in one state: that state. Something done, in whole or part: partly done. Else the best that is open;
    with nothing open any more, lapsed.
    """
    states = set(parts)
    if len(states) == 1:
        return states.pop()
    if states & {AskState.DONE, AskState.PARTLY_DONE}:
        return AskState.PARTLY_DONE
    for state in (AskState.PROMISED, AskState.ACKNOWLEDGED, AskState.NO_ANSWER, AskState.LAPSED):
        if state in states:
            return state
    return AskState.NO_ANSWER


def _holder(addressees: Sequence[Addressee]) -> str:
    """Who can grant it, as the letter says: "Miriam Castellane, President"."""
    return "; ".join(
        ", ".join(part for part in (each.name, each.office, each.organisation) if part) for each in addressees
    )


def _end_of_term(addressees: Sequence[Addressee]) -> date | None:
    """The last day on which any addressee is in office; None where one of them has no known end."""
    days = [each.until for each in addressees]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


@dataclass(frozen=True, slots=True)
class StepTrouble(Trouble):
    """What stands in the way of recording a step. `ask` is the one that does, where it is one of them."""

    ask: TrackedAsk | None = None


def trouble_in_step(
    happening: Happening, asks: Sequence[TrackedAsk], *, written_on: date | None, today: date
) -> StepTrouble | None:
    """Whether this step can be recorded: it may follow what happened last, and its dates do not contradict.

    `written_on` is the letter's date: nothing became of an ask before it was made.
    """
    leaves = leaves_named(happening.number, asks)
    if not leaves:
        return StepTrouble("number", Reason.ASK_UNKNOWN)
    if happening.on > today:
        return StepTrouble("on", Reason.DAY_IN_THE_FUTURE)
    if written_on and happening.on < written_on:
        return StepTrouble("on", Reason.OUTCOME_BEFORE_LETTER)
    for leaf in leaves:
        if (leaf.state, happening.step) not in TRANSITIONS:
            return StepTrouble("step", Reason.STEP_CANNOT_FOLLOW, leaf)
        if leaf.since and happening.on < leaf.since:
            return StepTrouble("on", Reason.OUTCOME_BEFORE_LAST, leaf)
    return _trouble_in_what_is_said(happening)


def _trouble_in_what_is_said(happening: Happening) -> StepTrouble | None:
    if happening.step is Step.HAND_ON:
        if not happening.handed_to:
            return StepTrouble("handed_to", Reason.SUCCESSOR_MISSING)
        if happening.handed_until and happening.handed_until < happening.on:
            return StepTrouble("handed_until", Reason.TERM_ENDED_BEFORE)
        return None if not happening.address or is_address(happening.address) else _NO_ADDRESS
    if happening.step is Step.LAPSE and not happening.address:
        return None if happening.note else StepTrouble("note", Reason.NOTE_MISSING)
    if not happening.source:
        return StepTrouble("source", Reason.SAYS_WHO_MISSING)
    return None if is_address(happening.address) else _NO_ADDRESS


_NO_ADDRESS = StepTrouble("address", Reason.SOURCE_NOT_AN_ADDRESS)


def leaves_named(number: str, asks: Sequence[TrackedAsk]) -> tuple[TrackedAsk, ...]:
    """The parts that a number means: one, or all of an ask; empty where there is no such ask."""
    for ask in asks:
        if ask.number == number:
            return ask.leaves
        if found := tuple(part for part in ask.parts if part.number == number):
            return found
    return ()


def lapses_due(asks: Sequence[TrackedAsk], today: date) -> tuple[tuple[TrackedAsk, date], ...]:
    """What is open still though its last day has passed, each with that day."""
    return tuple(
        (leaf, leaf.last_day)
        for ask in asks
        for leaf in ask.leaves
        if is_open(leaf.state) and leaf.last_day and leaf.last_day < today
    )


def count_states(asks: Sequence[TrackedAsk]) -> dict[AskState, int]:
    """How many asks and parts are in each state, in the order of the states; all of them also at 0."""
    states = [leaf.state for ask in asks for leaf in ask.leaves]
    return {state: states.count(state) for state in AskState}


def steps_possible(state: AskState) -> tuple[Step, ...]:
    """What can happen to an ask in this state, in the table's order."""
    return tuple(step for (origin, step) in TRANSITIONS if origin is state)


def news_of(asks: Sequence[TrackedAsk]) -> tuple[tuple[TrackedAsk, Happening], ...]:
    """All that became of the asks, the latest first; a step for a whole ask once, with its first part."""
    found: dict[tuple[date, int, str], tuple[TrackedAsk, Happening]] = {}
    for leaf in (leaf for ask in asks for leaf in ask.leaves):
        for each in leaf.history:
            found.setdefault((each.on, each.id, each.number), (leaf, each))
    return tuple(found[key] for key in sorted(found, reverse=True))
