"""Dates in running text, in the reader's languages, also without a year ("dated December 29")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from undersigned.domain.name_matching import folded
from undersigned.reading.languages import month_numbers

_EARLIEST = 1500
_LATEST = 2200
_ISO = re.compile(r"(?<![\d/=-])(\d{4})-(\d{2})-(\d{2})(?![\d/-])")
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})(?![\d/])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as printed at `start` of its text. `year` is None where none is printed."""

    year: int | None
    month: int
    day: int
    start: int
    text: str

    def on(self, year: int | None = None) -> date | None:
        """The day, in this year if none is printed; None if there is no such day."""
        try:
            chosen = self.year or year
            return date(chosen, self.month, self.day) if chosen else None
        except ValueError:
            return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    month = rf"\b(?P<month>{months})\b\.?"
    year = r"(?:\s*,?\s+(?:de\s+|del\s+|di\s+)?(?P<year>\d{4})(?!\d))?"
    month_first = (
        rf"{month}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?(?:%|percent|mayors|million)){year}"
    )
    behind = r"(?:st|nd|rd|th|er|º|°|o)?\.?\s+(?:day\s+)?(?:(?:of|de|di|d')\s*)?"
    day_first = rf"(?<![\d.,])(?P<day>\d{{1,2}}){behind}{month}{year}"
    return re.compile(month_first), re.compile(day_first)


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every date in the text, in order of kind, then of place."""
    plain = folded(text)
    for found in _found_in(plain):
        as_printed = (
            text[found.start : found.start + len(found.text)] if len(plain) == len(text) else found.text
        )
        yield replace(found, text=as_printed)


def _found_in(plain: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(plain):
        yield from _sound(int(match[1]), int(match[2]), int(match[3]), match)
    for pattern in _patterns():
        for match in pattern.finditer(plain):
            year = int(match["year"]) if match["year"] else None
            yield from _sound(year, month_numbers()[match["month"]], int(match["day"]), match)
    for match in _SLASHED.finditer(plain):
        yield from _figures(match)


def _figures(match: re.Match[str]) -> Iterator[FoundDate]:
    """12/29/2016 is American, 29.12.2016 European; 03/04/2016 with slashes could be both and is not taken."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12:
        yield from _sound(year, second, first, match)
    elif second > 12 or first == second:
        yield from _sound(year, first, second, match)


def _sound(year: int | None, month: int, day: int, match: re.Match[str]) -> Iterator[FoundDate]:
    if year is not None and not _EARLIEST <= year <= _LATEST:
        return
    found = FoundDate(year, month, day, match.start(), match.group().strip())
    if found.on(2000 if year is None else year):
        yield found


def years_in(text: str) -> list[int]:
    """Every year that is printed, of the last two centuries and the next."""
    return [int(year) for year in re.findall(r"(?<![\d$€£.,/-])(?:1[89]|20)\d{2}(?![\d%])", text)]
