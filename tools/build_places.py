"""Builds the gazetteer in `src/undersigned/places/data/` from public data.

    python tools/build_places.py [SOURCE]

SOURCE (default ../shared/data/places) holds the files named in `places/data/SOURCES.md`, with their licences.
The result is the same bytes for the same input. One line a place, tab-separated, sorted by id:

    id after "ocd-division/country:us/" · name · kind · latitude · longitude · population · time zone

What is not known is empty. The time zone is a number: which, the first line says. A second file maps other
ids to these.
"""

import csv
import gzip
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "undersigned" / "places" / "data"
PREFIX = "ocd-division/country:us/"

# What people write where the Census has the name of a charter.
USUAL_NAMES = {
    "state:ak/borough:anchorage": "Anchorage",
    "state:ca/place:el_paso_de_robles_~paso_robles~": "Paso Robles",
    "state:ca/place:san_buenaventura_~ventura~": "Ventura",
    "state:fl/place:islamorada~_village_of_islands": "Islamorada",
    "state:ga/place:webster_county_": "Webster County",
    "state:hi/county:honolulu": "Honolulu",
    "state:id/place:boise_city": "Boise",
    "state:me/place:old_town": "Old Town",
    "state:nj/county:atlantic/place:egg_harbor": "Egg Harbor Township",
    "state:nj/county:essex/place:city_of_orange": "Orange",
    "state:nj/county:morris/place:jefferson": "Jefferson Township",
}
GOVERNMENTS = re.compile(
    r"(?:[-/][^-/]+(?: County)?| city|, .*)?"
    r"(?: (?:metropolitan|metro|unified|consolidated) government| urban county)?(?: \(balance\))?$"
)
LEGAL_STATUS = re.compile(
    r" (?:city|town|village|borough|township|plantation|municipality|corporation|CDP|Municipio|Municipality"
    r"|zona urbana|comunidad)$"
)


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    kind: str
    geoid: str = ""
    position: tuple[float, float] | None = None
    population: int | None = None
    zone: str = ""

    @property
    def state(self) -> str:
        return self.id.split("/")[0].split(":")[1]

    @property
    def county(self) -> str:
        parts = self.id.split("/")
        return "/".join(parts[:2]) if len(parts) > 2 else ""


@dataclass
class Sources:
    """The rows of each source, by what they are looked up by."""

    census: dict[str, dict[str, str]] = field(default_factory=dict)
    geonames: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))


def read(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def usual_name(id: str, official: str) -> str:
    """The Census's name without its legal status: "Vestavia Hills city" → "Vestavia Hills"."""
    if id in USUAL_NAMES:
        return USUAL_NAMES[id]
    if "government" in official or "(balance)" in official or "urban county" in official:
        return re.sub(r" city$", "", GOVERNMENTS.sub("", official))
    if official == "Hartsville/Trousdale County":
        return "Hartsville"
    name = LEGAL_STATUS.sub("", re.sub(r" \(.*\)", "", official))
    if id.startswith("state:ma/") and official.endswith(" Town city"):
        name = name.removesuffix(" Town")
    return re.sub(r"^(?:City|Village) of (?!the |Islands|Four)", "", name)


def kind_of(official: str, type_: str) -> str:
    if type_ != "place":
        return type_
    status = LEGAL_STATUS.search(official)
    word = status.group().strip().lower() if status else "city"
    return {
        "cdp": "settlement",
        "corporation": "city",
        "zona urbana": "settlement",
        "comunidad": "settlement",
    }.get(word, word)


def ocd_rows(source: Path) -> list[Row]:
    return [
        Row(
            id=row["id"].removeprefix(PREFIX),
            name=usual_name(row["id"].removeprefix(PREFIX), row["name"]),
            kind=kind_of(row["name"], row["type"]),
            geoid=row["census_geoid"].removeprefix("place-"),
        )
        for row in read(source / "ocd_us_places.csv.gz")
    ]


def settlement_rows(sources: Sources, known: list[Row]) -> Iterator[Row]:
    """Census places that OCD's list lacks (unincorporated, consolidated), with ids made by its rule."""
    ids, geoids = {row.id for row in known}, {row.geoid for row in known}
    for geoid, row in sources.census.items():
        if len(geoid) != 7 or geoid in geoids:
            continue
        state = row["USPS"].lower()
        parent = {"dc": "district:dc", "pr": "territory:pr"}.get(state, f"state:{state}")
        name = usual_name("", row["NAME"])
        slug = re.sub(r"[^\w'.-]", "~", name.lower().replace(" ", "_"))
        id = parent if state == "dc" else f"{parent}/place:{slug}"
        if id not in ids:
            ids.add(id)
            yield Row(id=id, name=name, kind=kind_of(row["NAME"], "place"), geoid=geoid)


def townships_named_apart(rows: list[Row]) -> list[Row]:
    """Keeps "Township" in a name where people say it: everywhere but in New Jersey."""
    names = Counter((row.state, row.name) for row in rows if row.kind != "settlement")
    return [
        replace(row, name=f"{row.name} Township")
        if row.kind == "township"
        and not row.name.startswith("Township ")
        and (row.state != "nj" or names[row.state, row.name] > 1)
        and row.id not in USUAL_NAMES
        else row
        for row in rows
    ]


def squashed(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\bsaint\b", "st", letters))


def placed(rows: list[Row], sources: Sources) -> list[Row]:
    """With position and population from the Census; else the position of the one such GeoNames place."""
    by_name: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for state, places in sources.geonames.items():
        for place in places:
            by_name[state, squashed(place["name"])].append(
                (float(place["latitude"]), float(place["longitude"]))
            )
    found = []
    for row in rows:
        census = sources.census.get(row.geoid)
        if row.id == "state:in/place:indianapolis":
            census = sources.census["1836003"]
        if census:
            spot = (float(census["INTPTLAT"]), float(census["INTPTLONG"]))
            row = replace(row, position=spot, population=int(census["POP10"]))
        else:
            named = by_name[row.state, squashed(row.name)] if not row.county else []
            row = replace(row, position=named[0] if len(named) == 1 else None)
        found.append(row)
    return found


def zoned(rows: list[Row], sources: Sources) -> list[Row]:
    """With the time zone of the nearest GeoNames place of the same state, seen from the county if need be."""
    positions = {row.id: row.position for row in rows}

    def zone(row: Row) -> str:
        spot = row.position or positions.get(row.county)
        near = sources.geonames.get(row.state, [])
        if not near:
            return "America/Puerto_Rico" if row.state == "pr" else ""
        if spot is None:
            return Counter(place["timezone"] for place in near).most_common(1)[0][0]
        narrow = math.cos(math.radians(spot[0]))
        return min(
            near,
            key=lambda place: math.hypot(
                float(place["latitude"]) - spot[0], narrow * (float(place["longitude"]) - spot[1])
            ),
        )["timezone"]

    return [replace(row, zone=zone(row)) for row in rows]


def write(path: Path, text: str) -> None:
    with gzip.GzipFile(path, "wb", compresslevel=9, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    print(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines, {path.stat().st_size} bytes")


def line(row: Row, zones: list[str]) -> str:
    latitude, longitude = (f"{row.position[0]:.3f}", f"{row.position[1]:.3f}") if row.position else ("", "")
    population = "" if row.population is None else str(row.population)
    zone = str(zones.index(row.zone)) if row.zone else ""
    return "\t".join((row.id, row.name, row.kind, latitude, longitude, population, zone))


def main(source: Path) -> None:
    sources = Sources()
    for name in ("gaz2010_counties.csv.gz", "gaz2010_places.csv.gz"):
        sources.census.update({row["GEOID"]: row for row in read(source / name)})
    for row in read(source / "geonames_us_cities500.csv.gz"):
        sources.geonames[row["state"].lower()].append(row)
    rows = ocd_rows(source)
    rows += settlement_rows(sources, rows)
    rows = zoned(placed(townships_named_apart(rows), sources), sources)
    zones = sorted({row.zone for row in rows} - {""})
    lines = [line(row, zones) for row in sorted(rows, key=lambda row: row.id)]
    write(TARGET / "places.tsv.gz", "\n".join(["\t".join(zones), *lines]) + "\n")
    ids = {row.id for row in rows}
    aliases = sorted(
        (row["id"].removeprefix(PREFIX), row["sameAs"].removeprefix(PREFIX))
        for row in read(source / "ocd_us_aliases.csv")
    )
    kept = [f"{alias}\t{id}" for alias, id in aliases if id in ids and alias not in ids]
    write(TARGET / "aliases.tsv.gz", "\n".join(kept) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "places")
