"""Coverage: an article about a letter, held against the record, and what became of the mistakes in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from undersigned.domain.documents import Finding
from undersigned.domain.reasons import Reason, Trouble
from undersigned.domain.text import is_address


class Correction(StrEnum):
    """Where an article stands: nothing to correct; or its correction is owed, was asked for, was made."""

    NONE_NEEDED = "none-needed"
    OWED = "owed"
    ASKED = "asked"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article as an organiser records it. `place` and `region` are where the outlet's readers are."""

    outlet: str
    title: str
    on: date | None
    address: str = ""
    place: str = ""
    region: str = ""
    asked_on: date | None = None
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """An article as the letter's page tells of it."""

    outlet: str
    title: str
    on: date
    address: str
    place: str
    region: str
    corrected_on: date | None


def mistakes_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What an outlet would correct: notes are for the organiser alone."""
    return tuple(each for each in findings if each.severity != "note")


def correction_of(clipping: Clipping, mistakes: int) -> Correction:
    """Where the article stands. One whose mistakes went unasked may have been corrected all the same."""
    if clipping.corrected_on:
        return Correction.MADE
    if clipping.asked_on:
        return Correction.ASKED
    return Correction.OWED if mistakes else Correction.NONE_NEEDED


def trouble_in_clipping(clipping: Clipping, today: date) -> Trouble | None:
    """The first thing that cannot be: an article has an outlet, a title and a day, and its days follow."""
    if not clipping.outlet:
        return Trouble("outlet", Reason.OUTLET_MISSING)
    if not clipping.title:
        return Trouble("title", Reason.ARTICLE_HAS_NO_TITLE)
    if clipping.on is None:
        return Trouble("on", Reason.DAY_MISSING)
    if clipping.address and not is_address(clipping.address):
        return Trouble("address", Reason.SOURCE_NOT_AN_ADDRESS)
    for name in ("on", "asked_on", "corrected_on"):
        day = getattr(clipping, name)
        if day and day > today:
            return Trouble(name, Reason.DAY_IN_THE_FUTURE)
    return _trouble_in_order(clipping)


def _trouble_in_order(clipping: Clipping) -> Trouble | None:
    """An article can be corrected without having been asked, but neither before it stood."""
    for name in ("asked_on", "corrected_on"):
        day = getattr(clipping, name)
        if day and clipping.on and day < clipping.on:
            return Trouble(name, Reason.BEFORE_THE_ARTICLE)
    if clipping.asked_on and clipping.corrected_on and clipping.corrected_on < clipping.asked_on:
        return Trouble("corrected_on", Reason.CORRECTED_BEFORE_ASKED)
    return None
