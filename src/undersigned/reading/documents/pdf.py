"""PDF → lines, through PDFium, the engine browsers show PDFs with.

PDFium gives pieces of text with their boxes. Pieces that stand beside each other make a line; wide gaps
inside a line are kept as blanks, so that columns can be seen; a line far below the last one begins a
paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2

from undersigned.errors import Unreadable
from undersigned.reading.line_shapes import shaped
from undersigned.reading.lines import Line, Lines

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
_SCAN = (
    "The PDF has no text layer; it is a scan or an image. "
    "Run text recognition on it first, or ask for the original."
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\xad\u200b]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text and its box, in points; y grows upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def read(data: bytes) -> Lines:
    """One `Line` for each printed line of each page."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        raise Unreadable(_why(str(trouble))) from None
    try:
        lines = tuple(_pages(document))
        title = document.get_metadata_dict().get("Title", "")
    except pypdfium2.PdfiumError:
        raise Unreadable("The PDF is damaged or cut short. Ask for it again.") from None
    finally:
        document.close()
    if sum(len(line.text) for line in lines) < 20:
        raise Unreadable(_SCAN)
    return Lines("pdf", lines, {"file title": title} if title else {})


def _why(trouble: str) -> str:
    if "password" in trouble.lower():
        return "The PDF is locked with a password. Save a copy without it."
    return "The PDF is damaged or cut short. Ask for it again."


def _pages(document: Any) -> Iterator[Line]:
    if len(document) > MOST_PAGES:
        raise Unreadable(f"The PDF has more than {MOST_PAGES} pages. Give the letter alone.")
    read_so_far = 0
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        read_so_far += text_page.count_chars()
        if read_so_far > MOST_CHARACTERS:
            raise Unreadable("The PDF has more text than any letter. Give the letter alone.")
        yield from _lines(_rows(_pieces(text_page)), index + 1)
        text_page.close()
        page.close()


def _pieces(text_page: Any) -> list[_Piece]:
    pieces = []
    for index in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(index)
        text = _CONTROLS.sub("", text_page.get_text_bounded(left, bottom, right, top))
        text = " ".join(text.split())
        if text:
            pieces.append(_Piece(text, left, bottom, right, top))
    return pieces


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces on one base line, from the top of the page down, each row from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.bottom, piece.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].bottom - 1 <= middle <= rows[-1][0].top + 1:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _lines(rows: list[list[_Piece]], page: int) -> Iterator[Line]:
    margin = min((row[0].left for row in rows), default=0.0)
    usual = _usual_white(rows)
    above: list[_Piece] | None = None
    for number, row in enumerate(rows, start=1):
        gap = above is None or _white(above, row) > usual
        above = row
        yield shaped(_spaced(row, margin), number, gap=gap, page=page)


def _white(upper: list[_Piece], lower: list[_Piece]) -> float:
    """The white between two rows."""
    return min(piece.bottom for piece in upper) - max(piece.top for piece in lower)


def _usual_white(rows: list[list[_Piece]]) -> float:
    """The most white between two lines of one paragraph: little more than the least on the page."""
    whites = sorted(_white(upper, lower) for upper, lower in pairwise(rows))
    heights = sorted(row[0].height for row in rows)
    if not whites:
        return 0.0
    return max(whites[len(whites) // 20] * 1.6, heights[len(heights) // 2] * 0.55)


def _spaced(row: list[_Piece], margin: float) -> str:
    """The row as it looks: a gap wider than three letters as a run of blanks as wide."""
    width = max(row[0].height * 0.5, 1.0)
    text, above = " " * int((row[0].left - margin) / width) + row[0].text, row[0]
    for piece in row[1:]:
        gap = piece.left - above.right
        column = int((piece.left - margin) / width)
        if gap > width * 3:
            text = text.ljust(max(column, len(text) + 3))
        elif gap >= width * 0.3 and not text.endswith(" "):
            text += " "
        text += piece.text
        above = piece
    return text
