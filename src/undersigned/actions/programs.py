"""Web hooks made and stopped, and what they are told: queued in the transaction of what happened."""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from undersigned.actions.acting import note
from undersigned.confirmation import personal_link
from undersigned.domain.history import Deed
from undersigned.domain.hooks import LISTENED, HookKind, secret_of, trouble_in_address
from undersigned.domain.reasons import Reason
from undersigned.domain.retrying import LAST_ATTEMPT, pause_after
from undersigned.errors import Refused
from undersigned.queries.programs import QueuedCall, queued_call
from undersigned.records.models import (
    Appointment,
    CalendarAddress,
    Coalition,
    Hook,
    HookCall,
    Letter,
    Signature,
)

HOLD = timedelta(minutes=5)
_KEPT = timedelta(days=30)
_SECRET_BYTES = 32


@transaction.atomic
def add_hook(*, coalition: Coalition, address: str, kinds: Sequence[str], at: datetime) -> str:
    """Call this address from now on; its secret, which is shown this once.

    Refused hook-address-not-usable, hook-listens-to-nothing.
    """
    if reason := trouble_in_address(address, plain=settings.PRIVATE_HOOKS):
        raise Refused(reason, address=address)
    chosen = [kind for kind in LISTENED if kind in kinds]
    if not chosen:
        raise Refused(Reason.HOOK_LISTENS_TO_NOTHING)
    secret = secret_of(secrets.token_bytes(_SECRET_BYTES))
    Hook.objects.create(
        coalition=coalition, address=address, kinds=" ".join(chosen), secret=secret, made_at=at
    )
    Coalition.objects.filter(pk=coalition.pk).update(calls_hooks=True)
    note(Deed.HOOK_ADDED, coalition, at=at)
    return secret


@transaction.atomic
def stop_hook(*, coalition: Coalition, hook: int, at: datetime) -> None:
    """Call it no more, and give up what still waits. Refused (hook-unknown)."""
    row = Hook.objects.select_for_update().filter(coalition=coalition, pk=hook, stopped_at=None).first()
    if row is None:
        raise Refused(Reason.HOOK_UNKNOWN)
    _stop(row, at=at)
    note(Deed.HOOK_STOPPED, coalition, at=at)


def try_hook(*, coalition: Coalition, hook: int, at: datetime) -> None:
    """Queue a call that says nothing but that it is a test. Refused (hook-unknown)."""
    row = Hook.objects.filter(coalition=coalition, pk=hook, stopped_at=None).first()
    if row is None:
        raise Refused(Reason.HOOK_UNKNOWN)
    facts = {"coalition": coalition.slug}
    HookCall.objects.create(**_call(row, HookKind.TEST, f"test:{at.isoformat()}", facts, at))


def announce(letter: Letter, kind: HookKind, facts: Mapping[str, object], *, key: str, at: datetime) -> None:
    """Queue a call to each hook that listens, once for each `key`, in the caller's transaction."""
    coalition = letter.coalition
    if not coalition.calls_hooks:  # known without a look: most coalitions have no hook
        return
    told = {
        "coalition": coalition.slug,
        "letter": letter.slug,
        "page": f"{settings.BASE_URL}/letters/{letter.slug}/",
        **facts,
    }
    listening = [
        hook
        for hook in Hook.objects.filter(coalition=coalition, stopped_at=None)
        if kind in hook.kinds.split()
    ]
    HookCall.objects.bulk_create(
        (HookCall(**_call(hook, kind, f"{kind}:{letter.pk}:{key}", told, at)) for hook in listening),
        ignore_conflicts=True,
    )


def announce_signature(
    signature: Signature, what: Literal["signed", "withdrawn", "struck"], *, at: datetime
) -> None:
    """Tell that a member's signature was given or has ended; which member, only where it is named."""
    member = signature.invitation.member.key if signature.show == "public" else None
    facts = {"what": what, "member": member}
    announce(signature.invitation.letter, HookKind.SIGNATURE, facts, key=f"{what}:{signature.pk}", at=at)


def _call(
    hook: Hook, kind: HookKind, key: str, facts: Mapping[str, object], at: datetime
) -> dict[str, object]:
    told = {"kind": kind.value, "at": at.isoformat(timespec="seconds"), **facts}
    return {
        "hook": hook,
        "call_id": f"msg_{secrets.token_hex(16)}",
        "reason_key": key,
        "kind": kind.value,
        "body": json.dumps(told, ensure_ascii=False),
        "queued_at": at,
        "due_at": at,
    }


def take_due_calls(*, most: int, at: datetime) -> list[QueuedCall]:
    """Take calls that are due, so that nobody else takes them until the hold ends."""
    with transaction.atomic():
        due = (
            HookCall.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(Q(held_until=None) | Q(held_until__lte=at), due_at__lte=at)
            .filter(accepted_at=None, given_up_at=None)
            .order_by("due_at", "pk")[:most]
        )
        taken = list(due.select_related("hook"))
        HookCall.objects.filter(pk__in=[call.pk for call in taken]).update(held_until=at + HOLD)
    return [queued_call(call) for call in taken]


def mark_accepted(call: QueuedCall, *, answer: str, at: datetime) -> None:
    """The program took it. What it was told is emptied, and forgotten with the rest of the row in time."""
    HookCall.objects.filter(pk=call.row).update(
        accepted_at=at, held_until=None, attempts=call.attempts + 1, answer=answer[:300], body=""
    )
    HookCall.objects.filter(hook_id=call.hook, queued_at__lt=at - _KEPT).delete()


def mark_not_accepted(call: QueuedCall, *, answer: str, retry: bool, at: datetime) -> None:
    """Try again after a growing pause, or give it up where that cannot help."""
    attempts = call.attempts + 1
    given_up = not retry or attempts >= LAST_ATTEMPT
    HookCall.objects.filter(pk=call.row).update(
        attempts=attempts,
        due_at=at + pause_after(attempts),
        held_until=None,
        answer=answer[:300],
        given_up_at=at if given_up else None,
    )


@transaction.atomic
def stop_gone_hook(call: QueuedCall, *, at: datetime) -> None:
    """The program has answered 410: it wants no more calls."""
    row = Hook.objects.select_for_update().filter(pk=call.hook, stopped_at=None).first()
    if row is not None:
        _stop(row, at=at)


def _stop(hook: Hook, *, at: datetime) -> None:
    hook.stopped_at = at
    hook.save(update_fields=["stopped_at"])
    hook.calls.filter(accepted_at=None, given_up_at=None).update(given_up_at=at, body="")
    listening = Hook.objects.filter(coalition_id=hook.coalition_id, stopped_at=None).exists()
    Coalition.objects.filter(pk=hook.coalition_id).update(calls_hooks=listening)


@transaction.atomic
def new_calendar(*, coalition: Coalition, organiser: int, at: datetime) -> str:
    """The path of a secret calendar address; the one that was made before leads nowhere from now on."""
    appointment = Appointment.objects.get(coalition=coalition, organiser_id=organiser)
    challenge = personal_link.start(expires_at=at)  # it does not expire: it is replaced
    CalendarAddress.objects.update_or_create(
        appointment=appointment, defaults={"token_hash": challenge.token_hash, "made_at": at}
    )
    return f"/calendar/{challenge.token}.ics"
