"""A sheet as the plain data that the template sets. Shapes: the template `letter.typ` reads each key once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from undersigned.domain.arrangement import Arrangement, arranged
from undersigned.domain.block import Line
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
    SetGroup,
    Sheet,
)
from undersigned.domain.whereabouts import signed_regions

Json = dict[str, Any]

LONGEST_LIST = 30_000  # above it a PDF has too many pages for anybody; the files have the whole list
_LONG_WORD = re.compile(r"\S{24}")  # some lines are no longer
_SURELY_TWO_LINES = 60
_LONGEST_RUNNING_TITLE = 60
_MOST_PLACES = 8
# All in points: how wide the paper is, and where an envelope's window begins, from the top.
_WIDTH = {"us-letter": 8.5 * 72, "a4": 210 / 25.4 * 72}
_WINDOW = {"us-letter": 2.0 * 72, "a4": 50 / 25.4 * 72}
_MARGIN = 72.0
_MEASURE = 5.3 * 72


def data_of(publication: Publication, sheet: Sheet) -> Json:
    """All that a template needs but the letterhead and the check, which the whole PDF knows of."""
    paper = paper_of(publication.document)
    created = publication.facts.published_at or publication.document.date
    language, _, region = sheet.language.partition("-")
    width = _WIDTH[paper] - 2 * _MARGIN
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
        "inset": (width - _MEASURE) / 2,
        "fonts": [],
        "page_of": sheet.wording.say("page {page} of {pages}", page="{page}", pages="{pages}"),
        "coalition": sheet.coalition,
        "date": sheet.date,
        "addressees": [list(lines) for lines in sheet.addressees],
        "salutation": sheet.salutation,
        "passages": _passages(sheet),
        "closing": sheet.closing,
        **_names(publication, sheet, width),
        "long_words": any(map(_LONG_WORD.search, _written(publication, sheet))),
        "departures": list(sheet.departures),
        "cover": _cover(publication, sheet) if publication.presentation.cover else None,
    }


def _names(publication: Publication, sheet: Sheet, width: float) -> Json:
    """The signature block: in settled columns where it fits a page, else in the groups that run on."""
    count = len(publication.document.signatories)
    groups = _first(sheet.groups, LONGEST_LIST)
    arrangement = arranged(groups, publication.presentation.columns, width)
    # Ours takes the names from one place or the other; somebody's own may take them from the groups.
    own = bool(publication.presentation.templates)
    return {
        "count": sheet.count_words[:1].upper() + sheet.count_words[1:],
        "names": count,
        "groups": [] if arrangement.balanced and not own else [_group(group) for group in groups],
        "balanced": _balanced(arrangement),
        "columns": arrangement.shape.columns,
        "entry_size": arrangement.shape.size,
        "stacked": arrangement.shape.stacked,
        "names_alone": sheet.names_alone,
        "more": _more(sheet, count),
    }


def _written(publication: Publication, sheet: Sheet) -> Iterator[str]:
    """All that could be longer than a line."""
    yield sheet.title
    yield from (line for lines in sheet.addressees for line in lines)
    yield from (block.text for block in publication.document.body)
    for group in sheet.groups:
        yield "\n".join(map(str, group.lines))


def _day(moment: date | None) -> Json | None:
    """A date for the file's properties; a datetime is a date too."""
    return {"year": moment.year, "month": moment.month, "day": moment.day} if moment else None


def _short(title: str) -> str:
    if len(title) <= _LONGEST_RUNNING_TITLE:
        return title
    return title[:_LONGEST_RUNNING_TITLE].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"


def _balanced(arrangement: Arrangement) -> list[list[Json]] | None:
    """The columns, each a list of runs under at most one heading."""
    if arrangement.balanced is None:
        return None
    return [
        [{"heading": piece.heading, "count": piece.count, "lines": [_entry(piece.line)]} for piece in column]
        for column in arrangement.balanced
    ]


def _entry(line: Line) -> list[Any]:
    """The name and what follows it; a third element marks an entry that may need more than two lines."""
    rest = str(line)[len(line.name) :]
    return [line.name, rest, True] if len(line.name) + len(rest) > _SURELY_TWO_LINES else [line.name, rest]


def _first(groups: Iterable[SetGroup], most: int) -> list[SetGroup]:
    """The groups with no more lines than this in all; the counts in their headings stay."""
    found: list[SetGroup] = []
    for group in groups:
        if most > 0:
            found.append(replace(group, lines=group.lines[:most]))
        most -= len(group.lines)
    return found


def _group(group: SetGroup) -> Json:
    return {"heading": group.heading, "count": group.count, "lines": [_entry(line) for line in group.lines]}


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
    say, number = sheet.wording.say, sheet.wording.number
    regions = signed_regions(publication.document.signatories, sheet.wording)
    american = all(region.american for region in regions)
    return {
        "count": sheet.count_words[:1].upper() + sheet.count_words[1:],
        "facts": list(sheet.facts[1:]),
        "asks_title": say("What is asked"),
        "asks": [
            {"number": ask.number, "text": _runs(ask.paragraphs[0], {})}
            for passage in sheet.passages
            if isinstance(passage, Asks)
            for ask in passage.asks
        ],
        "contact": publication.presentation.contact,
        "contact_title": say("Questions about this letter"),
        "places_title": say("Signatories by state") if american else say("Signatories by region"),
        "places_header": [say("State") if american else say("Region"), say("Signatories"), say("Places")],
        "places": [[region.name, number(region.signatories), _places(region.places)] for region in regions],
    }


def _places(names: tuple[str, ...]) -> str:
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
