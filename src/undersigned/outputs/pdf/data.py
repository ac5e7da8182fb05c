"""A sheet as the plain data that the template sets. Shapes: the template `letter.typ` reads each key once."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from undersigned.domain.block import Line, region_name
from undersigned.domain.documents import Signatory
from undersigned.domain.paper import paper_of
from undersigned.domain.prose import Run
from undersigned.domain.publishing import Publication
from undersigned.domain.sheet import (
    Asks,
    Footnote,
    Heading,
    Item,
    Items,
    Paragraph,
    Passage,
    Quote,
    Runs,
    SetAsk,
    Sheet,
)
from undersigned.domain.sheet import SetGroup as Group

Json = dict[str, Any]

LONGEST_LIST = 30_000  # above it a PDF has too many pages for anybody; the files have the whole list
_FITS_A_PAGE = 90
_SURELY_TWO_LINES = 60
_SHORT_LAST_WORD = re.compile(r" (\S{1,3})\Z")
_LONGEST_RUNNING_TITLE = 60
_MOST_PLACES = 8
_WINDOW = {"us-letter": 2.0 * 72, "a4": 50 / 25.4 * 72}  # where the address begins, in points from the top


def data_of(publication: Publication, sheet: Sheet) -> Json:
    paper = paper_of(publication.document)
    count = len(publication.document.signatories)
    created = publication.facts.published_at or publication.document.date
    language, _, region = sheet.language.partition("-")
    return {
        "title": sheet.title,
        "running_title": _short(sheet.title),
        "author": [sheet.coalition] if sheet.coalition else [],
        "keywords": [],
        "created": _day(created),
        "lang": language.lower(),
        "region": region if len(region) == len("US") and region.isalpha() else None,
        "paper": paper,
        "window": _WINDOW[paper],
        "fonts": [],
        "page_of": sheet.wording.say("page {page} of {pages}", page="{page}", pages="{pages}"),
        "coalition": sheet.coalition,
        "letterhead": None,
        "date": sheet.date,
        "addressees": [list(lines) for lines in sheet.addressees],
        "salutation": sheet.salutation,
        "passages": _passages(sheet),
        "closing": sheet.closing,
        "count": sheet.count_words[:1].upper() + sheet.count_words[1:],
        "groups": _first(sheet.groups, LONGEST_LIST),
        "long": count > _FITS_A_PAGE,
        "columns": publication.presentation.columns or _columns(sheet),
        "entry_size": 9.5 if count > _FITS_A_PAGE else 10,
        "more": _more(sheet, count),
        "departures": list(sheet.departures),
        "cover": _cover(publication, sheet) if publication.presentation.cover else None,
        "check": None,
    }


def _day(moment: date | None) -> Json | None:
    """A date for the file's properties; a datetime is a date too."""
    return {"year": moment.year, "month": moment.month, "day": moment.day} if moment else None


def _short(title: str) -> str:
    if len(title) <= _LONGEST_RUNNING_TITLE:
        return title
    return title[:_LONGEST_RUNNING_TITLE].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"


def _columns(sheet: Sheet) -> int:
    """Three columns for names alone, two for names with an office, one for a handful."""
    lines = [line for group in sheet.groups for line in group.lines]
    if len(lines) < 4:
        return 1
    typical = sorted(len(str(line)) for line in lines[:1000])[len(lines[:1000]) // 2]
    return 3 if typical <= 36 else 2


def _entry(line: Line) -> list[Any]:
    """The name and what follows it; a third element marks an entry that may need more than two lines.

    A short last word (a state's code) does not stand alone on a line.
    """
    rest = _SHORT_LAST_WORD.sub("\u00a0\\1", str(line)[len(line.name) :])
    return [line.name, rest, True] if len(line.name) + len(rest) > _SURELY_TWO_LINES else [line.name, rest]


def _first(groups: Iterable[Group], most: int) -> list[Json]:
    found: list[Json] = []
    for group in groups:
        lines = [_entry(line) for line in group.lines[:most]]
        if lines:
            found.append({"heading": group.heading, "count": group.count, "lines": lines})
        most -= len(lines)
    return found


def _more(sheet: Sheet, count: int) -> str | None:
    sentences = []
    if count > LONGEST_LIST:
        say, number = sheet.wording.say, sheet.wording.number
        sentence = (
            "These are the first {shown} of {all} signatories. The page and the data files have all of them."
        )
        sentences.append(say(sentence, shown=number(LONGEST_LIST), all=number(count)))
    if sheet.unnamed:
        sentences.append(sheet.unnamed)
    return " ".join(sentences) or None


def _cover(publication: Publication, sheet: Sheet) -> Json:
    regions: dict[str, list[Signatory]] = {}
    for signatory in publication.document.signatories:
        if signatory.region:
            regions.setdefault(region_name(signatory), []).append(signatory)
    say, number = sheet.wording.say, sheet.wording.number
    return {
        "count": sheet.count_words[:1].upper() + sheet.count_words[1:],
        "facts": list(sheet.facts[1:]),
        "contact": publication.presentation.contact,
        "contact_title": say("Questions about this letter"),
        "places_title": say("Signatories by region"),
        "places_header": [say("Region"), say("Signatories"), say("Places")],
        "places": [
            [name, number(len(members)), _places(members)] for name, members in sorted(regions.items())
        ],
    }


def _places(signatories: list[Signatory]) -> str:
    names = list(dict.fromkeys(signatory.place for signatory in signatories if signatory.place))
    return ", ".join(names[:_MOST_PLACES]) + (" …" if len(names) > _MOST_PLACES else "")


# --- passages -------------------------------------------------------------------------------------


def _passages(sheet: Sheet) -> list[Json]:
    notes = {note.label: note for note in sheet.footnotes}
    return [_passage(passage, notes) for passage in sheet.passages]


_Notes = dict[str, Footnote]


def _passage(passage: Passage, notes: _Notes) -> Json:
    match passage:
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(passage.runs, notes)}
        case Heading():
            return {"kind": "heading", "level": min(passage.level, 4), "runs": _runs(passage.runs, notes)}
        case Quote():
            return {"kind": "quote", "paragraphs": _paragraphs(passage.paragraphs, notes)}
        case Items():
            return {"kind": "items", "items": [_item(item, notes) for item in passage.items]}
        case Asks():
            return {"kind": "asks", "asks": [_ask(ask, notes) for ask in passage.asks]}


def _item(item: Item, notes: _Notes) -> Json:
    return {
        "number": item.number,
        "paragraphs": _paragraphs(item.paragraphs, notes),
        "below": [_item(below, notes) for below in item.below],
    }


def _ask(ask: SetAsk, notes: _Notes) -> Json:
    return {
        "number": int(ask.number),
        "paragraphs": _paragraphs(ask.paragraphs, notes),
        "parts": [{"paragraphs": _paragraphs(part.paragraphs, notes)} for part in ask.parts],
    }


def _paragraphs(several: Iterable[Runs], notes: _Notes) -> list[list[Json]]:
    return [_runs(each, notes) for each in several]


def _runs(parts: Runs, notes: _Notes) -> list[Json]:
    return [_run(run, notes) for run in parts]


def _run(run: Run, notes: _Notes) -> Json:
    """Keys that are not there are false. A footnote's text stands at its first mark."""
    if run.footnote is not None:
        note = notes.pop(run.footnote, None)
        body = {"body": _paragraphs(note.paragraphs, notes)} if note else {}
        return {"note": run.footnote, **body}
    looks = {look: True for look in ("emphasis", "strong", "code") if getattr(run, look)}
    link = {"link": run.link} if run.link and not run.link.startswith(("#", "/")) else {}
    return {"text": run.text, **looks, **link}
