import zoneinfo

import pytest

from undersigned.places import REGIONS, region_of, region_of_division


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NC", "NC"),
        ("nc", "NC"),
        ("N.C.", "NC"),
        ("N. C.", "NC"),
        ("North  Carolina", "NC"),
        ("Washington", "WA"),
        ("Washington, D.C.", "DC"),
        ("D.C.", "DC"),
        ("Calif.", "CA"),
        ("W.Va.", "WV"),
        ("Puerto Rico", "PR"),
        ("P.R.", "PR"),
        ("Guam", "GU"),
        ("U.S. Virgin Islands", "VI"),
        ("American Samoa", "AS"),
    ],
)
def test_a_region_is_known_by_code_name_and_abbreviation(text: str, code: str) -> None:
    region = region_of(text)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize("text", ["", "XX", "Ontario", "N", "Carolina"])
def test_what_is_no_region_gives_none(text: str) -> None:
    assert region_of(text) is None


def test_fifty_states_the_district_and_five_territories_are_there() -> None:
    assert len(REGIONS) == 56
    assert {region.time_zone for region in REGIONS} <= zoneinfo.available_timezones()


def test_every_region_is_found_by_each_of_its_own_names_and_its_id() -> None:
    for region in REGIONS:
        assert {region_of(region.code), region_of(region.name), region_of(region.newspaper)} == {region}
        assert region_of_division(region.division) is region


def test_a_division_at_any_depth_leads_to_its_region() -> None:
    region = region_of_division("ocd-division/country:us/state:pa/county:lycoming/place:muncy")
    assert region is not None
    assert region.name == "Pennsylvania"
    assert region_of_division("ocd-division/country:fr") is None
