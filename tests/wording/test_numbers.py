"""Numbers in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.wording import speak
from undersigned.wording.numbers import Gender, number_in_words


@pytest.mark.parametrize(
    ("language", "number", "gender", "words"),
    [
        ("en", 0, "m", "zero"),
        ("en", 31, "m", "thirty-one"),
        ("en", 100, "m", "one hundred"),
        ("en", 6876, "m", "six thousand eight hundred seventy-six"),
        ("en", 1_000_000, "m", "1,000,000"),
        ("es", 1, "m", "un"),
        ("es", 1, "f", "una"),
        ("es", 16, "m", "dieciséis"),
        ("es", 21, "f", "veintiuna"),
        ("es", 31, "m", "treinta y un"),
        ("es", 100, "m", "cien"),
        ("es", 101, "f", "ciento una"),
        ("es", 200, "f", "doscientas"),
        ("es", 1021, "m", "mil veintiún"),
        ("fr", 21, "f", "vingt et une"),
        ("fr", 71, "m", "soixante et onze"),
        ("fr", 77, "m", "soixante-dix-sept"),
        ("fr", 80, "m", "quatre-vingts"),
        ("fr", 81, "m", "quatre-vingt-un"),
        ("fr", 91, "m", "quatre-vingt-onze"),
        ("fr", 200, "m", "deux cents"),
        ("fr", 80_000, "m", "quatre-vingt mille"),
        ("fr", 1_200, "m", "mille deux cents"),
    ],
)
def test_a_number_in_words(language: str, number: int, gender: Gender, words: str) -> None:
    assert number_in_words(number, speak(language), gender) == words


@given(st.sampled_from(["en", "es", "fr"]), st.integers(0, 999_998))
def test_no_two_numbers_have_the_same_words(language: str, number: int) -> None:
    wording = speak(language)
    assert number_in_words(number, wording) != number_in_words(number + 1, wording)
