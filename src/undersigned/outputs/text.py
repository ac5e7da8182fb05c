"""The letter as plain text, 72 columns wide.

Who checks a letter's evidence reads this file again (docs/formats/bundle.md, step 8): what stands below the
closing keeps to the forms that are told apart there.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from undersigned.domain.block import Line
from undersigned.domain.prose import Run
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import (
    Asks,
    Heading,
    Item,
    Items,
    Paragraph,
    Passage,
    Quote,
    Runs,
    SetAsk,
    Sheet,
    sheet_of,
)

WIDTH = 72
_PARTS_OF_A_LINE = re.compile(r"\s*[,;:@\[\]]+\s*")
_LONGEST_HEADING = 80
_LINE_BREAK = re.compile("[\n\u2028\u2029]")


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    paragraphs = [*_head(sheet), *_body(sheet), *_block(sheet), *_foot(publication, sheet)]
    text = "\n\n".join(paragraphs) + "\n"
    return Rendered("letter.txt", "text/plain; charset=utf-8", text.encode("utf-8"))


def _head(sheet: Sheet) -> Iterator[str]:
    if sheet.coalition:
        yield wrapped(sheet.coalition.upper())
    yield wrapped(sheet.title)
    if sheet.facts:
        yield wrapped(" · ".join(sheet.facts))
    if sheet.date:
        yield sheet.date
    for lines in sheet.addressees:
        yield "\n".join(lines)
    if sheet.salutation:
        yield wrapped(sheet.salutation)


def _body(sheet: Sheet) -> Iterator[str]:
    for passage in sheet.passages:
        yield from _passage(passage)
    if sheet.closing:
        yield sheet.closing


def _passage(passage: Passage) -> Iterator[str]:
    match passage:
        case Paragraph():
            yield wrapped(spelt(passage.runs))
        case Heading():
            text = wrapped(spelt(passage.runs))
            rule = "=" if passage.level == 2 else "-"
            yield f"{text}\n{rule * max(map(width, text.splitlines()))}"
        case Quote():
            yield from (wrapped(spelt(each), "    ") for each in passage.paragraphs)
        case Items():
            yield from _items(passage.items, "")
        case Asks():
            for ask in passage.asks:
                yield _ask(ask)


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        marker = indent + ("- " if item.number is None else f"{item.number}. ")
        yield hanging(marker, item.paragraphs)
        yield from _items(item.below, " " * len(marker))


def _ask(ask: SetAsk) -> str:
    parts = [hanging(f"   {part.label} ", part.paragraphs) for part in ask.parts]
    return "\n\n".join([hanging(f"{ask.label} ", ask.paragraphs), *parts])


def _block(sheet: Sheet) -> Iterator[str]:
    if not sheet.groups:
        return
    for group in sheet.groups:
        if group.heading:
            yield f"{heading(group.heading)} ({group.count})"
        yield "\n".join(_aligned(group.lines))
    if sheet.unnamed:
        yield sheet.unnamed


def heading(text: str) -> str:
    """A heading that nobody can take for a signatory: no mark in it parts a name from an office."""
    return _PARTS_OF_A_LINE.sub(" · ", text).strip(" ·")[:_LONGEST_HEADING]


def _aligned(lines: Iterable[Line]) -> Iterator[str]:
    """One printed line a signatory; a long one goes on below, set in."""
    for line in lines:
        text = str(line)
        yield text if len(text) <= WIDTH else wrapped(text, rest="    ")


def _foot(publication: Publication, sheet: Sheet) -> Iterator[str]:
    if sheet.footnotes:
        yield "\n".join(hanging(f"[{note.label}] ", note.paragraphs) for note in sheet.footnotes)
    if sheet.departures:
        yield "\n".join(wrapped(sentence, rest="    ") for sentence in sheet.departures)
    if publication.links.check:
        yield f"{sheet.wording.say('How to check this list:')} {publication.links.check}"
    elif publication.links.page:
        yield publication.links.page


def spelt(runs: Runs) -> str:
    """Runs as text; the address of a link stands behind its words, once."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.footnote:
        return f"[{run.footnote}]"
    if run.link and run.link not in (run.text, f"mailto:{run.text}"):
        return f"{run.text} <{run.link}>"
    return run.text


def hanging(marker: str, paragraphs: Iterable[Runs]) -> str:
    """Paragraphs behind a marker, their lines set in to its width."""
    rest = " " * width(marker)
    texts = [wrapped(spelt(runs), rest) for runs in paragraphs] or [""]
    return marker + "\n\n".join(texts)[len(rest) :]


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Text in lines of at most 72 columns; addresses and long words are never cut."""
    lines: list[str] = []
    for raw in _LINE_BREAK.split(text):
        lines += _wrapper(first, first if rest is None else rest).wrap(raw)
    return "\n".join(lines)


def _wrapper(first: str, rest: str) -> textwrap.TextWrapper:
    return textwrap.TextWrapper(
        WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def width(text: str) -> int:
    """Columns of a terminal: wide letters take two, accents none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)
