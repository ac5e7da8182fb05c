"""Reads of a coalition's programs: its web hooks, their latest calls, and what a calendar shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from undersigned.confirmation import personal_link
from undersigned.domain.hooks import Call, HookKind
from undersigned.domain.letters import LetterState
from undersigned.records.models import (
    Appointment,
    AskPlan,
    CalendarAddress,
    Coalition,
    Hook,
    HookCall,
    Letter,
)

_CALLS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class QueuedCall:
    """A call as the job that makes it needs it; `row` and `hook` are numbers of rows."""

    row: int
    hook: int
    attempts: int
    call: Call


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as an organiser sees it; `answer` is what came back last."""

    kind: HookKind
    queued_at: datetime
    accepted_at: datetime | None
    given_up_at: datetime | None
    next_at: datetime
    attempts: int
    answer: str


@dataclass(frozen=True, slots=True)
class HookRow:
    """A web hook that is called, with its latest calls, the newest first."""

    id: int
    address: str
    kinds: tuple[HookKind, ...]
    made_at: datetime
    calls: tuple[CallRow, ...]


class Occasion(StrEnum):
    """What a date in the calendar is about."""

    DEADLINE = "deadline"
    EMBARGO = "embargo"  # the letter becomes public
    ASK_DUE = "ask-due"  # the last day of an ask that is open still
    LOOK_AGAIN = "look-again"


@dataclass(frozen=True, slots=True)
class Date:
    """What a coalition must not miss: a moment, or a day where `at` has no time. `key` names it for good."""

    occasion: Occasion
    key: str
    letter: str
    title: str
    at: datetime | date
    ask: str = ""


@dataclass(frozen=True, slots=True)
class CalendarOf:
    """What the calendar at a secret address shows."""

    coalition: str
    coalition_name: str
    dates: tuple[Date, ...]


def queued_call(row: HookCall) -> QueuedCall:
    call = Call(row.call_id, row.hook.address, row.hook.secret, row.body)
    return QueuedCall(row.pk, row.hook_id, row.attempts, call)


def hooks_of(coalition: Coalition) -> tuple[HookRow, ...]:
    """The hooks that are called, the oldest first."""
    return tuple(map(_hook, Hook.objects.filter(coalition=coalition, stopped_at=None).order_by("pk")))


def has_calendar(coalition: Coalition, organiser: int) -> bool:
    return Appointment.objects.filter(
        coalition=coalition, organiser_id=organiser, calendar__isnull=False
    ).exists()


def calendar_at(token: str) -> CalendarOf | None:
    """What an address shows; None where there is none, or its organiser has left or was shut out."""
    address = (
        CalendarAddress.objects.select_related("appointment__coalition")
        .filter(token_hash=personal_link.hash_of(token), appointment__organiser__is_active=True)
        .first()
    )
    if address is None:
        return None
    coalition = address.appointment.coalition
    dates = (*_of_letters(coalition), *_of_plans(coalition))
    return CalendarOf(coalition.slug, coalition.name, dates)


def _of_letters(coalition: Coalition) -> Iterator[Date]:
    for letter in Letter.objects.filter(coalition=coalition).order_by("pk"):
        told = (letter.slug, letter.title)
        if letter.state == LetterState.CIRCULATING and letter.deadline:
            yield Date(Occasion.DEADLINE, f"deadline-{letter.slug}", *told, letter.deadline)
        if letter.state == LetterState.CLOSED and letter.embargo_until:
            yield Date(Occasion.EMBARGO, f"embargo-{letter.slug}", *told, letter.embargo_until)
        if letter.state == LetterState.PUBLISHED and letter.asks_due_on:
            yield Date(Occasion.ASK_DUE, f"asks-{letter.slug}", *told, letter.asks_due_on)


def _of_plans(coalition: Coalition) -> Iterator[Date]:
    plans = AskPlan.objects.filter(letter__coalition=coalition, look_again_on__isnull=False)
    for plan in plans.select_related("letter").order_by("pk"):
        assert plan.look_again_on is not None  # noqa: S101  # filtered above
        letter, key = plan.letter, f"look-again-{plan.letter.slug}-{plan.number}"
        yield Date(Occasion.LOOK_AGAIN, key, letter.slug, letter.title, plan.look_again_on, plan.number)


def _hook(row: Hook) -> HookRow:
    latest = row.calls.order_by("-pk")[:_CALLS_SHOWN]
    kinds = tuple(HookKind(kind) for kind in row.kinds.split())
    return HookRow(row.pk, row.address, kinds, row.made_at, tuple(map(_call, latest)))


def _call(row: HookCall) -> CallRow:
    return CallRow(
        kind=HookKind(row.kind),
        queued_at=row.queued_at,
        accepted_at=row.accepted_at,
        given_up_at=row.given_up_at,
        next_at=row.due_at,
        attempts=row.attempts,
        answer=row.answer,
    )
