"""Which office of which place a row of a roster means, and what that member is called.

A member's key is its `external_id` where it has one. Else it is made of the division id and the office:
country, state and place by name, other kinds of division with their kind behind ("us-nc-carrboro-mayor",
"us-md-montgomery-county-county-executive"); without a division id, of country, region, place or organisation,
and office, and cut where it would be long. A key that is taken gets a number behind ("-2"). Keys never change
once given.
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, fields

from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry
from undersigned.domain.roster_rows import RosterRow
from undersigned.domain.roster_table import Remark
from undersigned.places import (
    Place,
    Region,
    find_places,
    is_listed,
    place_of,
    region_of,
    region_of_division,
)

_DIVISION = re.compile(r"ocd-division/country:[a-z]{2}(?:/[\w-]+:[^/:\s]+)*")
_NAMED_WITHOUT_KIND = ("country", "state", "district", "territory", "place")
_LONGEST_STEM = 180  # with a number behind, what a table holds
_COUNTIES = ("county", "parish", "borough", "census_area")


@dataclass(frozen=True, slots=True)
class Seat:
    """One office of one jurisdiction or body: a `MemberEntry` without its key and its people."""

    office: str
    office_plural: str | None
    place: str | None
    region: str | None
    region_code: str | None
    country: str | None
    jurisdiction: str | None
    organisation: str | None
    external_id: str | None
    time_zone: str | None

    @classmethod
    def of(cls, member: MemberEntry) -> "Seat":
        return cls(**{name: getattr(member, name) for name in _OF_A_SEAT})

    def entry(
        self,
        key: str,
        domains: tuple[str, ...],
        holders: tuple[HolderTerm, ...],
        delegates: tuple[DelegateEntry, ...],
    ) -> MemberEntry:
        """The member of this seat, with its people and domains."""
        return MemberEntry(
            key=key,
            office=self.office,
            office_plural=self.office_plural,
            place=self.place,
            region=self.region,
            region_code=self.region_code,
            country=self.country,
            jurisdiction=self.jurisdiction,
            organisation=self.organisation,
            external_id=self.external_id,
            time_zone=self.time_zone,
            domains=domains,
            holders=holders,
            delegates=delegates,
        )

    def filled_from(self, other: "Seat") -> "Seat":
        """This seat, with what it lacks taken from another way of writing it."""
        if other is self:
            return self
        return Seat(**{name: getattr(self, name) or getattr(other, name) for name in _OF_A_SEAT})

    @property
    def identity(self) -> tuple[str, ...]:
        """The same for every row that means this office, however it is written."""
        where = (self.jurisdiction,) if self.jurisdiction else (self.country, self.region, self.place)
        return tuple((part or "").casefold() for part in (*where, self.organisation, self.office))

    def key(self, taken: Container[str]) -> str:
        """What commands call the member by: by the rule above, and not one of `taken`."""
        if self.external_id:
            stem = self.external_id if re.fullmatch(r"[\w.-]+", self.external_id) else _slug(self.external_id)
        elif self.jurisdiction:
            stem = _slug(" ".join((*_spoken(self.jurisdiction), self.organisation or "", self.office)))
        else:
            parts = (self.country, self.region, self.place, self.organisation, self.office)
            stem = _slug(" ".join(part for part in parts if part))
        key, number = stem, 2
        while key in taken:
            key, number = f"{stem}-{number}", number + 1
        return key


_OF_A_SEAT = tuple(one.name for one in fields(Seat))


def seat_of(row: RosterRow) -> tuple[Seat, tuple[Remark, ...]] | Remark:
    """The office a row means and what was odd about finding it, or why it cannot be told."""
    if row.jurisdiction:
        return _by_jurisdiction(row, row.jurisdiction)
    if row.place and row.region:
        return _by_place(row, row.place, row.region)
    if row.organisation:
        return _by_region(row)
    return Remark(row.number, "place-missing")


@dataclass(frozen=True, slots=True)
class _Where:
    """What could be found out about where an office is."""

    place: str | None
    region: str | None = None
    country: str | None = "US"
    time_zone: str | None = None
    jurisdiction: str | None = None


def _by_jurisdiction(row: RosterRow, written: str) -> tuple[Seat, tuple[Remark, ...]] | Remark:
    division = re.sub(r"^ocd-jurisdiction/(.*?)(?:/government)?$", r"ocd-division/\1", written)
    if not _DIVISION.fullmatch(division):
        return Remark(row.number, "jurisdiction-not-an-id", {"text": written[:80]})
    region = region_of_division(division)
    if region is None:
        return _abroad(row, division)
    if row.region and region_of(row.region) is not region:
        return Remark(row.number, "region-differs", {"region": row.region, "actual": region.name})
    return _at_home(row, division, region)


def _at_home(row: RosterRow, division: str, region: Region) -> tuple[Seat, tuple[Remark, ...]] | Remark:
    if place := place_of(division):
        own = None if row.place_is_id else row.place
        where = _Where(own or place.name, region.code, "US", place.time_zone, place.ocd_id)
        return _seat(row, where), () if is_listed(division) else (_taken_as(row, division, place),)
    if division == region.division:
        return _seat(row, _Where(None, region.code, "US", region.time_zone, division)), ()
    name = _titled(row.place) if row.place and row.place_is_id else row.place
    if name is None:
        return Remark(row.number, "jurisdiction-unknown", {"text": division})
    note = Remark(row.number, "place-unknown", {"text": row.place, "region": region.name, "place": name})
    return _seat(row, _Where(name, region.code, "US", region.time_zone, division)), (note,)


def _abroad(row: RosterRow, division: str) -> tuple[Seat, tuple[Remark, ...]] | Remark:
    if not (row.place or row.organisation):
        return Remark(row.number, "jurisdiction-unknown", {"text": division})
    country = division.split("/")[1].removeprefix("country:").upper()
    return _seat(row, _Where(row.place, row.region, country, jurisdiction=division)), ()


def _by_place(row: RosterRow, name: str, written: str) -> tuple[Seat, tuple[Remark, ...]] | Remark:
    region = region_of(written)
    if region is None or (row.country or "US").upper() != "US":
        return _by_region(row)
    text = _titled(name) if row.place_is_id else name
    found = _likeliest(text, region.code, row.office)
    if len(found) == 1:
        return _seat(row, _Where(text, region.code, "US", found[0].time_zone, found[0].ocd_id)), ()
    values = {"text": name, "region": region.name, "place": text}
    note = Remark(row.number, "place-ambiguous" if found else "place-unknown", values)
    return _seat(row, _Where(text, region.code, "US", region.time_zone)), (note,)


def _by_region(row: RosterRow) -> tuple[Seat, tuple[Remark, ...]] | Remark:
    """A place abroad, or a body with or without a place."""
    region = region_of(row.region) if row.region and (row.country or "US").upper() == "US" else None
    country = row.country.upper() if row.country else "US" if region else None
    if country is None and row.region:
        return Remark(row.number, "country-missing", {"region": row.region})
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        return Remark(row.number, "country-not-a-code", {"text": row.country})
    if region is None:
        return _seat(row, _Where(row.place, row.region, country)), ()
    return _seat(row, _Where(row.place, region.code, country, region.time_zone)), ()


def _seat(row: RosterRow, where: _Where) -> Seat:
    known = region_of(where.region) if where.region and where.country == "US" else None
    return Seat(
        office=row.office,
        office_plural=row.office_plural,
        place=where.place,
        region=where.region,
        region_code=known.code if known else None,
        country=where.country,
        jurisdiction=where.jurisdiction,
        organisation=row.organisation,
        external_id=row.external_id,
        time_zone=where.time_zone,
    )


def _likeliest(name: str, region: str, office: str) -> tuple[Place, ...]:
    """The places an office can be of: the county for a county office; else one city, town or village."""
    if "county" in office.casefold():
        for text in (f"{name} County", name):
            counties = tuple(place for place in find_places(text, region) if place.kind in _COUNTIES)
            if counties:
                return counties
    found = find_places(name, region)
    governed = tuple(place for place in found if place.kind not in (*_COUNTIES, "township", "settlement"))
    return governed if len(governed) == 1 else found


def _taken_as(row: RosterRow, division: str, place: Place) -> Remark:
    said = f"{place.name}, {place.region}"
    return Remark(row.number, "place-taken-as", {"text": division.rsplit("/", 1)[-1], "place": said})


def _titled(id_like: str) -> str:
    """ "north_charleston" → "North Charleston"."""
    return " ".join(word[:1].upper() + word[1:] for word in id_like.replace("_", " ").split())


def _spoken(division: str) -> list[str]:
    parts = [part.split(":", 1) for part in division.split("/")[1:]]
    return [name if kind in _NAMED_WITHOUT_KIND else f"{name} {kind}" for kind, name in parts]


def _slug(text: str) -> str:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    return re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")[:_LONGEST_STEM]
