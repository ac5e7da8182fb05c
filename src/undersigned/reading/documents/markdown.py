"""Markdown → lines, line by line.

Not by a full Markdown parser: letters in the wild are half Markdown and half not, every line must keep its
number, and a list of 100,000 names must be read in the memory of its text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from undersigned.reading.encodings import decode
from undersigned.reading.flattened import unrolled
from undersigned.reading.line_shapes import shaped
from undersigned.reading.lines import Line, Lines
from undersigned.reading.markup import plain
from undersigned.reading.tables import bar_cells, grid_cells, is_bar_rule, is_grid_rule

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_QUOTE = re.compile(r"^\s*>\s?")
_META = re.compile(r"^([A-Za-z][\w -]{0,30}):\s*(.*)$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")
_REFERENCE = re.compile(r"^\s*\[[^\]^]{1,100}\]:\s+\S+")
_PANDOC_HEADER = 2

_BOLD = re.compile(r"(\*\*|__)[^*_.]{2,60}\1:?")  # alone in a paragraph: somebody's heading
_LEVEL_OF_BOLD = 6


def read(data: bytes) -> Lines:
    """One `Line` for each printed line; tables as rows, front matter as `meta`."""
    decoded = decode(data)
    raw = _without_comments(decoded.text).split("\n")
    meta, first = _front_matter(raw)
    page = _Page(raw, first)
    return Lines("markdown", tuple(page.lines()), meta, decoded.notes)


def _without_comments(text: str) -> str:
    """The text without HTML comments; their line ends stay, so that every line keeps its number."""
    kept = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        kept.append("\n" * text.count("\n", start, end))
        at = end + 3
    return "".join([*kept, text[at:]])


def _front_matter(raw: list[str]) -> tuple[dict[str, str], int]:
    """The header's simple values, and the index of the first line after it."""
    fenced = bool(raw) and raw[0].strip() == "---"
    meta: dict[str, str] = {}
    for index in range(1 if fenced else 0, min(len(raw), 60)):
        line = raw[index]
        if line.strip() in ("---", "...") and fenced:
            return meta, index + 1
        match = _META.match(line)
        if match:
            meta[match.group(1).lower()] = match.group(2).strip().strip("\"'")
        elif not fenced:
            return (meta, index) if len(meta) > _PANDOC_HEADER and not line.strip() else ({}, 0)
    return {}, 0


@dataclass(slots=True)
class _Page:
    """Walks the lines once. `grid` holds the border above the grid row that is being gathered."""

    raw: list[str]
    at: int
    gap: bool = True
    grid: str = ""
    rows: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        for index in range(self.at, len(self.raw)):
            line = self.raw[index]
            if is_grid_rule(line) or (self.grid and line.startswith("|")):
                yield from self._grid_line(line, index + 1)
                continue
            self.grid = ""
            yield from self._printed(line, index)

    def _grid_line(self, line: str, number: int) -> Iterator[Line]:
        if not is_grid_rule(line):
            self.rows.append(line)
            return
        if self.rows:
            cells = tuple(
                "\n".join(plain(part).strip() for part in cell.split("\n")).strip()
                for cell in grid_cells(self.rows, self.grid)
            )
            yield Line(" ".join(cells), number - len(self.rows), kind="row", cells=cells, gap=self.gap)
        self.grid, self.rows, self.gap = line, [], False

    def _printed(self, line: str, index: int) -> Iterator[Line]:
        quoted = bool(_QUOTE.match(line))
        while quoted and _QUOTE.match(line):
            line = _QUOTE.sub("", line, count=1)
        if not line.strip() or _REFERENCE.match(line) or _UNDERLINE.match(line) or is_bar_rule(line):
            self.gap = True
            return
        for piece in unrolled(line):
            found = self._line(piece.text, index, quoted=quoted)
            if found.text:
                yield replace(found, gap=found.gap or piece.gap)
                self.gap = False

    def _line(self, line: str, index: int, *, quoted: bool) -> Line:
        number = index + 1
        heading = _HEADING.match(line)
        if heading:
            return Line(
                plain(heading.group(2)), number, kind="heading", level=len(heading.group(1)), gap=True
            )
        if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
            cells = tuple(plain(cell) for cell in bar_cells(line))
            return Line(" ".join(cells).strip(), number, kind="row", cells=cells, gap=self.gap)
        following = self.raw[index + 1] if index + 1 < len(self.raw) else ""
        found = shaped(line, number, gap=self.gap, markdown=line.strip())
        text = plain(found.text.removesuffix("\\")).strip()
        if _UNDERLINE.match(following) and self.gap and found.kind == "text":
            return replace(found, text=text, kind="heading", level=1 if following[0] == "=" else 2, gap=True)
        if self.gap and not following.strip() and found.kind == "text" and _BOLD.fullmatch(line.strip()):
            return replace(found, text=text, kind="heading", level=_LEVEL_OF_BOLD, gap=True)
        cells = tuple(plain(cell) for cell in found.cells)
        return replace(
            found, text=text, cells=cells, kind="quote" if quoted and found.kind == "text" else found.kind
        )
