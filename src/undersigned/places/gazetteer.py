"""Every place and county of the United States: its proper name, where it lies, its time zone.

The data lie in `data/`, with their sources. Nothing is read before the first question; then all of it, once.
"""

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from undersigned.places.regions import Region, region_of, region_of_division

_PREFIX = "ocd-division/country:us/"
_COUNTIES = ("county", "parish", "borough", "municipio", "census_area")
_KINDS_BY_WEIGHT = ("city", "town", "village", "municipality", "municipio")


@dataclass(frozen=True, slots=True)
class Place:
    """A place or county. `name` is as people write it ("St. Louis", "Montgomery County").

    `ocd_id` is its Open Civic Data division id; for a settlement, which has no government of its own, it is
    made by the same rule. `kind` is "city", "town", "village", "borough", "township", "plantation",
    "municipality", "settlement", or "county" and its like ("parish", "municipio", "census_area"; Alaska's
    boroughs are "borough" too). `latitude` and `longitude` are in degrees, to three decimals; `population` is
    that of the census of 2010. What is not known is None.
    """

    ocd_id: str
    name: str
    kind: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int | None
    time_zone: str


def place_of(ocd_id: str) -> Place | None:
    """The place with this id, its former id, or an id that spells the same name another way.

    Takes a division ("ocd-division/…") or a government ("ocd-jurisdiction/…/government"). An id that is not
    on the list is taken for the one place of its region whose name it can mean ("saint_louis" for "st_louis",
    "nassau_county" for the county, "cherry_hill" for the township); None where it can mean several or none.
    """
    tail = _tail(ocd_id)
    if tail is None:
        return None
    gazetteer = _gazetteer()
    tail = tail if tail in gazetteer.lines else gazetteer.aliases.get(tail, tail)
    if tail in gazetteer.lines:
        return gazetteer.place(tail)
    return _meant_by(tail)


def is_listed(ocd_id: str) -> bool:
    """Whether the id stands on the list itself, or is a known other id of one that does."""
    tail = _tail(ocd_id)
    return tail is not None and (tail in _gazetteer().lines or tail in _gazetteer().aliases)


def find_places(name: str, region: str) -> tuple[Place, ...]:
    """The places of a region that go by this name, the likeliest first; empty if there are none.

    Case, accents, "Saint" for "St.", "New York City" for "New York" and a legal status ("Town of Cary",
    "Cary town") do not matter. Cities, towns and villages come before counties and townships, then the more
    populous; `region` is a code, a name or an abbreviation.
    """
    where = region_of(region)
    if where is None:
        return ()
    for spelling in _spellings(name):
        if tails := _gazetteer().named(where.code).get(spelling):
            return tuple(sorted((_gazetteer().place(tail) for tail in tails), key=_weight))
    return ()


_NO_LETTERS = re.compile("['’\u0300-\u036f]")
_WORDS = re.compile("[a-z0-9]+")
_STATUS_BEFORE = re.compile(r"^(?:the )?(?:city|town|village|borough|township) of ", re.IGNORECASE)
_STATUS_BEHIND = re.compile(r"[ ,]+(?:city|town|village|borough|township|CDP)$", re.IGNORECASE)


class _Gazetteer:
    """The data files, as lines by id; a line becomes a `Place` only when it is asked for."""

    def __init__(self) -> None:
        zones, *lines = _packed("places.tsv.gz")
        self.zones = zones.split("\t")
        self.lines = {line.split("\t", 1)[0]: line for line in lines}
        self.aliases = dict(line.split("\t") for line in _packed("aliases.tsv.gz"))
        self._named: dict[str, dict[str, list[str]]] = {}

    def place(self, tail: str) -> Place:
        _, name, kind, latitude, longitude, population, zone = self.lines[tail].split("\t")
        region = _region(tail)
        return Place(
            ocd_id=_PREFIX + tail,
            name=name,
            kind=kind,
            region=region.code,
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            population=int(population) if population else None,
            time_zone=self.zones[int(zone)] if zone else region.time_zone,
        )

    def named(self, code: str) -> dict[str, list[str]]:
        """Squashed name → ids, of one region: a letter names few, and each costs what it holds."""
        if code not in self._named:
            here: dict[str, list[str]] = defaultdict(list)
            kinds = tuple(f"{kind}:{code.lower()}" for kind in ("state", "district", "territory"))
            for tail, line in self.lines.items():
                if tail.startswith(kinds):
                    here[_squashed(line.split("\t", 2)[1])].append(tail)
            self._named[code] = here
        return self._named[code]


@cache
def _gazetteer() -> _Gazetteer:
    return _Gazetteer()


def _packed(name: str) -> list[str]:
    data = (files("undersigned.places") / "data" / name).read_bytes()
    return gzip.decompress(data).decode("utf-8").splitlines()


def _tail(ocd_id: str) -> str | None:
    """The id without its first part, as the data file has it; None if it is not one of this country's."""
    division = (
        ocd_id.strip().lower().replace("ocd-jurisdiction/", "ocd-division/", 1).removesuffix("/government")
    )
    return division.removeprefix(_PREFIX) if division.startswith(_PREFIX) else None


def _region(tail: str) -> Region:
    region = region_of_division(_PREFIX + tail)
    assert region is not None  # noqa: S101  # every line of the data lies in a region; a test reads them all
    return region


def _meant_by(tail: str) -> Place | None:
    region = region_of_division(_PREFIX + tail)
    last = tail.rsplit("/", 1)[-1]
    if region is None or not last.startswith("place:"):
        return None
    found = find_places(last.removeprefix("place:").replace("_", " "), region.code)
    incorporated = [place for place in found if place.kind not in ("township", "settlement")]
    if len(incorporated) == 1:
        return incorporated[0]
    return found[0] if len(found) == 1 else None


def _weight(place: Place) -> tuple[int, int, str]:
    own = place.kind in _KINDS_BY_WEIGHT or (place.kind == "borough" and place.ocd_id.count("place:") == 1)
    rank = 0 if own else 1 if place.kind in _COUNTIES else 2 if place.kind == "settlement" else 3
    return rank, -(place.population or 0), place.ocd_id


def _squashed(name: str) -> str:
    """ "St. Louis" and "saint louis" → "stlouis"; "Española" → "espanola"."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name)
    plain = plain.lower()
    if not plain.isascii() or "'" in plain:
        plain = _NO_LETTERS.sub("", plain)
    words = _WORDS.findall(plain)
    return "".join("st" if word == "saint" else word for word in words)


def _spellings(name: str) -> Iterator[str]:
    """What the name may stand for on the list, the nearest first."""
    yield (whole := _squashed(name))  # nearly always enough
    bare = _STATUS_BEFORE.sub("", name.strip())
    short = _STATUS_BEHIND.sub("", bare)
    plain = whole if bare == name else _squashed(bare)
    yield from (plain, plain if short == bare else _squashed(short))
    yield from (plain + status for status in ("township", "county", "parish"))
