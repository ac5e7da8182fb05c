"""What can be wrong with an installation, decided from what was found of it. The words are in `wording`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
_LEAST_FREE_BYTES = 500_000_000
_CLOCKS_MAY_DIFFER = timedelta(minutes=2)
_A_JOB_MAY_TAKE = timedelta(minutes=10)
_TRIES_BEFORE_IT_IS_TROUBLE = 3


class Area(StrEnum):
    """What is examined, in the order in which it is told."""

    SETTINGS = "settings"
    ADDRESS = "address"
    DISK = "disk"
    DATABASE = "database"
    SIGNING_KEY = "signing-key"
    SEALS = "seals"
    LOGS = "logs"
    MAIL = "mail"
    DEADLINES = "deadlines"
    CLOCK = "clock"


# What cannot be looked at while something is wrong there.
HIDES: dict[Area, frozenset[Area]] = {
    Area.SETTINGS: frozenset(Area) - {Area.SETTINGS},
    Area.DATABASE: frozenset({Area.SEALS, Area.LOGS, Area.MAIL, Area.DEADLINES, Area.CLOCK}),
}


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is wrong. `code` has its two sentences in `wording.ailments`; `values` fill them."""

    area: Area
    code: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the settings and the machine say. `loose` are secret files that others can read."""

    base_url: str
    allowed_hosts: tuple[str, ...]
    sends_mail: bool
    folder: str
    free_bytes: int
    loose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the tables say. Moments are None where there is none.

    `unsealed` are letters whose log and its last seal do not agree, `overdue` those that circulate after
    their deadline. `untouched_since` is when the oldest mail was due that nobody has tried to post; `tried`
    says how often the one was that was tried most, and `last_trouble` with what answer.
    """

    unsealed: tuple[str, ...]
    overdue: tuple[tuple[str, datetime], ...]
    mails_waiting: int
    untouched_since: datetime | None
    tried: int
    last_trouble: str
    latest: datetime | None
    clock: datetime


def of_surroundings(found: Surroundings) -> Iterator[Ailment]:
    parts = urlsplit(found.base_url)
    host = parts.hostname or ""
    if found.sends_mail and host in _THIS_MACHINE:
        yield Ailment(Area.ADDRESS, "address-of-this-machine", {"address": found.base_url})
    elif host not in _THIS_MACHINE and parts.scheme != "https":
        yield Ailment(Area.ADDRESS, "address-in-the-clear", {"address": found.base_url})
    if host not in found.allowed_hosts and "*" not in found.allowed_hosts:
        yield Ailment(Area.ADDRESS, "address-not-answered", {"host": host})
    if found.free_bytes < _LEAST_FREE_BYTES:
        free = found.free_bytes // 1_000_000
        yield Ailment(Area.DISK, "disk-nearly-full", {"folder": found.folder, "megabytes": free})
    for file in found.loose:
        yield Ailment(Area.SIGNING_KEY, "secret-file-loose", {"file": file})


def of_stored(found: Stored, at: datetime) -> Iterator[Ailment]:
    for slug in found.unsealed:
        yield Ailment(Area.LOGS, "log-and-seal-differ", {"slug": slug})
    for slug, deadline in found.overdue:
        if at - deadline > _A_JOB_MAY_TAKE:
            yield Ailment(Area.DEADLINES, "deadline-passed-over", {"slug": slug, "deadline": deadline})
    if found.untouched_since is not None and at - found.untouched_since > _A_JOB_MAY_TAKE:
        values = {"number": found.mails_waiting, "since": found.untouched_since}
        yield Ailment(Area.MAIL, "mails-wait", values)
    if found.tried >= _TRIES_BEFORE_IT_IS_TROUBLE:
        yield Ailment(Area.MAIL, "mails-not-taken", {"trouble": found.last_trouble})
    yield from _of_clocks(found, at)


def _of_clocks(found: Stored, at: datetime) -> Iterator[Ailment]:
    if found.latest is not None and found.latest - at > _CLOCKS_MAY_DIFFER:
        yield Ailment(Area.CLOCK, "clock-behind", {"now": at, "latest": found.latest})
    elif abs(found.clock - at) > _CLOCKS_MAY_DIFFER:
        yield Ailment(Area.CLOCK, "clocks-differ", {"now": at, "other": found.clock})
