"""Which words name a region or a country."""

import pytest

from tests.reading.countries import FILE
from undersigned.reading.whereabouts import countries_of_cldr, where_is


def test_the_names_of_countries_are_those_of_cldr() -> None:
    assert FILE.read_text("utf-8") == countries_of_cldr(), "run: python -m tests.reading.countries"


@pytest.mark.parametrize(
    ("text", "region", "country"),
    [
        ("NC", "NC", "US"),
        ("N.C.", "NC", "US"),
        ("North Carolina", "NC", "US"),
        ("Hawai’i", "HI", "US"),
        ("Guam", "GU", "US"),
        ("Ontario", "ON", "CA"),
        ("Bayern", "BY", "DE"),
        ("Catalunya", "CT", "ES"),
        ("Uganda", None, "UG"),
        ("Alemania", None, "DE"),
        ("The Netherlands", None, "NL"),
        ("USA", None, "US"),
        ("Royaume-Uni", None, "GB"),
    ],
)
def test_regions_and_countries_are_known_by_their_names(text: str, region: str | None, country: str) -> None:
    where = where_is(text)
    assert where is not None
    assert (where.region_code, where.country) == (region, country)


@pytest.mark.parametrize("text", ["", "in", "or", "me", "Springfield", "Ada Example", "Berlin", "Hamburg"])
def test_other_words_name_neither(text: str) -> None:
    assert where_is(text) is None
