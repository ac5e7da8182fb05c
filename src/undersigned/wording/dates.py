"""A date in the language of a letter, also one whose other words we cannot say yet."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date


def long_date(day: date, language: str | None) -> str:
    """2026-11-20 → "November 20, 2026", "20 novembre 2026", "1er mars 2026"; English where unknown."""
    try:
        locale = Locale.parse(language or "en", sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    said = format_date(day, format="long", locale=locale)
    return f"1er{said[1:]}" if day.day == 1 and locale.language == "fr" and locale.territory != "CH" else said
