"""How an organiser can sign in, and where they are signed in."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.sign_in import Way
from undersigned.records.models import Device, Organiser


@dataclass(frozen=True, slots=True)
class PasskeyShown:
    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeviceShown:
    """`id` stands for the session without being it; `here` is the browser that asks."""

    id: str
    name: str
    way: Way | None
    signed_in_at: datetime | None
    seen_at: datetime | None
    here: bool


@dataclass(frozen=True, slots=True)
class WaysIn:
    address: str
    has_password: bool
    passkeys: tuple[PasskeyShown, ...]
    has_app: bool
    codes_left: int
    devices: tuple[DeviceShown, ...]


def ways_in(organiser: int, session: str) -> WaysIn:
    row = Organiser.objects.get(pk=organiser)
    return WaysIn(
        address=row.email,
        has_password=row.has_password,
        passkeys=tuple(
            PasskeyShown(one.pk, one.name, one.added_at, one.used_at)
            for one in row.passkeys.order_by("added_at")
        ),
        has_app=bool(row.code_secret),
        codes_left=row.recovery_codes.filter(used_at=None).count(),
        devices=tuple(
            _device(one, session) for one in row.devices.order_by("-seen_at", "-signed_in_at", "session_key")
        ),
    )


def _device(row: Device, session: str) -> DeviceShown:
    return DeviceShown(
        id=device_id(row.session_key),
        name=row.name,
        way=Way(row.way) if row.way else None,
        signed_in_at=row.signed_in_at,
        seen_at=row.seen_at,
        here=row.session_key == session,
    )


def device_id(session: str) -> str:
    """What a page may say of a session: its key would let anybody in."""
    return hashlib.sha256(b"undersigned/device/v1\n" + session.encode()).hexdigest()[:16]
