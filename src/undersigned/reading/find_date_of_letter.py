"""Which of a document's dates is the letter's, and its year where none is printed.

In this order: a line that is only a date near the salutation; a text that says so ("the letter dated …"); a
date in what stands above the letter; what the document says of itself. A year that is not printed is
reasoned from a date of publication, or from the term of the addressee where the text says that it ends;
else the date is unknown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from undersigned.domain.documents import Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_dates import FoundDate, find_dates, years_in
from undersigned.reading.languages import phrases, words
from undersigned.reading.lines import Line
from undersigned.reading.terms_of_office import is_leaving, term_of

_UPDATE = re.compile(
    r"\b(?:updated?|aktualisiert|actualizado|mis a jour|atualizado|aggiornato|last modified)\b"
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|publie|publiee?|publicad[ao]|veroffentlicht|erschienen|pubblicat[ao]|released)\b"
)
_DATELINE = re.compile(r"[A-ZÀ-Þ][^–—\d]{1,40}[ ,(]*$")
_NEAR = 14
_SHORT_LINE = 12


PAGE_PUBLISHED = (
    "The year of “{text}” is not printed; {year} follows from the page, which was published on {day}."
)
TERM_ENDS = (
    "The year of “{text}” is not printed; {year} follows from the text, which speaks of the end of the "
    "addressee’s term, and that is {day}."
)
ONLY_YEAR = "The year of “{text}” is not printed; {year} is the only year that the text names."


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What a year follows from: one of the sentences above, and the day it speaks of."""

    sentence: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LetterDate:
    """The letter's date. `reason` is set where the year is not printed."""

    day: date | None = None
    source: Source | None = None
    reason: Reasoned | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: FoundDate
    line: Line
    weight: float


def find_date_of_letter(lines: Sequence[Line], start: int, end: int, meta: Mapping[str, str]) -> LetterDate:
    """The date of the letter whose text stands in lines `start` to `end`; above it is the article or head."""
    stated = list(_stated(meta))
    candidates = sorted([*_candidates(lines, start, end), *stated], key=lambda candidate: -candidate.weight)
    for candidate in candidates:
        day = candidate.found.on()
        source = Source(candidate.line.number, candidate.line.page, candidate.found.text)
        if day:
            return LetterDate(day, source, None, min(candidate.weight, 0.99))
        year, reason = _reasoned_year(candidate.found, lines, meta)
        day = candidate.found.on(year)
        if day:
            return LetterDate(day, source, reason, min(candidate.weight, 0.8))
    return LetterDate()


def _stated(meta: Mapping[str, str]) -> Iterable[_Candidate]:
    """What the document says of itself: surer than a date in running text, less sure than one at the
    letter's head."""
    for key in ("date", "published"):
        for found in find_dates(meta.get(key, "")[:40]):
            yield _Candidate(found, Line(meta[key], 1), 0.72)


def _candidates(lines: Sequence[Line], start: int, end: int) -> Iterable[_Candidate]:
    """Dates near the letter's head, in its foot, and wherever the text itself dates the letter."""
    for at, line in enumerate(lines[: min(len(lines), 4000)]):
        if _UPDATE.search(folded(line.text)[:60]) or line.cells:
            continue
        inside = start < at < end
        if inside and not _could_date(line) and at > start + 8:
            continue
        for found in find_dates(line.text[:3000]):
            weight = _weight(found, line, at, start, inside=inside)
            if weight > 0:  # of dates above the salutation the nearest, of others the first
                yield _Candidate(found, line, weight + (at if at <= start else -at) * 1e-5)


def _could_date(line: Line) -> bool:
    plain = folded(line.text)
    return len(plain.split()) <= _SHORT_LINE or any(
        phrase in plain for phrase in phrases("dated") if len(phrase) > 4
    )


def _weight(found: FoundDate, line: Line, at: int, start: int, *, inside: bool) -> float:
    """How surely this is the letter's own date, from 0 to 1."""
    plain = folded(line.text)
    rest = (plain.replace(folded(found.text), "", 1)).strip(" ,.;:()_*-–")
    alone = len(rest.split()) <= 3
    before = plain[max(0, found.start - 40) : found.start]
    if _says_dated(before):
        return 0.97
    if alone and found.year and _PUBLISHED.search(plain):
        return 0.65
    if found.year and _is_dateline(line.text, found) and at <= max(start, _NEAR):
        return 0.68
    if alone and (found.year or not inside):
        near = 0 <= start - at <= _NEAR or at <= _NEAR
        return 0.95 if near and at <= start else 0.9 if near else 0.75
    if at <= start + 2 and found.year and _PUBLISHED.search(before):
        return 0.65
    if inside:
        return 0.3 if found.year and at <= start + 3 and len(plain.split()) <= _SHORT_LINE else 0.0
    if found.year and at < start:
        return 0.7 if found.start < 400 else 0.45
    return 0.6 if found.year and len(plain.split()) <= 40 and at < start else 0.0


def _is_dateline(text: str, found: FoundDate) -> bool:
    """ "TOPEKA, Kan. (February 3, 2031) –": where and when a report was written, before its first words."""
    behind = text[found.start + len(found.text) :].lstrip(" ).")
    return behind[:1] in "–—-" and behind[:1] != "" and bool(_DATELINE.fullmatch(text[: found.start]))


def _says_dated(before: str) -> bool:
    """ "dated December 29", "lettre datée du": the words just before a date tie it to the letter."""
    tied = any(before.rstrip().endswith(phrase) for phrase in phrases("dated") if len(phrase) > 4)
    named = any(word in words("letter_words") for word in before.split()[-4:])
    return tied or (
        named
        and f" {before.strip()}".endswith(
            (" of", " vom", " du", " del", " de", " from", " on", " el", " le", " em", " am", " sent")
        )
    )


def _reasoned_year(
    found: FoundDate, lines: Sequence[Line], meta: Mapping[str, str]
) -> tuple[int | None, Reasoned | None]:
    """The year that is not printed, and what it follows from."""
    for key in ("published", "date"):
        for other in find_dates(meta.get(key, "")[:40]):
            published = other.on()
            if published:
                same = found.on(published.year)
                year = published.year if same and same <= published else published.year - 1
                return year, Reasoned(PAGE_PUBLISHED, published)
    text = "\n".join(line.text for line in lines[:400])
    term = term_of(text)
    if term and is_leaving(text):
        last = found.on(term.end.year)
        year = term.end.year if last and last <= term.end else term.end.year - 1
        return year, Reasoned(TERM_ENDS, term.end)
    years = [year for line in lines[:60] for year in years_in(line.text)]
    if years and len(set(years)) == 1 and years.count(years[0]) > 1:
        return years[0], Reasoned(ONLY_YEAR)
    return None, None
