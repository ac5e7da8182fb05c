"""Pieces of text with their places on a page → rows in reading order.

Pieces on one base line make a row. Where a page, or a part of it, is set in columns that do not share their
base lines, or in columns of running text, each column is read downwards before the next. Columns that do
share them (a table, names beside each other) stay rows: what reads the rows sees the wide gaps.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from undersigned.reading.lines import Line

_ALIGNED = 0.7
_FEWEST = 3
_WORDS_OF_PROSE = 5
_SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and its box, in points; y grows upwards, `base` is the line the letters stand on."""

    text: str
    left: float
    base: float
    right: float
    height: float

    @property
    def top(self) -> float:
        return self.base + self.height


Row = list[Piece]


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """The rows of a page in reading order, each from left to right."""
    rows = _rows(pieces)
    found: list[Row] = []
    at = 0
    for start, end, gutter in _bands(rows):
        found.extend(rows[at:start])
        band = [piece for row in rows[start:end] for piece in row]
        found.extend(_rows([piece for piece in band if piece.left < gutter]))
        found.extend(rows_of([piece for piece in band if piece.left >= gutter]))
        at = end
    return [*found, *rows[at:]]


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        if rows and abs(rows[-1][0].base - piece.base) <= min(rows[-1][0].height, piece.height) * 0.3:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _bands(rows: list[Row]) -> Iterator[tuple[int, int, float]]:
    """(first row, end, gutter) of each part of the page that is to be read column by column."""
    at = 0
    for gutter in _gutters(rows):
        start = at
        while start < len(rows):
            end = _end_of_band(rows, start, gutter)
            band = rows[start:end]
            if end > start and _are_columns(band, gutter):
                yield start, end, gutter
                at = end
            start = max(end, start + 1)


def _gutters(rows: list[Row]) -> list[float]:
    """Where a second column may begin: left edges that several pieces share, inside the page."""
    margin = min((row[0].left for row in rows), default=0.0)
    width = max((row[-1].right for row in rows), default=0.0) - margin
    edges: dict[int, int] = {}
    for row in rows:
        for piece in row:
            if piece.left > margin + width * 0.25:
                edges[round(piece.left)] = edges.get(round(piece.left), 0) + 1
    wanted = [edge for edge, times in edges.items() if times >= _FEWEST]
    return [edge - _SLACK for edge in sorted(wanted)[:1]]


def _end_of_band(rows: list[Row], start: int, gutter: float) -> int:
    """Rows from `start` on that nothing crosses, from the first with something on the right to the last of
    them, and what the left column has below that without a gap."""
    if not _has_right(rows[start], gutter) and not _leads_in(rows, start, gutter):
        return start
    end = last = start
    while end < len(rows) and not any(piece.left < gutter - 1 < piece.right for piece in rows[end]):
        end += 1
        if _has_right(rows[end - 1], gutter):
            last = end
    while last < end and rows[last - 1][0].base - rows[last][0].base < rows[last][0].height * 2:
        last += 1
    return last


def _has_right(row: Row, gutter: float) -> bool:
    return row[-1].left >= gutter


def _leads_in(rows: list[Row], at: int, gutter: float) -> bool:
    """A row of the left column that begins a little higher than the right one does."""
    following = rows[at + 1] if at + 1 < len(rows) else None
    near = following is not None and rows[at][0].base - following[0].base < rows[at][0].height
    return near and following is not None and _has_right(following, gutter)


def _are_columns(band: list[Row], gutter: float) -> bool:
    right = [row for row in band if _has_right(row, gutter)]
    both = [row for row in right if row[0].left < gutter]
    left = [row for row in band if row[0].left < gutter]
    if len(right) < _FEWEST or len(left) < _FEWEST:
        return False
    if len(both) < len(right) * _ALIGNED:
        return True
    return all(_is_prose(row, gutter) for row in both[: len(both) // 2 + 1])


def _is_prose(row: Row, gutter: float) -> bool:
    sides = ([p for p in row if p.left < gutter], [p for p in row if p.left >= gutter])
    return all(sum(len(piece.text.split()) for piece in side) >= _WORDS_OF_PROSE for side in sides)


def gaps_of(rows: list[Row]) -> list[bool]:
    """For each row whether more than the white between two lines of one paragraph stands above it.

    A letter of another font can be much higher than its line ("Ö"): no line counts as much higher
    than most on the page are.
    """
    heights = sorted(row[0].height for row in rows)
    usual_height = heights[len(heights) // 2] if heights else 0.0
    whites = [_white(upper, lower, usual_height) for upper, lower in pairwise(rows)]
    downwards = sorted(white for white in whites if white > -1)
    least = downwards[len(downwards) // 20] if downwards else 0.0
    most = max(least * 1.6, usual_height * 0.55)
    return [True, *(not -usual_height < white <= most for white in whites)][: len(rows)]


def _white(upper: Row, lower: Row, usual_height: float) -> float:
    """The white between two rows; negative where the lower one begins again at the top of a column."""
    top = max(piece.base + min(piece.height, usual_height * 1.35) for piece in lower)
    return min(piece.base for piece in upper) - top


def without_running_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines without the head or foot that runs through the pages: "Open letter · page 2 of 4".

    A line runs if the first or last lines of several pages are the same but for their figures, and each has
    the number of its page among them.
    """
    pages: dict[int | None, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    running = {id(line) for at in (0, -1) for line in _running([page[at] for page in pages.values()])}
    return tuple(line for page in pages.values() for line in page if id(line) not in running)


def _running(edges: list[Line]) -> Iterator[Line]:
    """Those of the edge lines, one a page, that are alike and numbered."""
    alike: dict[str, list[Line]] = {}
    for line in edges:
        if str(line.page) in _FIGURES.findall(line.text):
            alike.setdefault(_FIGURES.sub("#", line.text), []).append(line)
    for same in alike.values():
        if len(same) > 1:
            yield from same


_FIGURES = re.compile(r"\d+")
