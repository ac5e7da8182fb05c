"""States, the District of Columbia and the territories: codes, names, newspaper abbreviations, time zones."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

_IN_A_REGION = re.compile(
    r"ocd-(?:division|jurisdiction)/country:us/(?:state|district|territory):([a-z]{2})\b"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level region of a country.

    `code` is ISO 3166-2 without the country; `newspaper` is the abbreviation of Associated Press style, which
    leaves eight short names whole; `time_zone` (IANA) is where most of its people live.
    """

    code: str
    name: str
    newspaper: str
    time_zone: str
    country: str = "US"

    @property
    def division(self) -> str:
        """Its Open Civic Data division id."""
        kind = "district" if self.code == "DC" else "territory" if self.code in TERRITORIES else "state"
        return f"ocd-division/country:us/{kind}:{self.code.lower()}"


TERRITORIES = ("AS", "GU", "MP", "PR", "VI")

_EAST, _CENTRAL, _MOUNTAIN, _WEST = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)

REGIONS: tuple[Region, ...] = (
    Region("AL", "Alabama", "Ala.", _CENTRAL),
    Region("AK", "Alaska", "Alaska", "America/Anchorage"),
    Region("AZ", "Arizona", "Ariz.", "America/Phoenix"),
    Region("AR", "Arkansas", "Ark.", _CENTRAL),
    Region("CA", "California", "Calif.", _WEST),
    Region("CO", "Colorado", "Colo.", _MOUNTAIN),
    Region("CT", "Connecticut", "Conn.", _EAST),
    Region("DE", "Delaware", "Del.", _EAST),
    Region("DC", "District of Columbia", "D.C.", _EAST),
    Region("FL", "Florida", "Fla.", _EAST),
    Region("GA", "Georgia", "Ga.", _EAST),
    Region("HI", "Hawaii", "Hawaii", "Pacific/Honolulu"),
    Region("ID", "Idaho", "Idaho", "America/Boise"),
    Region("IL", "Illinois", "Ill.", _CENTRAL),
    Region("IN", "Indiana", "Ind.", "America/Indiana/Indianapolis"),
    Region("IA", "Iowa", "Iowa", _CENTRAL),
    Region("KS", "Kansas", "Kan.", _CENTRAL),
    Region("KY", "Kentucky", "Ky.", _EAST),
    Region("LA", "Louisiana", "La.", _CENTRAL),
    Region("ME", "Maine", "Maine", _EAST),
    Region("MD", "Maryland", "Md.", _EAST),
    Region("MA", "Massachusetts", "Mass.", _EAST),
    Region("MI", "Michigan", "Mich.", "America/Detroit"),
    Region("MN", "Minnesota", "Minn.", _CENTRAL),
    Region("MS", "Mississippi", "Miss.", _CENTRAL),
    Region("MO", "Missouri", "Mo.", _CENTRAL),
    Region("MT", "Montana", "Mont.", _MOUNTAIN),
    Region("NE", "Nebraska", "Neb.", _CENTRAL),
    Region("NV", "Nevada", "Nev.", _WEST),
    Region("NH", "New Hampshire", "N.H.", _EAST),
    Region("NJ", "New Jersey", "N.J.", _EAST),
    Region("NM", "New Mexico", "N.M.", _MOUNTAIN),
    Region("NY", "New York", "N.Y.", _EAST),
    Region("NC", "North Carolina", "N.C.", _EAST),
    Region("ND", "North Dakota", "N.D.", _CENTRAL),
    Region("OH", "Ohio", "Ohio", _EAST),
    Region("OK", "Oklahoma", "Okla.", _CENTRAL),
    Region("OR", "Oregon", "Ore.", _WEST),
    Region("PA", "Pennsylvania", "Pa.", _EAST),
    Region("RI", "Rhode Island", "R.I.", _EAST),
    Region("SC", "South Carolina", "S.C.", _EAST),
    Region("SD", "South Dakota", "S.D.", _CENTRAL),
    Region("TN", "Tennessee", "Tenn.", _CENTRAL),
    Region("TX", "Texas", "Texas", _CENTRAL),
    Region("UT", "Utah", "Utah", _MOUNTAIN),
    Region("VT", "Vermont", "Vt.", _EAST),
    Region("VA", "Virginia", "Va.", _EAST),
    Region("WA", "Washington", "Wash.", _WEST),
    Region("WV", "West Virginia", "W.Va.", _EAST),
    Region("WI", "Wisconsin", "Wis.", _CENTRAL),
    Region("WY", "Wyoming", "Wyo.", _MOUNTAIN),
    Region("AS", "American Samoa", "American Samoa", "Pacific/Pago_Pago"),
    Region("GU", "Guam", "Guam", "Pacific/Guam"),
    Region("MP", "Northern Mariana Islands", "Northern Mariana Islands", "Pacific/Saipan"),
    Region("PR", "Puerto Rico", "Puerto Rico", "America/Puerto_Rico"),
    Region("VI", "U.S. Virgin Islands", "U.S. Virgin Islands", "America/St_Thomas"),
)

# The provinces and territories of Canada, by the codes that stand in addresses; none is a state's code.
PROVINCES = {
    "AB": "Alberta",
    "BC": "British Columbia",
    "MB": "Manitoba",
    "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia",
    "NT": "Northwest Territories",
    "NU": "Nunavut",
    "ON": "Ontario",
    "PE": "Prince Edward Island",
    "QC": "Quebec",
    "SK": "Saskatchewan",
    "YT": "Yukon",
}

# Other ways in which people and newspapers write a region.
_ALSO: dict[str, str] = {
    "washington dc": "DC",
    "washington d c": "DC",
    "virgin islands": "VI",
    "united states virgin islands": "VI",
    "commonwealth of the northern mariana islands": "MP",
    "tex": "TX",
    "penn": "PA",
    "penna": "PA",
    "cal": "CA",
    "ills": "IL",
    "okl": "OK",
    "wisc": "WI",
    "oreg": "OR",
    "kans": "KS",
    "nebr": "NE",
    "n mex": "NM",
    "n dak": "ND",
    "s dak": "SD",
    "w virginia": "WV",
    "n carolina": "NC",
    "s carolina": "SC",
}


@lru_cache(maxsize=4096)  # a roster names the same few ten thousand times
def region_of(text: str) -> Region | None:
    """The region meant by a code, a name or an abbreviation: "NC", "N.C." and "north carolina" alike."""
    return _by_name().get(_plain(text))


def region_of_division(division: str) -> Region | None:
    """The region that an Open Civic Data division id lies in, at any depth."""
    found = _IN_A_REGION.match(division)
    return region_of(found.group(1)) if found else None


@cache
def _by_name() -> dict[str, Region]:
    by_code = {region.code: region for region in REGIONS}
    names = {
        _plain(text): region for region in REGIONS for text in (region.name, region.newspaper, region.code)
    }
    return names | {name: by_code[code] for name, code in _ALSO.items()}


def _plain(text: str) -> str:
    """ "N. C." and "n.c." → "nc"; "North  Carolina" → "north carolina"."""
    words = re.sub(r"[.,]", " ", text).casefold().split()
    return "".join(words) if all(len(word) <= 2 for word in words) else " ".join(words)
