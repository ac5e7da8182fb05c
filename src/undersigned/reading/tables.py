"""Tables drawn with characters → rows of cells.

Two kinds: one line per row with bars (`| a | b |`), and the grid (`+---+---+`), whose cells run over several
lines. Lines of a grid cell are joined until a hard break (a backslash at the end) or an empty line.
"""

import itertools
import re

_RULE = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$")
_BAR_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_OPEN_END = re.compile(r"(?:\([^()\s]{8,}|/|[a-z]\.[a-z]*|_)$")


def is_grid_rule(line: str) -> bool:
    """Whether this line is the border of a grid table."""
    return bool(_RULE.match(line))


def is_bar_rule(line: str) -> bool:
    """Whether this line parts the head of a table from its rows."""
    return "-" in line and "|" in line and bool(_BAR_RULE.match(line))


def bar_cells(line: str) -> tuple[str, ...]:
    """The cells of `| a | b |`; an escaped bar is part of its cell."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner))


def grid_cells(rows: list[str], rule: str) -> tuple[str, ...]:
    """The cells of one row of a grid, given its lines and the border above it."""
    edges = [at for at, character in enumerate(rule) if character == "+"]
    cells = []
    for left, right in itertools.pairwise(edges):
        cells.append(_joined([row[left + 1 : right].strip() for row in rows]))
    return tuple(cells)


def _joined(pieces: list[str]) -> str:
    """A cell's lines as running text: broken links and addresses are put together without a blank."""
    text = ""
    for piece in pieces:
        if piece in ("<p>", "</p>"):
            continue
        if piece.endswith("\\"):
            text += _glue(text) + piece[:-1].strip() + "\n"
        elif piece:
            text += _glue(text) + piece
        else:
            text += "\n"
    return re.sub(r"\n+", "\n", text).strip()


def _glue(text: str) -> str:
    if not text or text.endswith("\n"):
        return ""
    tail = text.rsplit("\n", 1)[-1]
    in_address = tail.rfind("](") > tail.rfind(")") or (
        tail.count("](") and tail.rfind("(") > tail.rfind(")")
    )
    return "" if in_address else " "
