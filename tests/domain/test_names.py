"""Surnames, with their particles and without Jr.; and where they are filed in each language."""

import pytest

from undersigned.domain.names import filing_name, surname
from undersigned.wording.collation import collation_key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Example", "Example"),
        ("Bill de Quiroga", "de Quiroga"),
        ("Anneke van der Meulen", "van der Meulen"),
        ("Franklin Ashby, Jr.", "Ashby"),
        ("Franklin Ashby Jr.", "Ashby"),
        ("Martin J. Tarrant III", "Tarrant"),
        ("Ruth Okonkwo-Barnes", "Okonkwo-Barnes"),
        ("Peter D’Angelo", "D’Angelo"),
        ("Lionel St. Cyr", "St. Cyr"),
        ("Jacob “Kay” Hrubek", "Hrubek"),
        ("Mononym", "Mononym"),
        ("Van Lind", "Lind"),
        ("Example, Ada", "Example"),
        ("Zara Quist, PhD", "Quist"),
    ],
)
def test_the_surname_of_a_name(name: str, expected: str) -> None:
    assert surname(name) == expected


def test_a_spanish_letter_files_by_the_first_of_two_surnames() -> None:
    assert surname("Lucía García Márquez", language="es") == "García Márquez"
    assert surname("Lucía Bello Pombo", language="es") == "Bello Pombo"
    assert surname("Lucía Bello Pombo", language="en") == "Pombo"
    assert filing_name("Beatriz de la Fuente Ortiz", language="es") == "Fuente Ortiz"


def test_a_surname_that_somebody_wrote_down_is_right() -> None:
    assert surname("Lucía García Márquez", family="García Márquez") == "García Márquez"


def in_order(language: str, *names: str) -> bool:
    keys = [collation_key(name, language) for name in names]
    return keys == sorted(keys)


def test_the_alphabet_leaves_accents_and_case_for_ties() -> None:
    assert in_order("en", "Alvarez", "Álvarez", "alzate")
    assert in_order("en", "New Haven", "New York City", "Newark")
    assert in_order("en", "O’Brien", "Obst")
    assert in_order("fr", "Eluard", "Éluard", "Emile")
    assert in_order("en", "Ødegaard", "Oldman")


def test_spanish_keeps_a_place_for_its_own_letter() -> None:
    assert in_order("es", "Nuzzi", "Ñandú", "Oca")
    assert in_order("en", "Ñandú", "Nuzzi")


def test_latin_comes_before_greek_and_cyrillic() -> None:
    assert in_order("en", "Zorn", "Ωμέγα", "Яна")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("María del Carmen Ruiz", "Ruiz"),
        ("María del Carmen Ruiz Peña", "Ruiz Peña"),
        ("Juan Carlos Pérez", "Pérez"),
        ("José Luis Rodríguez de la Fuente", "Rodríguez de la Fuente"),
        ("Lucía Márquez de la Fuente", "Márquez de la Fuente"),
        ("Beatriz de la Fuente", "de la Fuente"),
        ("Íñigo Ortega y Gasset", "Ortega y Gasset"),
    ],
)
def test_spanish_given_names_of_two_words_are_no_surnames(name: str, expected: str) -> None:
    assert surname(name, language="es") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gabriel García Márquez", "García Márquez"),
        ("Lucía Márquez Ibarra", "Márquez Ibarra"),
        ("Mary Torres Smith", "Smith"),
        ("Mary Ellen Ortiz", "Ortiz"),
        ("Ana Ruiz", "Ruiz"),
    ],
)
def test_two_spanish_surnames_are_known_in_an_english_letter_too(name: str, expected: str) -> None:
    assert surname(name, language="en") == expected


def test_brackets_within_brackets_are_no_surname() -> None:
    assert surname("Sergey Dushenkov (Research Center «Kurchatov Institute»)") == "Dushenkov"


def test_french_lists_leave_the_elided_particle_aside() -> None:
    assert filing_name("Élodie d’Artagnan", language="fr") == "Artagnan"
    assert filing_name("Yves de La Tour", language="fr") == "La Tour"
    assert filing_name("Peter D'Angelo", language="en") == "D'Angelo"
