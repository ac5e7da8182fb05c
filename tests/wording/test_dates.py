"""Dates in the language of the letter."""

from datetime import date

import pytest

from undersigned.wording.dates import long_date


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (None, "November 20, 2026"),
        ("en-GB", "20 November 2026"),
        ("es", "20 de noviembre de 2026"),
        ("fr-CA", "20 novembre 2026"),
        ("he", "20 בנובמבר 2026"),
        ("xx", "November 20, 2026"),
        ("not a tag", "November 20, 2026"),
    ],
)
def test_a_date_is_said_in_the_letter_s_language(language: str | None, said: str) -> None:
    assert long_date(date(2026, 11, 20), language) == said
