"""Where a signatory's place lies, where that is certain, and from which regions a list is signed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from undersigned.domain.documents import Signatory
from undersigned.places import PROVINCES, Place, Region, find_places, region_of
from undersigned.wording import Wording
from undersigned.wording.collation import collation_key

_UNITED_STATES = (None, "US", "USA", "United States")


def place_of_signatory(signatory: Signatory) -> Place | None:
    """The likeliest place of that name in that region; None where there is none or it is not known."""
    if not signatory.place or not signatory.region or signatory.country not in _UNITED_STATES:
        return None
    found = find_places(signatory.place, signatory.region)
    return found[0] if found else None


def located(signatory: Signatory) -> Signatory:
    """The signatory with the public ids of region and place beside what is printed, where certain."""
    if signatory.region_code or not signatory.place or not signatory.region:
        return signatory
    if signatory.country not in _UNITED_STATES:
        return signatory
    found = find_places(signatory.place, signatory.region)
    if not found:
        return signatory
    jurisdiction = signatory.jurisdiction or (found[0].ocd_id if len(found) == 1 else None)
    return replace(signatory, region_code=found[0].region, jurisdiction=jurisdiction)


def american_region(signatory: Signatory) -> Region | None:
    """The state or territory of the United States that is meant, if it is one."""
    if signatory.country not in _UNITED_STATES:
        return None
    return region_of(signatory.region or "")


@dataclass(frozen=True, slots=True)
class SignedRegion:
    """A region of the list: how many signed from it, and their places, each once, in the list's order."""

    name: str
    american: bool
    signatories: int
    places: tuple[str, ...]


def signed_regions(signatories: Iterable[Signatory], wording: Wording) -> tuple[SignedRegion, ...]:
    """The states by their names, then other countries and their regions; who gives neither is in none."""
    found: dict[tuple[bool, str, str], list[Signatory]] = {}
    known: dict[tuple[str | None, str | None], tuple[bool, str, str] | None] = {}
    for signatory in signatories:
        written = (signatory.country, signatory.region)
        if written not in known:
            known[written] = _where(signatory, wording)
        if where := known[written]:
            found.setdefault(where, []).append(signatory)
    return tuple(
        SignedRegion(
            name=", ".join(part for part in (region, country) if part),
            american=not abroad,
            signatories=len(members),
            places=tuple(dict.fromkeys(each.place for each in members if each.place)),
        )
        for (abroad, country, region), members in sorted(
            found.items(), key=lambda item: _filed(item[0], wording.language)
        )
    )


def _where(signatory: Signatory, wording: Wording) -> tuple[bool, str, str] | None:
    """Whether it is abroad, the country (empty for the United States or where it is not said), the region."""
    if known := american_region(signatory):
        return (False, "", known.name)
    region = signatory.region or ""
    province = PROVINCES.get(region.upper()) if signatory.country in (None, "CA", "Canada") else None
    code = "CA" if province else signatory.country
    country, region = wording.country(code) if code else "", province or region
    return (True, country, region) if country or region else None


def _filed(where: tuple[bool, str, str], language: str) -> tuple[object, ...]:
    abroad, country, region = where
    return (abroad, collation_key(country, language), collation_key(region, language))
