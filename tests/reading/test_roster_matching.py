"""Signatories are matched to the offices of a roster, with a score and the reason. Invented people."""

from datetime import date

import pytest

from undersigned.domain.documents import Signatory
from undersigned.domain.roster import HolderTerm, MemberEntry
from undersigned.reading.match_roster import match_roster, roster_findings

DAY = date(2031, 5, 4)


def member(place: str, region: str, *holders: HolderTerm, office: str = "Mayor") -> MemberEntry:
    return MemberEntry(
        key=place.lower(),
        office=office,
        place=place,
        region=region,
        region_code=region,
        country="US",
        holders=holders,
    )


def mayor(name: str, place: str, region: str = "IN", *, office: str = "Mayor") -> Signatory:
    return Signatory(name=name, office=office, place=place, region=region, region_code=region, country="US")


ELKHART = member("Elkhart", "IN", HolderTerm("Rowena Thistlewood", start=date(2028, 1, 1)))
MUNCIE = member(
    "Muncie",
    "IN",
    HolderTerm("Ambrose Lyle", end=date(2027, 12, 31)),
    HolderTerm("Petra Voss", start=date(2028, 1, 1)),
)


def codes(one: Signatory, *members: MemberEntry) -> list[str]:
    matches = match_roster([one], members)
    return [finding.code for finding in roster_findings([one], matches, DAY, "en")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Rowena Thistlewood", "same name"),
        ("Rowena J. Thistlewood", "initials"),
        ("R. Thistlewood", "initials"),
        ("Rowéna Thistlewood", "accents"),
        ("Rowena Thistlewod", "spelt otherwise"),
    ],
)
def test_a_signatory_is_matched_by_name_place_and_office(name: str, reason: str) -> None:
    match = match_roster([mayor(name, "City of Elkhart")], [ELKHART, MUNCIE])[0]
    assert match.member is ELKHART
    assert match.score >= 0.85
    assert reason in match.reason


def test_a_stranger_is_not_matched() -> None:
    assert match_roster([mayor("Ida Nobody", "Gary")], [ELKHART, MUNCIE]) == []


def test_who_is_in_office_is_no_finding() -> None:
    assert codes(mayor("Rowena Thistlewood", "Elkhart"), ELKHART) == []


def test_who_left_office_is_found_unless_the_list_says_former() -> None:
    gone = mayor("Ambrose Lyle", "Muncie")
    assert codes(gone, MUNCIE) == ["not-in-office"]
    former = Signatory(name="Ambrose Lyle", office="Mayor", place="Muncie", region="IN", status="former")
    assert codes(former, MUNCIE) == []


def test_somebody_else_in_that_office_is_found_only_where_the_term_is_known() -> None:
    assert codes(mayor("Ida Nobody", "Elkhart"), ELKHART) == ["not-in-office"]
    unknown = member("Gary", "IN", HolderTerm("Otto Later", end=date(2035, 1, 1)))
    assert codes(mayor("Ida Nobody", "Gary"), unknown) == []


def test_another_spelling_and_another_office_are_found() -> None:
    assert codes(mayor("Rowena Thistlewod", "Elkhart"), ELKHART) == ["name-variant"]
    assert codes(mayor("Rowena Thistlewood", "Elkhart", office="Sheriff"), ELKHART) == ["office-mismatch"]
