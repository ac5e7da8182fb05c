"""What every kind of document becomes before anything is looked for in it: lines, with where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
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
