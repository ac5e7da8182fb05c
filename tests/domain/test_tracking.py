"""The ledger of asks: which step may follow which state, and what its dates may be."""

from datetime import date, timedelta

import pytest

from undersigned.domain.documents import Addressee, Ask, AskPart
from undersigned.domain.reasons import Reason
from undersigned.domain.tracking import (
    TRANSITIONS,
    AskState,
    Happening,
    Ledger,
    Plan,
    Step,
    is_open,
    lapses_due,
    state_after,
    steps_possible,
    track,
    trouble_in_step,
)
from undersigned.wording.tracking import SHAPES, STATES, STEPS

DAY = date(2026, 11, 20)
TERM_ENDS = date(2027, 1, 20)
ASKS = (
    Ask(
        "1", "Keep the night buses", (AskPart("1a", "in every county"), AskPart("1b", "until your term ends"))
    ),
    Ask("2", "Publish the timetable"),
)
ADDRESSEES = (Addressee("Enid Marlowe", "Governor", until=TERM_ENDS),)


def step(number: str, kind: Step, days: int = 1, **more: object) -> Happening:
    said = {"source": "Gazette", "address": "https://gazette.example/1", "note": "So it is."}
    return Happening(number, kind, DAY + timedelta(days=days), id=days, **{**said, **more})  # type: ignore[arg-type]  # parts of a happening


def tracked(*happenings: Happening, **plans: Plan) -> dict[str, object]:
    asks = track(ASKS, Ledger(ADDRESSEES, happenings, plans))
    return {leaf.number: leaf for ask in asks for leaf in (ask, *ask.parts)}


def reason(happening: Happening, *before: Happening, today: date = DAY + timedelta(days=30)) -> object:
    asks = track(ASKS, Ledger(ADDRESSEES, before))
    trouble = trouble_in_step(happening, asks, written_on=DAY, today=today)
    return trouble and (trouble.field, trouble.reason)


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (AskState.NO_ANSWER, set(Step)),
        (AskState.ACKNOWLEDGED, set(Step) - {Step.ACKNOWLEDGE}),
        (AskState.PROMISED, set(Step) - {Step.ACKNOWLEDGE, Step.PROMISE}),
        (AskState.PARTLY_DONE, set(Step) - {Step.ACKNOWLEDGE}),
        (AskState.REFUSED, set(Step) - {Step.ACKNOWLEDGE, Step.REFUSE}),
        (AskState.DONE, {Step.DO_PARTLY, Step.REFUSE}),
        (AskState.LAPSED, {Step.HAND_ON}),
    ],
)
def test_what_may_follow_each_state(state: AskState, steps: set[Step]) -> None:
    assert set(steps_possible(state)) == steps


def test_every_state_can_be_reached_and_is_said_with_a_shape() -> None:
    assert set(TRANSITIONS.values()) == set(AskState)
    assert set(STATES) == set(SHAPES) == set(AskState)
    assert set(STEPS) == set(Step)


def test_steps_lead_on_one_after_the_other_and_what_was_taken_back_counts_for_nothing() -> None:
    history = [step("2", Step.PROMISE, 1), step("2", Step.DO_PARTLY, 2), step("2", Step.DO, 3)]
    assert state_after(history) is AskState.DONE
    assert tracked(*history[:2], step("2", Step.DO, 3, taken_back=True))["2"].state is AskState.PARTLY_DONE  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("happening", "before", "expected"),
    [
        (step("9", Step.DO), (), ("number", Reason.ASK_UNKNOWN)),
        (step("2", Step.DO, 40), (), ("on", Reason.DAY_IN_THE_FUTURE)),
        (step("2", Step.DO, -1), (), ("on", Reason.OUTCOME_BEFORE_LETTER)),
        (step("2", Step.DO, 1), (step("2", Step.PROMISE, 3),), ("on", Reason.OUTCOME_BEFORE_LAST)),
        (step("2", Step.PROMISE, 3), (step("2", Step.DO, 1),), ("step", Reason.STEP_CANNOT_FOLLOW)),
        (step("1", Step.PROMISE, 3), (step("1b", Step.DO, 1),), ("step", Reason.STEP_CANNOT_FOLLOW)),
        (step("2", Step.DO, source=""), (), ("source", Reason.SAYS_WHO_MISSING)),
        (step("2", Step.DO, address="the gazette"), (), ("address", Reason.SOURCE_NOT_AN_ADDRESS)),
        (step("2", Step.DO, address="ftp://gazette.example/"), (), ("address", Reason.SOURCE_NOT_AN_ADDRESS)),
        (step("2", Step.LAPSE, address="", note=""), (), ("note", Reason.NOTE_MISSING)),
        (step("2", Step.HAND_ON), (), ("handed_to", Reason.SUCCESSOR_MISSING)),
        (step("2", Step.HAND_ON, handed_to="Ida Berg", handed_until=DAY), (),
            ("handed_until", Reason.TERM_ENDED_BEFORE)),
        (step("1", Step.DO), (step("1a", Step.PROMISE, 1),), None),
        (step("2", Step.LAPSE, address=""), (), None),
    ],
)  # fmt: skip
def test_what_can_be_recorded(happening: Happening, before: tuple[Happening, ...], expected: object) -> None:
    assert reason(happening, *before) == expected


def test_what_is_open_lapses_after_its_own_day_or_the_end_of_the_term() -> None:
    plans = {"2": Plan(due_on=DAY + timedelta(days=5), due_because="the timetable is printed")}
    asks = track(ASKS, Ledger(ADDRESSEES, (step("1a", Step.DO),), plans))
    assert [leaf.number for leaf, _ in lapses_due(asks, DAY + timedelta(days=5))] == []
    assert [leaf.number for leaf, _ in lapses_due(asks, DAY + timedelta(days=6))] == ["2"]
    after = lapses_due(asks, TERM_ENDS + timedelta(days=1))
    assert [(leaf.number, day) for leaf, day in after] == [
        ("1b", TERM_ENDS),
        ("2", DAY + timedelta(days=5)),
    ]


def test_an_ask_that_was_handed_on_is_the_successors_with_the_successors_term() -> None:
    until = date(2031, 1, 20)
    handed = step("2", Step.HAND_ON, 62, handed_to="Ida Berg, Governor", handed_until=until)
    leaf = track(ASKS, Ledger(ADDRESSEES, (step("2", Step.LAPSE, 61), handed)))[1]
    assert (leaf.state, leaf.holder, leaf.last_day) == (AskState.NO_ANSWER, "Ida Berg, Governor", until)
    assert is_open(leaf.state)
