"""How the names stand on paper: in what shape, in how many columns, and which of them in which column.

A block that fits one page stands in columns of one height, each name above its office where there is room.
What fits no page runs on over as many as it needs. Widths are reckoned, not measured: to set the names twice,
only to know how high they are, costs as much as the rest of the letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from undersigned.domain.block import Line
from undersigned.domain.sheet import SetGroup

_GUTTER = 1.8  # like all that follows up to the page, in ems of an entry
_LINE, _HEADING, _HANGING = 1.2, 1.85, 1.0
_GAP = {True: 0.4, False: 0.2}
_PAGE = 530.0  # points that the closing and the count above the names leave of one
_MOST_ON_A_PAGE = 180
_FEW, _MANY = 4, 9
_MOST_THAT_WRAP = 0.2
_A_NAME_ALONE = 36


class _Widths(dict[str, float]):
    """Roughly how wide a letter is, in ems."""

    def __missing__(self, letter: str) -> float:
        self[letter] = 0.64 if letter.isupper() else 0.49
        return self[letter]


@lru_cache(maxsize=1024)  # each shape that is tried asks for the same
def _width(text: str) -> float:
    return sum(map(_WIDTHS.__getitem__, text))


_WIDTHS = _Widths(dict.fromkeys("fijlrtI.,;:'’()[]-!| ", 0.28) | dict.fromkeys("mwMW@—%&", 0.8))


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together: an entry, under its group's heading if it is the first of it."""

    line: Line
    heading: str | None
    count: str


@dataclass(frozen=True, slots=True)
class Shape:
    """`stacked`: what a signatory is stands below the name. `size` is that of the letters, in points."""

    stacked: bool
    size: float
    columns: int
    width: float

    def lines(self, line: Line) -> int:
        if self.stacked and line.capacity:
            return self._wrapped(line.name + ",") + self._wrapped(str(line)[len(line.name) + 2 :])
        return self._wrapped(str(line))

    def _wrapped(self, text: str) -> int:
        room = (self.width / self.size - _GUTTER * (self.columns - 1)) / self.columns
        wide = _width(text)
        return 1 if wide <= room else 1 + ceil((wide - room) / (0.9 * room - _HANGING))

    def height(self, piece: Piece) -> float:
        return (_HEADING if piece.heading else 0.0) + self.lines(piece.line) * _LINE + _GAP[self.stacked]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`balanced` has the pieces of each column; None where the block runs over several pages."""

    shape: Shape
    balanced: tuple[tuple[Piece, ...], ...] | None


def arranged(groups: Sequence[SetGroup], columns: int | None, width: float) -> Arrangement:
    """The most generous shape in which these names fit a page that is so many points wide."""
    if sum(len(group.lines) for group in groups) <= _MOST_ON_A_PAGE:
        pieces = [piece for group in groups for piece in _pieces(group)]
        for stacked, size in ((True, 10.0), (True, 9.5), (False, 9.5)):
            shape = Shape(stacked, size, columns or _columns(pieces, stacked, size, width), width)
            heights = [shape.height(piece) for piece in pieces]
            limit = _least_limit(heights, shape.columns)
            if limit * size <= _PAGE:
                return Arrangement(shape, _cut(pieces, heights, limit))
    lines = [line for group in groups for line in group.lines[:1000]]
    typical = sorted(len(str(line)) for line in lines)[len(lines) // 2]
    return Arrangement(Shape(False, 9.5, columns or (3 if typical <= _A_NAME_ALONE else 2), width), None)


def _pieces(group: SetGroup) -> list[Piece]:
    return [
        Piece(line, None if index else group.heading, group.count) for index, line in enumerate(group.lines)
    ]


def _columns(pieces: Sequence[Piece], stacked: bool, size: float, width: float) -> int:
    """Three where nearly every line fits a third of the width, two for more than a handful, else one."""
    if len(pieces) < _FEW:
        return 1
    three = Shape(stacked, size, 3, width)
    wrapped = sum(three.lines(piece.line) > (2 if stacked and piece.line.capacity else 1) for piece in pieces)
    return 3 if len(pieces) >= _MANY and wrapped <= _MOST_THAT_WRAP * len(pieces) else 2


def _least_limit(heights: Sequence[float], columns: int) -> float:
    """The height of the highest column where it is least: the pieces stay in their order."""
    low, high = max(heights, default=0.0), sum(heights)
    for _ in range(24):
        middle = (low + high) / 2
        if _columns_needed(heights, middle) <= columns:
            high = middle
        else:
            low = middle
    return high


def _columns_needed(heights: Sequence[float], limit: float) -> int:
    columns, used = 1, 0.0
    for height in heights:
        if used + height > limit and used:
            columns, used = columns + 1, 0.0
        used += height
    return columns


def _cut(pieces: Sequence[Piece], heights: Sequence[float], limit: float) -> tuple[tuple[Piece, ...], ...]:
    columns: list[list[Piece]] = [[]]
    used = 0.0
    for piece, height in zip(pieces, heights, strict=True):
        if used + height > limit and used:
            columns.append([])
            used = 0.0
        columns[-1].append(piece)
        used += height
    return tuple(map(tuple, columns))
