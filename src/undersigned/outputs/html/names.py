"""The signatories as list items, written straight: a template takes a hundred times longer for each of them.

A long list comes in parts. The first stands in the page; each other is inside a `noscript`, which a browser
without scripts shows at once and one with scripts keeps as text, to show when the reader comes near.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from undersigned.domain.block import Line
from undersigned.domain.sheet import Sheet
from undersigned.outputs.html.confirmations import words_for_one

Ways = Mapping[tuple[str, str], str]
_FIRST_PART = 1_000
_PART = 500
_MOST_STACKED = 120


@dataclass(frozen=True, slots=True)
class Part:
    """A list of names. `heading` begins a group; `later`: shown when it is needed."""

    heading: str | None
    count: str
    items: Markup
    later: bool


def look_of_names(sheet: Sheet) -> str:
    """Names alone; each above its office while they are people one can look at; or in running lines."""
    if sheet.names_alone:
        return " names-alone"
    return " stacked" if sum(len(group.lines) for group in sheet.groups) <= _MOST_STACKED else ""


def listed(sheet: Sheet) -> list[Part]:
    shown, ways = 0, words_for_one(sheet.wording)
    parts: list[Part] = []
    for group in sheet.groups:
        for start, size, later in _cuts(len(group.lines), shown):
            heading = group.heading if start == 0 else None
            parts.append(Part(heading, group.count, _items(group.lines[start : start + size], ways), later))
        shown += len(group.lines)
    return parts


def _cuts(length: int, shown: int) -> Iterable[tuple[int, int, bool]]:
    """(start, size, later) of the parts of a group, when `shown` names stand before it."""
    first = max(0, min(length, _FIRST_PART - shown))
    if first:
        yield 0, first, False
    for start in range(first, length, _PART):
        yield start, min(_PART, length - start), True


def _items(lines: Sequence[Line], ways: Ways) -> Markup:
    return Markup("\n".join(_item(line, ways) for line in lines))  # noqa: S704  # each text is escaped


def _item(line: Line, ways: Ways) -> str:
    capacity = f", <span>{escape(line.capacity)}</span>" if line.capacity else ""
    remark = f" <i>({escape(line.remark)})</i>" if line.remark else ""
    how = f' data-how="{escape(ways[line.confirmed.how, line.confirmed.by])}"' if line.confirmed else ""
    return f'<li{how}><b dir="auto">{escape(line.name)}</b>{capacity}{remark}</li>'
