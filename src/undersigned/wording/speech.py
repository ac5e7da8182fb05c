"""One language's way of saying things. `speak("en")` gives it; everything else asks it.

English sentences stand in the code as they are; other languages come from the gettext catalogues in
`wording/catalogues/<language>/LC_MESSAGES/undersigned.mo`, so that a translator touches no code.
"""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.support import Translations

from undersigned.wording.dates import long_date
from undersigned.wording.reasons import REASONS

CATALOGUES = Path(__file__).parent / "catalogues"
LANGUAGES = ("en", "es", "fr")


class Wording:
    """What can be said in one language. Immutable; share it freely."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self.translations = translations
        self.locale = Locale.parse(language, sep="-")

    def say(self, message: str, **values: object) -> str:
        """The sentence in this language, its `{names}` filled from `values`."""
        said = self.translations.gettext(message)
        return said.format(**values) if values else said

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """The sentence for this number; `{number}` in it is the number in figures."""
        said = self.translations.ngettext(one, many, number)
        return said.format(number=self.number(number), **values)

    def reason(self, code: str, **values: object) -> str:
        """The sentence for a rule's no: what is wrong and what would be right."""
        return self.say(REASONS[code], **values)

    def number(self, value: int) -> str:
        """12345 → "12,345"."""
        return format_decimal(value, locale=self.locale)

    def list(self, items: Sequence[str]) -> str:
        """["a", "b", "c"] → "a, b, and c"."""
        return format_list(items, locale=self.locale)

    def country(self, country: str) -> str:
        """ "CA" → "Canada"; what is no code stays as it was written."""
        return str(self.locale.territories.get(country.upper(), country))

    def short_date(self, day: date) -> str:
        """2016-12-29 → "Dec 29, 2016", for tables."""
        return format_date(day, format="medium", locale=self.locale)

    def date(self, day: date) -> str:
        """2016-12-29 → "December 29, 2016"."""
        return long_date(day, self.language)

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """A time where the reader is: "Friday, December 2, 2016 at 5:00 PM (Eastern Time)"."""
        return _moment(self.language, at.replace(second=0, microsecond=0), zone)

    def _moment(self, at: datetime, zone: tzinfo) -> str:
        local = at.astimezone(zone)
        weekday = format_datetime(local, "EEEE", locale=self.locale)
        clock = format_time(local, format="short", locale=self.locale).replace("\u202f", " ")
        name = get_timezone_name(local, width="long", locale=self.locale)
        return self.say(
            "{weekday}, {day} at {clock} ({zone})",
            weekday=weekday,
            day=self.date(local.date()),
            clock=clock,
            zone=name,
        )


@lru_cache(maxsize=1024)  # many mails of one minute say it, and all of them the deadline
def _moment(language: str, minute: datetime, zone: tzinfo) -> str:
    return speak(language)._moment(minute, zone)


@lru_cache(maxsize=16)
def speak(language: str | None) -> Wording:
    """The wording for a language tag; English where there is no catalogue for it."""
    tag = (language or "en").split("-")[0].lower()
    if tag not in LANGUAGES:
        tag = "en"
    return Wording(tag, Translations.load(CATALOGUES, [tag], domain="undersigned"))
