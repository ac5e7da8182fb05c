"""The public record of one signature: what a commitment in the log stands for, until it is forgotten.

    {"by":"delegate","lang":"en","line":"Ada Example, Mayor of Springfield, NY","name":"Ada Example",
     "org":"","place":"Springfield","region":"NY","role":"Mayor"}

Canonical JSON, kept as exact bytes. `line` is the line as the signatory saw it and as it is printed; the
other parts are what the files made of it show: `role` is the office, `title` a title beside or instead of it
(a professor's). "" is *not given*; optional keys are left out instead.
"""

import re
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final, Literal, get_args

from undersigned.domain.text import UNPRINTABLE
from undersigned.errors import Unverifiable
from undersigned.evidence import canonical

By = Literal["self", "delegate"]
Status = Literal["current", "former", "identification_only"]

LONGEST_PART: Final = 1_000
LONGEST_RECORD: Final = 16_384


@dataclass(frozen=True, slots=True)
class SignatureRecord:
    """What is published of one signatory. A name or an organisation has to be given."""

    name: str
    role: str
    org: str
    place: str
    region: str
    line: str
    lang: str
    by: By
    title: str | None = None
    honorific: str | None = None
    on_behalf_of: str | None = None
    note: str | None = None
    status: Status | None = None
    domain: str | None = None

    def __post_init__(self) -> None:
        parts = [self.name, self.role, self.org, self.place, self.region, self.line, self.lang, self.by]
        parts += [part for part in map(self.__getattribute__, _OPTIONAL) if part is not None]
        try:
            together = "".join(parts)
        except TypeError as trouble:
            raise ValueError("a record has a part that is no text") from trouble
        too_long = len(together) > LONGEST_PART and len(max(parts, key=len)) > LONGEST_PART
        if too_long or UNPRINTABLE.search(together):
            raise ValueError(
                f"a record has a part that is no line of printable text, up to {LONGEST_PART} long"
            )
        if not (self.name or self.org) or not self.line:
            raise ValueError("a record has a name or an organisation, and a printed line")
        if self.by not in _BY or self.status not in _STATUS:
            raise ValueError("a record says who acted, and a status only by the known words")


_OPTIONAL = tuple(each.name for each in fields(SignatureRecord) if each.default is None)
_BY = frozenset(get_args(By))
_STATUS = frozenset((None, *get_args(Status)))
_REQUIRED = frozenset(each.name for each in fields(SignatureRecord) if each.default is not None)
_NAMES = sorted(each.name for each in fields(SignatureRecord))
_ALLOWED = frozenset(_NAMES)
_values = attrgetter(*_NAMES)


# Most records have no part that may be left out and no character that has to be escaped: then the text itself
# shows the values, in the one spelling there is. The others go the long way, and get their sentence there.
_PLAIN_ORDER = sorted(_REQUIRED)
_PLAIN = re.compile(r"\{" + ",".join(rf'"{name}":"([^"\\]*)"' for name in _PLAIN_ORDER) + r"\}")


def _read_plain(data: bytes) -> SignatureRecord | None:
    """A plain record; None for everything else. Raises `ValueError` for values that no record may have."""
    try:
        match = _PLAIN.fullmatch(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if match is None:
        return None
    by, lang, line, name, org, place, region, role = match.groups()
    return SignatureRecord(name, role, org, place, region, line, lang, by)  # type: ignore[arg-type]  # checked


def to_bytes(record: SignatureRecord) -> bytes:
    """The exact bytes that are committed to."""
    given = zip(_NAMES, _values(record), strict=True)
    return canonical.encode_texts([part for part in given if part[1] is not None])


def from_bytes(data: bytes) -> SignatureRecord:
    """Read a record, if these bytes are its one spelling. Raises `Unverifiable`."""
    if len(data) > LONGEST_RECORD:
        raise Unverifiable("openings", f"a record is longer than {LONGEST_RECORD} bytes")
    try:
        if (plain := _read_plain(data)) is not None:
            return plain
    except ValueError as trouble:
        raise Unverifiable("openings", str(trouble)) from trouble
    value = canonical.decode(data, "openings")
    if not isinstance(value, dict) or not _REQUIRED <= value.keys() <= _ALLOWED or None in value.values():
        raise Unverifiable("openings", "a record has a key too many or too few")
    try:
        return SignatureRecord(**value)
    except ValueError as trouble:
        raise Unverifiable("openings", str(trouble)) from trouble
