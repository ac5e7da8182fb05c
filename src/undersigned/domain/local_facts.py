"""Facts about places that a local paper tells beside a letter: what can be written down, and what not."""

from dataclasses import dataclass
from datetime import date

from undersigned.domain.press.kit import LocalFact
from undersigned.domain.reasons import Reason, Trouble
from undersigned.domain.text import is_address
from undersigned.places import find_places, region_of


@dataclass(frozen=True, slots=True)
class WhereMembersAre:
    """The regions and places of a coalition's members, for what no gazetteer has; places in small letters."""

    regions: frozenset[str]
    places: frozenset[tuple[str, str]]


def trouble_in_fact(fact: LocalFact, members: WhereMembersAre, today: date) -> Trouble | None:
    """The first thing that is wrong; a fact has a place we know, a source to open, and sound days."""
    if not fact.what:
        return Trouble("what", Reason.FACT_MISSING)
    if trouble := _trouble_in_place(fact, members):
        return trouble
    if not fact.source:
        return Trouble("source", Reason.SAYS_WHO_MISSING)
    if not is_address(fact.address):
        return Trouble("address", Reason.SOURCE_NOT_AN_ADDRESS)
    if fact.checked_on > today:
        return Trouble("checked_on", Reason.DAY_IN_THE_FUTURE)
    if fact.on and fact.on > fact.checked_on:
        return Trouble("on", Reason.CHECKED_BEFORE_IT_HAPPENED)
    return None


def _trouble_in_place(fact: LocalFact, members: WhereMembersAre) -> Trouble | None:
    """A misspelt place would never be seen in any kit, so it is not taken."""
    if region_of(fact.region) is None and fact.region not in members.regions:
        return Trouble("region", Reason.REGION_NOT_KNOWN)
    if not fact.place or (fact.region, fact.place.casefold()) in members.places:
        return None
    return None if find_places(fact.place, fact.region) else Trouble("place", Reason.PLACE_NOT_KNOWN)


def key_of_region(typed: str) -> str:
    """A region as it is kept: the code of a state however it was written, else as it was typed."""
    known = region_of(typed)
    return known.code if known else typed
