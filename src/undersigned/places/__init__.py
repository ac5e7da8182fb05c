"""Places, regions, positions and time zones, from public data shipped with its source (`data/SOURCES.md`)."""

from undersigned.places.gazetteer import Place, find_places, is_listed, place_of
from undersigned.places.regions import PROVINCES, REGIONS, Region, region_of, region_of_division

__all__ = [
    "PROVINCES",
    "REGIONS",
    "Place",
    "Region",
    "find_places",
    "is_listed",
    "place_of",
    "region_of",
    "region_of_division",
]
