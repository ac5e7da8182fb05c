"""What every kind of document becomes before anything is looked for in it: lines, with where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

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


_FULL_LINE = 50  # characters: what is shorter was ended by whoever wrote it


def unwrapped(lines: Iterable[Line]) -> list[Line]:
    """Lines of running text that only the margin broke, each paragraph as the one line it was.

    It stands where its first line stands.
    """
    whole: list[Line] = []
    last = ""
    for line in lines:
        above = whole[-1] if whole else None
        if above is not None and _goes_on(above, last, line):
            whole[-1] = replace(above, text=f"{above.text} {line.text}", spaced="", markdown="")
        else:
            whole.append(line)
        last = line.text
    return whole


def _goes_on(above: Line, last: str, line: Line) -> bool:
    plain = line.kind == above.kind == "text" and not (line.gap or line.cells or above.cells)
    return plain and line.page == above.page and len(last) >= _FULL_LINE


def lines_as_json(lines: Lines) -> dict[str, Any]:
    """Plain values that `lines_from_json` makes the same lines of; what is not set is left out."""
    return {
        "kind": lines.kind,
        "lines": [_set_fields(line) for line in lines.lines],
        "meta": dict(lines.meta),
        "notes": list(lines.notes),
    }


def lines_from_json(value: Mapping[str, Any]) -> Lines:
    found = tuple(Line(**{**line, "cells": tuple(line.get("cells", ()))}) for line in value["lines"])
    return Lines(value["kind"], found, value["meta"], tuple(value["notes"]))


def _set_fields(line: Line) -> dict[str, Any]:
    return {name: value for name in _FIELDS if (value := getattr(line, name)) != _UNSET[name]}


_FIELDS = tuple(one.name for one in fields(Line))
_UNSET = {name: getattr(Line("", 0), name) if name not in ("text", "number") else None for name in _FIELDS}
