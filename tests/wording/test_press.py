# ruff: noqa: E501  # a sentence that is read by eye stands in one piece
"""Lead sentences as a local paper prints them, each read by eye: 0, 1, 2, 3 and 40 of ours, in three languages."""

from dataclasses import dataclass

import pytest

from undersigned.places import REGIONS
from undersigned.wording import speak
from undersigned.wording.counts import OfficeCount, Tally
from undersigned.wording.press import Lead, Party, Place, Recipient, Signed, lead, press_in
from undersigned.wording.regions import region_names

ADA, TOM, IVO = ("Ada Lindqvist", "Carrboro"), ("Tomás Quintero", "Chapel Hill"), ("Ivo Petrescu", "Irving")
RUTH = ("Ruth Vandermeer", "Montgomery County")
MAYOR = {"en": "Mayor", "es": "Alcalde", "fr": "Maire"}
EXECUTIVE = {"en": "County Executive", "es": "Ejecutiva", "fr": "Présidente"}
PRESIDENT = {"en": "President", "es": "Presidenta", "fr": "Présidente"}
FROM = {"en": "from North Carolina", "es": "de Carolina del Norte", "fr": "de Caroline du Nord"}


@dataclass(frozen=True)
class Ours:
    """So many of ours by office; by name up to four."""

    mayors: tuple[tuple[str, str], ...] = ()
    executives: tuple[tuple[str, str], ...] = ()


def party(office: str, people: tuple[tuple[str, str], ...], region: str | None = None) -> Party:
    names = tuple(name for name, _ in people)
    return Party("office", names, tuple(Place(place, region) for _, place in people), office)


def said(language: str, ours: Ours, *, mayors: int = 31, executives: int = 1, whole: bool = False) -> str:
    parties = [party(MAYOR[language], ours.mayors), party(EXECUTIVE[language], ours.executives)]
    offices = (OfficeCount(MAYOR[language], mayors), OfficeCount(EXECUTIVE[language], executives))
    values = Lead(
        area=None if whole else FROM[language],
        ours=tuple(each for each in parties if each.names),
        all=Tally(tuple(each for each in offices if each.number)),
        to=(Recipient("Miriam Castellane", PRESIDENT[language], None),),
        states=24,
    )
    return lead(values, speak(language))


def many(number: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"Name {index}", f"Town {index}") for index in range(number))


NOBODY, ONE, TWO, THREE = Ours(), Ours((ADA,)), Ours((ADA, TOM)), Ours((ADA, TOM, IVO))
MIXED, FORTY = Ours((ADA, TOM), (RUTH,)), Ours(many(38), many(2))

TABLE = [
    ("en", NOBODY, "None of the 31 mayors and one county executive who signed an open letter to President Miriam "
        "Castellane is from North Carolina."),
    ("en", ONE, "The mayor of Carrboro is among 31 mayors and one county executive who signed an open letter to "
        "President Miriam Castellane."),
    ("en", TWO, "The mayors of Carrboro and Chapel Hill are among 31 mayors and one county executive who signed an "
        "open letter to President Miriam Castellane."),
    ("en", THREE, "The mayors of Carrboro, Chapel Hill and Irving are among 31 mayors and one county executive who "
        "signed an open letter to President Miriam Castellane."),
    ("en", MIXED, "The mayors of Carrboro and Chapel Hill and the county executive of Montgomery County are among 31 "
        "mayors and one county executive who signed an open letter to President Miriam Castellane."),
    ("en", FORTY, "Thirty-eight mayors and two county executives from North Carolina are among 31 mayors and one "
        "county executive who signed an open letter to President Miriam Castellane."),
    ("es", NOBODY, "Ninguno de los 32 firmantes de una carta abierta dirigida a la presidenta Miriam Castellane es "
        "de Carolina del Norte."),
    ("es", ONE, "El alcalde de Carrboro figura entre 31 alcaldes y una ejecutiva que firmaron una carta abierta "
        "dirigida a la presidenta Miriam Castellane."),
    ("es", TWO, "Los alcaldes de Carrboro y Chapel Hill figuran entre 31 alcaldes y una ejecutiva que firmaron una "
        "carta abierta dirigida a la presidenta Miriam Castellane."),
    ("es", THREE, "Los alcaldes de Carrboro, Chapel Hill e Irving figuran entre 31 alcaldes y una ejecutiva que "
        "firmaron una carta abierta dirigida a la presidenta Miriam Castellane."),
    ("es", MIXED, "Los alcaldes de Carrboro y Chapel Hill y la ejecutiva de Montgomery County figuran entre 31 "
        "alcaldes y una ejecutiva que firmaron una carta abierta dirigida a la presidenta Miriam Castellane."),
    ("es", FORTY, "Treinta y ocho alcaldes y dos ejecutivas de Carolina del Norte figuran entre 31 alcaldes y una "
        "ejecutiva que firmaron una carta abierta dirigida a la presidenta Miriam Castellane."),
    ("fr", NOBODY, "Aucun des 32 signataires d’une lettre ouverte adressée à la présidente Miriam Castellane ne vient "
        "de Caroline du Nord."),
    ("fr", ONE, "Ada Lindqvist, maire de Carrboro, figure parmi 31 maires et une présidente qui ont signé une lettre "
        "ouverte adressée à la présidente Miriam Castellane."),
    ("fr", TWO, "Les maires de Carrboro et de Chapel Hill figurent parmi 31 maires et une présidente qui ont signé "
        "une lettre ouverte adressée à la présidente Miriam Castellane."),
    ("fr", THREE, "Les maires de Carrboro, de Chapel Hill et d’Irving figurent parmi 31 maires et une présidente qui "
        "ont signé une lettre ouverte adressée à la présidente Miriam Castellane."),
    ("fr", MIXED, "Les maires de Carrboro et de Chapel Hill et la présidente de Montgomery County figurent parmi 31 "
        "maires et une présidente qui ont signé une lettre ouverte adressée à la présidente Miriam Castellane."),
    ("fr", FORTY, "Trente-huit maires et deux présidentes de Caroline du Nord figurent parmi 31 maires et une "
        "présidente qui ont signé une lettre ouverte adressée à la présidente Miriam Castellane."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "ours", "sentence"), TABLE)
def test_the_lead_of_a_state(language: str, ours: Ours, sentence: str) -> None:
    assert said(language, ours) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Thirty-one mayors and one county executive from 24 states signed an open letter to President "
            "Miriam Castellane."),
        ("es", "Treinta y un alcaldes y una ejecutiva de 24 estados firmaron una carta abierta dirigida a la "
            "presidenta Miriam Castellane."),
        ("fr", "Trente et un maires et une présidente de 24 États ont signé une lettre ouverte adressée à la "
            "présidente Miriam Castellane."),
    ],
)  # fmt: skip
def test_the_lead_of_the_whole_letter(language: str, sentence: str) -> None:
    assert said(language, NOBODY, whole=True) == sentence


@pytest.mark.parametrize(
    ("language", "ours", "mayors", "sentence"),
    [
        ("en", ONE, 1, "The mayor of Carrboro signed an open letter to President Miriam Castellane."),
        ("en", ONE, 2, "The mayor of Carrboro is one of two signatories of an open letter to President Miriam "
            "Castellane."),
        ("en", TWO, 2, "The mayors of Carrboro and Chapel Hill signed an open letter to President Miriam Castellane."),
        ("en", NOBODY, 1, "The one signatory of an open letter to President Miriam Castellane is not from North "
            "Carolina."),
        ("en", NOBODY, 0, "Nobody has signed an open letter to President Miriam Castellane yet."),
        ("es", ONE, 1, "El alcalde de Carrboro firmó una carta abierta dirigida a la presidenta Miriam Castellane."),
        ("fr", TWO, 2, "Les maires de Carrboro et de Chapel Hill ont signé une lettre ouverte adressée à la présidente "
            "Miriam Castellane."),
    ],
)  # fmt: skip
def test_the_lead_where_few_signed_at_all(language: str, ours: Ours, mayors: int, sentence: str) -> None:
    assert said(language, ours, mayors=mayors, executives=0) == sentence


def test_the_gender_of_an_office_in_spanish_is_that_of_its_recorded_word() -> None:
    parties = (party("Alcaldesa", (ADA,)), party("Alcalde", (TOM,)))
    values = Lead(FROM["es"], parties, Tally((OfficeCount("Alcalde", 12),)), ())
    assert lead(values, speak("es")).startswith(
        "La alcaldesa de Carrboro y el alcalde de Chapel Hill figuran"
    )


@pytest.mark.parametrize(
    ("signed", "line"),
    [
        (Signed("Ada Lindqvist", "Mayor", "Carrboro"), "Carrboro Mayor Ada Lindqvist"),
        (Signed("Ada Lindqvist", "Mayor", "Carrboro", "N.C."), "Mayor Ada Lindqvist of Carrboro, N.C."),
        (Signed("Ruth Vandermeer", "County Executive", "Montgomery County"),
            "Montgomery County Executive Ruth Vandermeer"),
        (Signed("Hal Brandvold", "former Mayor", "Raleigh"), "former Raleigh Mayor Hal Brandvold"),
        (Signed("Jo Example", "Attorney General", "New York"), "New York Attorney General Jo Example"),
        (Signed("Durham Reads", "", "Durham"), "Durham Reads, Durham"),
    ],
)  # fmt: skip
def test_a_line_of_the_list_as_american_papers_have_it(signed: Signed, line: str) -> None:
    assert press_in("en").signatory(signed) == line


@pytest.mark.parametrize(
    ("code", "english", "spanish", "french"),
    [
        ("WA", "from Washington state", "del estado de Washington", "de l’État de Washington"),
        ("TX", "from Texas", "de Texas", "du Texas"),
        ("DC", "from the District of Columbia", "del Distrito de Columbia", "du district de Columbia"),
        ("LA", "from Louisiana", "de Luisiana", "de Louisiane"),
    ],
)
def test_a_state_behind_those_who_signed(code: str, english: str, spanish: str, french: str) -> None:
    name = next(region.name for region in REGIONS if region.code == code)
    assert [region_names(code, name, language).of for language in ("en", "es", "fr")] == [
        english,
        spanish,
        french,
    ]


def test_every_state_has_its_names_in_spanish_and_french() -> None:
    for region in REGIONS:
        for language in ("es", "fr"):
            names = region_names(region.code, "?", language)
            assert "?" not in names.name + names.of


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "Nov. 1, 2026"), ("es", "1 de noviembre de 2026"), ("fr", "1er novembre 2026")],
)
def test_a_day_as_newspapers_write_it(language: str, day: str) -> None:
    assert press_in(language).day(2026, 11, 1) == day
