"""Reads of a coalition's programs: its web hooks, their latest calls, and what a calendar shows."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.confirmation import personal_link
from undersigned.domain.hooks import Call, HookKind
from undersigned.domain.letters import LetterState
from undersigned.records.models import Appointment, CalendarAddress, Coalition, Hook, HookCall, Letter

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


@dataclass(frozen=True, slots=True)
class Date:
    """A moment that a coalition must not miss. `changed_at` is when it was last set."""

    letter: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CalendarOf:
    """What the calendar at a secret address shows."""

    coalition: str
    coalition_name: str
    deadlines: tuple[Date, ...]


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
    circulating = Letter.objects.filter(coalition=coalition, state=LetterState.CIRCULATING)
    return CalendarOf(
        coalition.slug,
        coalition.name,
        tuple(
            Date(letter.slug, letter.title, letter.deadline)
            for letter in circulating.order_by("deadline", "pk")
            if letter.deadline is not None
        ),
    )


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
