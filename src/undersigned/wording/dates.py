"""A date in the language of a letter, also one whose other words we cannot say yet."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date


def long_date(day: date, language: str | None) -> str:
    """2026-11-20 → "November 20, 2026", "20 novembre 2026"; in English where nobody knows better."""
    try:
        locale = Locale.parse(language or "en", sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return format_date(day, format="long", locale=locale)
