"""A document that lost its line ends: everything on one line, line ends left as runs of blanks.

Press archives keep letters like that. A run of three or more blanks was a line end, a longer one the end of a
paragraph; two blanks are what is left of a removed full stop.
"""

import re
from dataclasses import dataclass

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
    if len(line) < _LONG or len(_RUN.findall(line.strip())) < _FEW_RUNS:
        return [Piece(line, gap=False)]
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
