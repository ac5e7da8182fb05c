"""A letter source as the fields of a form, and back: who writes at the desk need not know its header."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from undersigned.errors import Unreadable
from undersigned.reading.letter_source.header import read_header

_FENCE = "---"
_OF_LETTER = ("title", "date", "language", "coalition")
_OF_ADDRESSEE = ("name", "office", "organisation", "address", "until")
_AFTER = ("salutation", "closing")
_BEFORE_ADDRESSEE = "addressee_"
HEADING_FIELDS = (*_OF_LETTER, *(_BEFORE_ADDRESSEE + name for name in _OF_ADDRESSEE), *_AFTER)


@dataclass(frozen=True, slots=True)
class TypedLetter:
    """`heading` has every one of HEADING_FIELDS, "" for what is not said. An address has one line each."""

    heading: Mapping[str, str]
    body: str


def typed_of(source: str) -> TypedLetter | None:
    """The fields of a source; None where its header is unreadable, or says more than the fields can."""
    parts = _parts(source)
    if parts is None:
        return None
    header, body = parts
    try:
        document, cut = read_header("\n".join(header), first_line=2)
    except Unreadable:
        return None
    if cut or len(document.addressees) > 1:
        return None
    heading = {name: _text(getattr(document, name)) for name in (*_OF_LETTER, *_AFTER)}
    for name in _OF_ADDRESSEE:
        value = getattr(document.addressees[0], name) if document.addressees else None
        heading[_BEFORE_ADDRESSEE + name] = _text(value)
    return TypedLetter(heading, "\n".join(body).strip("\n"))


def source_of(typed: TypedLetter, stands: str = "") -> str:
    """The letter source that says what was typed, right or wrong: reading it tells.

    What is as it stands in an earlier source stays as it is written there, so that a difference shows changes
    and nothing else.
    """
    new = _keys(typed)
    before, parts = typed_of(stands), _parts(stands)
    old, written = (_keys(before), _lines_by_key(parts[0])) if before and parts else ({}, {})
    header = "".join(
        written[key] if key in written and old.get(key) == value else _dumped({key: value})
        for key, value in new.items()
    )
    body = typed.body.replace("\r\n", "\n").strip("\n") + "\n"
    if before and parts and before.body == body.strip("\n"):
        body = "\n".join(parts[1])
    return f"{_FENCE}\n{header}{_FENCE}\n{body}"


def _parts(source: str) -> tuple[list[str], list[str]] | None:
    """The lines of the header and those of the body; None where there is no header."""
    lines = source.replace("\r\n", "\n").split("\n")
    fences = [at for at, line in enumerate(lines) if line.rstrip() == _FENCE]
    if len(fences) < 2 or fences[0] != 0:  # one before it, one after it
        return None
    return lines[1 : fences[1]], lines[fences[1] + 1 :]


def _lines_by_key(header: list[str]) -> dict[str, str]:
    """Each key of the header with the lines that it is written in."""
    found: dict[str, str] = {}
    key = ""
    for line in header:
        if line[:1].isalpha() and ":" in line:
            key = line.split(":", 1)[0]
        found[key] = found.get(key, "") + line + "\n"
    return found


def _keys(typed: TypedLetter) -> dict[str, Any]:
    """The header's keys in their order, as YAML values; what is empty is not there."""
    heading = {name: typed.heading.get(name, "").strip() for name in HEADING_FIELDS}
    fields: dict[str, Any] = {name: heading[name] for name in _OF_LETTER}
    fields["addressee"] = _said({name: heading[_BEFORE_ADDRESSEE + name] for name in _OF_ADDRESSEE})
    return _said(fields | {name: heading[name] for name in _AFTER})


def _dumped(fields: dict[str, Any]) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100)


def told_of_form(trouble: Unreadable, source: str) -> str:
    """What is wrong, with the line counted in the text alone, as the form shows it."""
    number = trouble.where.removeprefix("line ")
    end = source.split("\n").index(_FENCE, 1) if source.startswith(_FENCE) else 0
    in_text = number.isdecimal() and int(number) > end + 1
    return f"line {int(number) - end - 1} of the text: {trouble.what}" if in_text else trouble.what


def _text(value: str | date | tuple[str, ...] | None) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is not empty; days as YAML writes days, an address as a list of its lines."""
    said: dict[str, Any] = {}
    for name, value in fields.items():
        if not value:
            continue
        if name in ("date", "until"):
            value = _day(value)
        elif name == "address":
            value = [line.strip() for line in value.splitlines() if line.strip()]
        said[name] = value
    return said


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
