"""The lines of a file beside what was read in them: which part of the letter stands on which line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from undersigned.domain.documents import LetterDocument, Source
from undersigned.domain.name_matching import folded
from undersigned.reading.lines import Line

PARTS = (
    "title", "date", "addressee", "salutation", "ask", "thanks", "text", "closing", "signatory", "claim",
    "mention",
)  # fmt: skip
_ENOUGH = 12  # letters: a shorter line is in many texts by chance
_LOOKED_FOR_TITLE = 40


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line as printed. `parts` are of `PARTS`; `ask` is the number of the ask that stands here."""

    number: int
    page: int | None
    text: str
    parts: tuple[str, ...] = ()
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the parts of a letter stand, as indexes of lines; the date by its source.

    `head` is what stands between an article and the text.
    """

    head: range
    salutation: int | None
    text: range
    date: Source | None
    closings: frozenset[int]


def mark_lines(lines: Sequence[Line], document: LetterDocument, where: Whereabouts) -> tuple[MarkedLine, ...]:
    """Every line, with the parts of the letter that it prints; signatories, claims and mentions by source."""
    sources = {
        "signatory": _places(one.source for one in document.signatories),
        "claim": _places(one.source for one in document.claims if one.kind == "signatory-count"),
        "mention": _places(one.source for one in document.mentions),
        "date": _places([where.date]),
    }
    asks = _asks(document)
    thanks = [folded(text) for text in document.thanks]
    marked = []
    for at, line in enumerate(lines):
        parts = {name for name, places in sources.items() if (line.number, line.page) in places}
        parts |= set(_by_place(at, line, document, where))
        plain = folded(line.text)
        ask = next((number for number, text in asks if _overlap(plain, text)), None)
        if at in where.text:
            parts.add("ask" if ask else "thanks" if any(_overlap(plain, text) for text in thanks) else "text")
        ordered = tuple(name for name in PARTS if name in parts)
        marked.append(MarkedLine(line.number, line.page, line.text, ordered, ask if "ask" in parts else None))
    return tuple(marked)


def _places(sources: Iterable[Source | None]) -> set[tuple[int | None, int | None]]:
    return {(source.line, source.page) for source in sources if source is not None}


def _by_place(at: int, line: Line, document: LetterDocument, where: Whereabouts) -> Iterator[str]:
    """Title, addressees, salutation and closing: by where they stand and what they say."""
    if at == where.salutation:
        yield "salutation"
    if at in where.closings:
        yield "closing"
    if document.title and at < min(_LOOKED_FOR_TITLE, where.text.start) and document.title in line.text:
        yield "title"
    if at not in where.head:
        return
    named = [text for one in document.addressees for text in (one.name, one.office, one.organisation) if text]
    if at != where.salutation and any(text in line.text for text in named) and len(line.text) < _LONGEST_HEAD:
        yield "addressee"


_LONGEST_HEAD = 160


def _asks(document: LetterDocument) -> list[tuple[str, str]]:
    parts = [(part.number, folded(part.text)) for ask in document.asks for part in ask.parts]
    return [*parts, *((ask.number, folded(ask.text)) for ask in document.asks)]


def _overlap(line: str, text: str) -> bool:
    """Whether the line is part of the text, or the text part of the line."""
    return bool(line and text) and (
        (len(text) >= _ENOUGH and text in line) or (len(line) >= _ENOUGH and line in text)
    )
