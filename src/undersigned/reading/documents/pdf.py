"""PDF → lines, through PDFium, the engine browsers show PDFs with.

PDFium gives letters with their boxes. Letters make words, words that stand in one breath make pieces, and
pieces on one base line a line (`page_layout`); wide gaps inside a line are kept as blanks, so that columns
can be seen; a line far below the last one begins a paragraph.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from undersigned.errors import Unreadable
from undersigned.reading.line_shapes import shaped
from undersigned.reading.lines import Line, Lines
from undersigned.reading.page_layout import (
    Piece,
    Row,
    rows_of,
    usual_white,
    white_between,
    without_running_lines,
)

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
_SCAN = (
    "The PDF has no text layer; it is a scan or an image. "
    "Run text recognition on it first, or ask for the original."
)
_BLANK, _NO_BREAK = 0x20, 0xA0
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\xad\u200b]")


def read(data: bytes) -> Lines:
    """One `Line` for each printed line of each page."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        raise Unreadable(_why(str(trouble))) from None
    try:
        lines = without_running_lines(_pages(document))
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
        yield from _lines(rows_of(_pieces(text_page)), index + 1)
        text_page.close()
        page.close()


def _pieces(text_page: Any) -> list[Piece]:
    """The words of a page, those put together that stand in one breath on one line."""
    pieces: list[Piece] = []
    for word in _words(text_page.raw, text_page.count_chars()):
        above = pieces[-1] if pieces else None
        if above and _goes_on(above, word):
            blank = "" if word.left - above.right < above.height * 0.08 else " "
            joined = f"{above.text}{blank}{word.text}"
            pieces[-1] = Piece(joined, above.left, above.base, word.right, max(above.height, word.height))
        else:
            pieces.append(word)
    return pieces


def _goes_on(above: Piece, word: Piece) -> bool:
    same_line = abs(above.base - word.base) <= above.height * 0.3
    gap = word.left - above.right
    return same_line and -above.height * 0.5 < gap <= above.height * 1.2


def _words(page: Any, count: int) -> Iterator[Piece]:
    """Each run of letters between blanks, with the boxes of its first and its last letter."""
    letters: list[str] = []
    first = 0
    for index in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(page, index) if index < count else _BLANK
        if code > _BLANK and code != _NO_BREAK:
            if not letters:
                first = index
            letters.append(chr(code))
        elif letters:
            text = _CONTROLS.sub("", "".join(letters))
            if text:
                yield _word(page, text, first, index - 1)
            letters = []


def _word(page: Any, text: str, first: int, last: int) -> Piece:
    left, _, height = _box(page, first)
    _, right, height_of_last = _box(page, last)
    return Piece(text, left, _base(page, first), right, max(height, height_of_last, 1.0))


def _box(page: Any, index: int) -> tuple[float, float, float]:
    """(left, right, height) of a letter with the white that its font gives it."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, rect)
    return rect.left, rect.right, rect.top - rect.bottom


def _base(page: Any, index: int) -> float:
    """The line that a letter stands on."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, index, x, y)
    return y.value


def _lines(rows: list[Row], page: int) -> Iterator[Line]:
    margin = min((row[0].left for row in rows), default=0.0)
    usual = usual_white(rows)
    above: Row | None = None
    for number, row in enumerate(rows, start=1):
        gap = above is None or not -row[0].height < white_between(above, row) <= usual
        above = row
        yield shaped(_spaced(row, margin), number, gap=gap, page=page)


def _spaced(row: Row, margin: float) -> str:
    """The row as it looks: a gap wider than three letters as a run of blanks as wide."""
    width = max(row[0].height * 0.4, 1.0)
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
