"""The lines of a file as its page shows them: anchors, the words for what stands there, what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from undersigned.domain.documents import LetterDocument, Source
from undersigned.queries.readings import ReadingView

_PLAIN = ("text", "signatory")  # said by the place, and by the links to the signatories
_OF_THE_BODY = ("ask", "thanks", "claim", "mention")
Place = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line. `look` is its class; `signatories` count from 1; `doubtful`: a finding is about it."""

    anchor: str
    label: str
    text: str
    look: str
    parts: tuple[str, ...]
    ask: str | None
    signatories: tuple[int, ...]
    doubtful: bool


def anchor(line: int | None, on_page: int | None) -> str:
    """The id of a line on the page; several pieces of one line lead to the first of them."""
    return f"line-{on_page}-{line}" if on_page else f"line-{line}"


def lines_shown(view: ReadingView, most: int) -> Iterator[LineShown]:
    listed = _signatories_by_place(view.document)
    grave = (one for one in view.document.findings if one.severity != "note")
    doubtful = {_place(source) for one in grave for source in one.source}
    above: Place = (None, None)
    for at, line in enumerate(view.lines[:most]):
        place = (line.number, line.page)
        again = f"-{at}" if place == above else ""
        above = place
        named = () if again else tuple(listed.get(place, ()))
        parts = tuple(part for part in line.parts if part not in _PLAIN)
        yield LineShown(
            anchor=anchor(*place) + again,
            label=f"{line.page}.{line.number}" if line.page else str(line.number),
            text=line.text,
            look=_look(parts, named=bool(named)),
            parts=parts,
            ask=line.ask,
            signatories=named,
            doubtful=place in doubtful,
        )


def _look(parts: tuple[str, ...], *, named: bool) -> str:
    if named:
        return "signatory"
    return next((part if part in _OF_THE_BODY else "head" for part in parts), "")


def _signatories_by_place(document: LetterDocument) -> dict[Place, list[int]]:
    at: dict[Place, list[int]] = {}
    for number, one in enumerate(document.signatories, start=1):
        if one.source:
            at.setdefault(_place(one.source), []).append(number)
    return at


def _place(source: Source) -> Place:
    return source.line, source.page
