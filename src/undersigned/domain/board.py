"""The organiser's board of a letter that circulates: how its answers are grouped, and where they lead."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from undersigned.domain.signing import UNANSWERED, AnswerState, By


class Group(StrEnum):
    """What a board counts: each invitation is in exactly one group. The names stand in its address."""

    SIGNED = "signed"
    SIGNED_FOR = "signed-for"
    CONDITIONAL = "conditional"
    PREPARED = "prepared"
    DECLINED = "declined"
    OPENED = "opened"
    SILENT = "silent"
    UNREACHED = "unreached"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"


def group_of(state: AnswerState, by: By | None, *, reached: bool) -> Group:
    """The group of an invitation. `reached` is False where every address of the office was refused."""
    if state == AnswerState.SIGNED:
        return Group.SIGNED_FOR if by is By.DELEGATE else Group.SIGNED
    if state in UNANSWERED and not reached:
        return Group.UNREACHED
    return Group(state.value)


# A pace is measured over so long at most, and needs so many signatures to be one.
_WINDOW = timedelta(days=7)
_SHORTEST = timedelta(days=2)
_FEWEST = 5
# Of ten letters with this pace, eight end within the range that is told.
_TENTH = 0.1
_NORMAL_TENTH = 1.2816
_MANY = 200.0


@dataclass(frozen=True, slots=True)
class PaceFacts:
    """What a projection rests on. `signed_at` are the times of the signatures that stand now.

    `unanswered` are the offices that can still sign.
    """

    signed_at: Sequence[datetime]
    unanswered: int
    began: datetime
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Projection:
    """Between `low` and `high` signatures at the deadline, from `pace` signatures in the last `days` days."""

    low: int
    high: int
    pace: int
    days: int


def projection(facts: PaceFacts, at: datetime) -> Projection | None:
    """How many will have signed by the deadline if answers go on as they came; None where nobody can say.

    The last seven days (or the time since the letter began, if shorter) are taken for a steady pace, whose
    rate is known only as well as so few signatures tell it: the range has the middle eight of ten outcomes
    (a Poisson number with a Gamma rate, after Jeffreys), and never more than the offices that can still sign.
    Nothing is said in the first two days, of fewer than five signatures in that time, or for longer ahead
    than the letter has circulated: a pace seen for three days says nothing of three weeks.
    """
    elapsed, left = at - facts.began, facts.deadline - at
    window = min(elapsed, _WINDOW)
    pace = sum(at - window <= signed <= at for signed in facts.signed_at)
    if window < _SHORTEST or pace < _FEWEST or not timedelta(0) < left <= elapsed or not facts.unanswered:
        return None
    low, high = _range(pace, left / window)
    signed = len(facts.signed_at)
    return Projection(
        low=signed + min(low, facts.unanswered),
        high=signed + min(high, facts.unanswered),
        pace=pace,
        days=round(window / timedelta(days=1)),
    )


def _range(pace: int, ahead: float) -> tuple[int, int]:
    """The 10 % and 90 % points of what comes in `ahead` times as long as the pace was measured."""
    shape = pace + 0.5
    if shape > _MANY:
        mean = shape * ahead
        spread = _NORMAL_TENTH * math.sqrt(mean * (1 + ahead))
        return max(0, math.floor(mean - spread)), math.ceil(mean + spread)
    more = ahead / (1 + ahead)
    likely = (1 - more) ** shape  # of none at all
    total, number, low = likely, 0, -1
    while total < 1 - _TENTH:
        if low < 0 and total >= _TENTH:
            low = number
        likely *= (number + shape) / (number + 1) * more
        number += 1
        total += likely
    return (low if low >= 0 else number), number
