"""Signing in to the desk: the ways, what a password must be, how often somebody may try, what a device is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from undersigned.domain.reasons import Reason


class Way(StrEnum):
    """How somebody signed in."""

    LINK = "link"
    PASSWORD = "password"  # noqa: S105  # the name of a way
    PASSKEY = "passkey"


class WayChange(StrEnum):
    """How somebody changed the ways in which they sign in."""

    PASSWORD_SET = "password-set"  # noqa: S105  # the name of a change
    PASSWORD_REMOVED = "password-removed"  # noqa: S105
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    APP_ADDED = "app-added"
    APP_REMOVED = "app-removed"
    CODES_MADE = "codes-made"


RECOVERY_CODES = 10
FRESH = timedelta(hours=1)  # how long after signing in the ways to sign in can be changed
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
_SHORTEST_PART = 4
_FEWEST_CHARACTERS = 5


def trouble_in_password(password: str, *, address: str, is_common: bool) -> Reason | None:
    """Why a password is not taken. Length is what counts; no rule asks for signs or figures."""
    if len(password) < SHORTEST_PASSWORD:
        return Reason.PASSWORD_TOO_SHORT
    if len(password) > LONGEST_PASSWORD:
        return Reason.PASSWORD_TOO_LONG
    if is_common or _is_trivial(password):
        return Reason.PASSWORD_TOO_COMMON
    parts = [part for part in re.split(r"\W+", address.casefold()) if len(part) >= _SHORTEST_PART]
    left = password.casefold()
    for part in parts:
        left = left.replace(part, "")
    return Reason.PASSWORD_LIKE_ADDRESS if len(left) < SHORTEST_PASSWORD // 2 else None


def _is_trivial(password: str) -> bool:
    """Figures alone, a few characters, or the same again and again: guessed as soon as it is tried."""
    repeats = password in (password + password)[1:-1]
    return password.isdecimal() or len(set(password)) < _FEWEST_CHARACTERS or repeats


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many failed tries within a time."""

    tries: int
    within: timedelta


# For one address, wherever the tries come from; and for one place they come from, whatever the address.
FOR_AN_ADDRESS = Allowance(5, timedelta(minutes=15))
FOR_A_PLACE = Allowance(30, timedelta(minutes=15))
LONGEST_KEPT = timedelta(hours=1)


def wait_until(failed: Iterable[datetime], allowance: Allowance, at: datetime) -> datetime | None:
    """When the next try is allowed; None if it is now. `failed` are the times of tries that failed."""
    recent = sorted(time for time in failed if at - time < allowance.within)
    if len(recent) < allowance.tries:
        return None
    return recent[-allowance.tries] + allowance.within


# In this order: most browsers also name those that they descend from.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class DeviceKind:
    """What a browser says of itself, as far as its owner needs to know it again; "" where it does not say."""

    browser: str
    system: str


def device_kind(says: str) -> DeviceKind:
    """From a User-Agent header, of which nothing else is kept."""

    def first(known: tuple[tuple[str, str], ...]) -> str:
        return next((name for sign, name in known if sign in says), "")

    return DeviceKind(first(_BROWSERS), first(_SYSTEMS))
