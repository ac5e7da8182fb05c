"""Whether two names can be one person's. All names are invented."""

import pytest

from undersigned.domain.name_matching import compare_names, name_key, name_parts


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Ada Example", "Ada Example", "same"),
        ("Ada EXAMPLE", "Ada Example", "same"),
        ("MÜLLER Jörg", "Jörg Müller", "same"),
        ("José Peña", "Jose Pena", "accents"),
        ("Bob Thistlewood", "Robert P. Thistlewood, Jr.", "nickname"),
        ("Chris de Vries", "Christopher de Vries", "nickname"),
        ("Robert “Rocky” Lyle", "Rocky Lyle", "nickname"),
        ("R. Lyle", "Robert Lyle", "initials"),
        ("Robert J. Lyle", "Robert Lyle", "initials"),
        ("Ana García", "Ana García Márquez", "shorter"),
        ("Hilda Marie Brandt", "Hilda Brandt", "shorter"),
        ("Ramon Ashfrod", "Ramon Ashford", "spelling"),
        ("Diane Winterfeld", "Dianne Winterfeld", "spelling"),
        ("Marta Kowalsky", "Marta Kowalski", "spelling"),
    ],
)
def test_what_makes_two_spellings_one_person(one: str, other: str, likeness: str) -> None:
    for left, right in ((one, other), (other, one)):
        match = compare_names(left, right)
        assert match is not None
        assert match.likeness == likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Example", "Bo Example"),
        ("Ed Lee", "Ed Lea"),
        ("John Ashford", "Jane Ashford"),
        ("Ada", "Ada Example"),
        ("Peter Brandt", "Petra Brand"),
        ("Karl Winter", "Kurt Winter"),
    ],
)
def test_two_people_stay_two_people(one: str, other: str) -> None:
    assert compare_names(one, other) is None


def test_a_name_is_split_with_its_particles() -> None:
    assert name_parts("Ludo van der Berg").family == ("van", "der", "berg")
    assert name_parts("Martin “Marty” J. Wells, Jr.").nickname == "marty"
    assert name_parts("Martin “Marty” J. Wells, Jr.").surname == "wells"


def test_the_key_knows_no_case_no_accents_and_no_article() -> None:
    assert name_key("The Centre for Peña’s Rivers") == name_key("centre for PENAS rivers")
