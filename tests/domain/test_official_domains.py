"""A listed domain is a member's only where the organisation is the place itself, in its own state."""

from undersigned.confirmation.official_domain import official_domain
from undersigned.domain.official_domains import ListedDomain, domains_of
from undersigned.domain.roster import MemberEntry

DURHAM = MemberEntry("durham", "Mayor", place="Durham", region="NC", region_code="NC")
COUNTY = MemberEntry("county", "Chair", place="Durham County", region="NC", region_code="NC")


def found(*rows: tuple[str, str, str]) -> tuple[tuple[str, str], ...]:
    listed = [
        ListedDomain(f"d{number}.gov", "county" if kind == "county" else "city", organisation, state)
        for number, (kind, organisation, state) in enumerate(rows)
    ]
    return domains_of([DURHAM, COUNTY], listed)


def test_a_city_and_a_county_of_one_name_have_their_own() -> None:
    rows = (
        ("city", "City of Durham", "NC"),
        ("county", "Durham County", "NC"),
        ("county", "County of Durham", "NC"),
    )
    assert found(*rows) == (("durham", "d0.gov"), ("county", "d1.gov"), ("county", "d2.gov"))


def test_another_state_and_an_office_of_the_place_are_somebody_elses() -> None:
    assert found(("city", "City of Durham", "CA"), ("city", "Durham Police Department", "NC")) == ()
    assert found(("city", "Durham Housing Authority", "NC"), ("county", "City of Durham", "NC")) == ()


def test_an_address_lies_in_a_domain_or_below_it_and_a_look_alike_does_not() -> None:
    assert official_domain("mayor@DurhamNC.gov", ["durhamnc.gov"]) == "durhamnc.gov"
    assert official_domain("mayor@mail.durhamnc.gov.", ["durhamnc.gov"]) == "durhamnc.gov"
    for address in (
        "a@xdurhamnc.gov",
        "a@durhamnc.gov.example",
        "durhamnc.gov@b.example",
        "a@durhаmnc.gov",
        "a@",
        "",
    ):
        assert official_domain(address, ["durhamnc.gov"]) is None
