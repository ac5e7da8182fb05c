"""States and territories as a newspaper writes them: their names in Spanish and French, and "of" them.

English names and abbreviations (Associated Press style) are in `places.regions`; here stands what grammar
makes of them. Other countries' regions stay as they are printed.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RegionNames:
    """`of` is the name behind "those who signed": "de Californie", "del estado de Washington"."""

    name: str
    of: str


# States that share the name of a better known city, and those that take an article.
_ENGLISH_STATES = {
    "DC": "the District of Columbia",
    "MP": "the Northern Mariana Islands",
    "NY": "New York state",
    "VI": "the U.S. Virgin Islands",
    "WA": "Washington state",
}


@cache
def _table() -> dict[tuple[str, str], RegionNames]:
    with (Path(__file__).parent / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {
            (language, row["code"]): RegionNames(row[language], row[f"{language}_of"])
            for row in csv.DictReader(file)
            for language in ("es", "fr")
        }


def region_names(code: str | None, english: str, language: str) -> RegionNames:
    """The names of a region by its code; without a known one, the name as it is printed."""
    known = _table().get((language, code or ""))
    if known:
        return known
    if language == "fr":
        of = f"d’{english}" if english[:1].casefold() in tuple("aàâeéèêëhiîïoôuûy") else f"de {english}"
        return RegionNames(english, of)
    if language == "es":
        return RegionNames(english, f"de {english}")
    return RegionNames(english, f"from {_ENGLISH_STATES.get(code or '', english)}")
