"""A document that lost its line ends: everything on one line, line ends left as runs of blanks.

Press archives keep letters like that. A run of three or more blanks was a line end, a longer one the end of a
paragraph; two blanks are what is left of a removed full stop.
"""

import itertools
import re
from dataclasses import dataclass
from functools import cache

from undersigned.reading.languages import phrases

_LONG = 600
_RUN = re.compile(r" {3,}")
_PARAGRAPH = 5
_FEW_RUNS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    gap: bool


def unrolled(line: str) -> list[Piece]:
    """The lines that this line once was; itself alone where it is an ordinary line."""
    if len(line) < _LONG:
        return [Piece(line, gap=False)]
    if len(_RUN.findall(line.strip())) < _FEW_RUNS:
        return _broken_at_marks(line)
    pieces = []
    start, gap = 0, False
    for run in _RUN.finditer(line):
        if line[start : run.start()].strip():
            pieces.append(Piece(line[start : run.start()], gap))
            gap = False
        gap = gap or len(run.group()) >= _PARAGRAPH
        start = run.end()
    if line[start:].strip():
        pieces.append(Piece(line[start:], gap))
    return pieces


def _broken_at_marks(line: str) -> list[Piece]:
    """A letter in one line without such runs: broken before and after its salutation and its closing."""
    cuts = sorted({edge for mark in _marks().finditer(line) for edge in mark.span()})
    edges = [0, *cuts, len(line)]
    pieces = [line[start:end].strip() for start, end in itertools.pairwise(edges)]
    return [Piece(piece, gap=True) for piece in pieces if piece]


@cache
def _marks() -> re.Pattern[str]:
    """A salutation up to its colon, a closing with its comma, or the ### of a press release."""
    dear = "|".join(re.escape(phrase) for phrase in phrases("salutations") if len(phrase) > 3)
    closing = "|".join(re.escape(phrase) for phrase in phrases("closings") if len(phrase) > 6)
    return re.compile(
        rf"(?<=[.:!?)] )(?i:{dear})\b[^.:!?\n]{{0,60}}(?:\w\.[^.:!?\n]{{0,60}})?[:,](?! \w+ (?:is|was|are))"
        rf"|(?<=[.!?] )(?i:{closing}),(?=\s)|\s#{{3}}(?=\s|$)"
    )
