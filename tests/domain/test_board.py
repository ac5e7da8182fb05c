"""The board's groups, and a projection that is no bolder than its facts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain.board import Group, PaceFacts, Projection, group_of, projection
from undersigned.domain.signing import AnswerState, By

BEGAN = datetime(2026, 11, 1, 12, tzinfo=UTC)


def day(number: float) -> datetime:
    return BEGAN + timedelta(days=number)


def facts(signed: list[float], unanswered: int = 100, deadline: float = 20) -> PaceFacts:
    return PaceFacts([day(each) for each in signed], unanswered, BEGAN, day(deadline))


def test_every_state_has_its_group() -> None:
    assert {group_of(state, None, reached=True) for state in AnswerState} == set(Group) - {
        Group.SIGNED_FOR,
        Group.UNREACHED,
    }


@pytest.mark.parametrize("state", [AnswerState.SILENT, AnswerState.OPENED, AnswerState.LAPSED])
def test_who_has_not_answered_and_cannot_be_reached_is_told_apart(state: AnswerState) -> None:
    assert group_of(state, None, reached=False) is Group.UNREACHED


def test_who_has_answered_needs_no_mail() -> None:
    assert group_of(AnswerState.SIGNED, By.DELEGATE, reached=False) is Group.SIGNED_FOR
    assert group_of(AnswerState.DECLINED, None, reached=False) is Group.DECLINED


def test_a_steady_pace_is_told_as_a_range_around_it() -> None:
    """Two a day for ten days, and ten days to go: about twenty more, and nobody knows it to the head."""
    steady = [each / 2 for each in range(20)]
    found = projection(facts(steady), day(10))
    assert found is not None
    assert found.low < 20 + 20 < found.high
    assert (found.pace, found.days) == (14, 7)
    assert 28 <= found.low <= 34
    assert 46 <= found.high <= 54


def test_a_large_letter_has_a_narrow_range() -> None:
    steady = [each / 200 for each in range(2000)]
    found = projection(facts(steady, unanswered=10_000), day(10))
    assert found is not None
    assert 3_850 < found.low < 4_000 < found.high < 4_200


@pytest.mark.parametrize(
    ("signed", "deadline", "at"),
    [
        ([1, 2, 3, 4], 20, 10),  # too few to be a pace
        ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 20, 1),  # the letter has only begun
        ([1, 2, 3, 4, 5, 6], 40, 8),  # the deadline is further ahead than the letter has lasted
        ([1, 2, 3, 4, 5, 6], 8, 9),  # the deadline has passed
        ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 28, 15),  # nobody has signed for a week
    ],
)
def test_nothing_is_said_where_too_little_is_known(signed: list[float], deadline: float, at: float) -> None:
    assert projection(facts(signed, deadline=deadline), day(at)) is None


def test_nothing_is_said_once_everybody_has_answered() -> None:
    assert projection(facts([1, 2, 3, 4, 5, 6], unanswered=0), day(8)) is None


def test_no_more_can_sign_than_are_left() -> None:
    found = projection(facts([each / 10 for each in range(80)], unanswered=3, deadline=15), day(8))
    assert found == Projection(low=83, high=83, pace=70, days=7)


@given(st.lists(st.floats(0, 30), max_size=300), st.integers(0, 500), st.floats(1, 60), st.floats(0, 60))
def test_a_range_begins_at_what_has_signed_and_ends_at_what_can(
    signed: list[float], unanswered: int, deadline: float, at: float
) -> None:
    signed = [each for each in signed if each <= at]
    found = projection(facts(signed, unanswered, deadline), day(at))
    if found is not None:
        assert len(signed) <= found.low <= found.high <= len(signed) + unanswered
