"""What every kind of document becomes before anything is looked for in it: lines, with where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from undersigned.domain.documents import DocumentKind

LineKind = Literal["text", "heading", "item", "row", "quote"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, tidy: no markup in `text`, no marker of a list.

    `number` counts from 1: lines of a text or Markdown file, blocks of HTML and DOCX, lines of a PDF page.
    `level` is that of a heading (1 is the highest) or the depth of an item (0 is the outermost).
    `cells` are a table row's, each with its own lines parted by "\\n"; also of a line set with tabs.
    `gap`: something stands between this line and the one before it (a blank line, a new paragraph).
    `spaced` is the text with its runs of blanks kept: they show columns.
    """

    text: str
    number: int
    page: int | None = None
    kind: LineKind = "text"
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    markdown: str = ""
    gap: bool = False
    spaced: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A document as lines. `meta` is what it says of itself (title, date); `notes` what could not be read."""

    kind: DocumentKind
    lines: tuple[Line, ...]
    meta: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
