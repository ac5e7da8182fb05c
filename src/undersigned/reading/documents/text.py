"""Plain text → lines. A line set with tabs becomes cells; list markers are taken off and kept beside."""

from undersigned.reading.encodings import decode
from undersigned.reading.flattened import unrolled
from undersigned.reading.line_shapes import shaped
from undersigned.reading.lines import Line, Lines


def read(data: bytes) -> Lines:
    """One `Line` for each line that is not blank; a document set on one line is broken up again."""
    decoded = decode(data)
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(decoded.text.split("\n"), start=1):
        if not raw.strip():
            gap = True
            continue
        for piece in unrolled(raw):
            lines.append(shaped(piece.text, number, gap=gap or piece.gap))
            gap = False
    return Lines("text", tuple(lines), notes=decoded.notes)
