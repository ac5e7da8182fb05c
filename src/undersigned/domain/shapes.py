"""The values that may stand in a statement: how each is written into JSON, and how strictly it is read.

A field of a statement is annotated with one of the types at the foot of this file; its `Shape` rides along
in the annotation, so that a kind of statement is nothing but its list of fields.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, get_args

from undersigned.errors import Unverifiable
from undersigned.evidence.canonical import LARGEST_INTEGER
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.text import is_key_name

How = Literal["link", "mail", "code", "import"]
Show = Literal["public", "private"]
WithdrawnBy = Literal["signer", "erasure"]
Why = Literal["duplicate", "not-a-person", "not-authorised", "denied", "other"]

_HASH = re.compile("[0-9a-f]{64}")
_MINUTE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(\.[a-z0-9-]{1,12}){1,2}")
_MOST_NAMED = 100  # languages of a text, files of a publication


class Shape(NamedTuple):
    """How one value is written into JSON and read back; `read` raises `ValueError`."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@lru_cache(maxsize=64)  # signatures come in bursts: many entries share a minute
def minute_text(at: datetime) -> str:
    """The minute as it stands in the log; seconds are dropped."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes") + "Z"


@lru_cache(maxsize=4096)  # a log may span weeks of them
def read_minute(text: Any) -> datetime:
    """The moment that a minute in the log stands for. Raises `ValueError`."""
    if not isinstance(text, str) or not _MINUTE.fullmatch(text):
        raise ValueError("is not a minute written like 2026-12-01T17:04Z")
    at = datetime.fromisoformat(text)
    if minute_text(at) != text:
        raise ValueError("is a minute in a second spelling")
    return at


def _same(value: Any) -> Any:
    return value


def _matching(pattern: re.Pattern[str], wrong: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError(wrong)
        return value

    return read


def _one_of(words: Any) -> Shape:
    allowed = frozenset(get_args(words))

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(f"is none of {', '.join(sorted(allowed))}")
        return value

    return Shape(_same, read)


def _number_from(lowest: int) -> Shape:
    def read(value: Any) -> int:
        if type(value) is not int or not lowest <= value <= LARGEST_INTEGER:
            raise ValueError(f"is not a whole number from {lowest}")
        return value

    return Shape(_same, read)


def _read_origin(value: Any) -> str:
    if not isinstance(value, str) or not is_key_name(value):
        raise ValueError("is not the name of a log")
    return value


def _read_key(value: Any) -> VerifierKey:
    try:
        return VerifierKey.parse(value if isinstance(value, str) else "")
    except Unverifiable as trouble:
        raise ValueError("is not a verifier key") from trouble


_read_hash = _matching(_HASH, "is not 64 lower-case hexadecimal digits")


def _hashes_by(names: re.Pattern[str], lowest: int) -> Shape:
    """A mapping from names to hashes; in Python a tuple of pairs, in the order of the names."""

    def read(value: Any) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict) or not lowest <= len(value) <= _MOST_NAMED:
            raise ValueError(f"is not a mapping of {lowest} to {_MOST_NAMED} hashes")
        if not all(names.fullmatch(name) for name in value):
            raise ValueError("has a name that is not allowed")
        return tuple((name, _read_hash(hashed)) for name, hashed in sorted(value.items()))

    return Shape(dict, read)


@dataclass(frozen=True, slots=True)
class RosterHash:
    """Who was invited: how many, and the hash of the list, so that it can be shown later."""

    n: int
    hash: str


@dataclass(frozen=True, slots=True)
class LogState:
    """Another log as it stood: the predecessor that a new letter takes the place of."""

    letter: str
    size: int
    root: str


def _read_roster(value: Any) -> RosterHash:
    if not isinstance(value, dict) or value.keys() != {"n", "hash"}:
        raise ValueError("is not a number and a hash")
    return RosterHash(_number_from(0).read(value["n"]), _read_hash(value["hash"]))


def _read_log_state(value: Any) -> LogState:
    if not isinstance(value, dict) or value.keys() != {"letter", "size", "root"}:
        raise ValueError("is not the state of a log")
    size = _number_from(1).read(value["size"])
    return LogState(_read_origin(value["letter"]), size, _read_hash(value["root"]))


def _as_mapping(value: Any) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


Minute = Annotated[datetime, Shape(minute_text, read_minute)]
Hash = Annotated[str, Shape(_same, _read_hash)]
Origin = Annotated[str, Shape(_same, _read_origin)]
Number = Annotated[int, _number_from(0)]
Positive = Annotated[int, _number_from(1)]
Key = Annotated[VerifierKey, Shape(str, _read_key)]
Texts = Annotated[tuple[tuple[str, str], ...], _hashes_by(_LANGUAGE, 1)]
Files = Annotated[tuple[tuple[str, str], ...], _hashes_by(_FILE_NAME, 0)]
Roster = Annotated[RosterHash, Shape(_as_mapping, _read_roster)]
Predecessor = Annotated[LogState, Shape(_as_mapping, _read_log_state)]
HowWord = Annotated[How, _one_of(How)]
ShowWord = Annotated[Show, _one_of(Show)]
WithdrawnByWord = Annotated[WithdrawnBy, _one_of(WithdrawnBy)]
WhyWord = Annotated[Why, _one_of(Why)]


def shape_of(annotation: Any) -> Shape:
    """The shape that rides along in a field's annotation, or in the annotation of its `… | None`."""
    for each in (annotation, *get_args(annotation)):
        for extra in getattr(each, "__metadata__", ()):
            if isinstance(extra, Shape):
                return extra
    raise TypeError(f"{annotation} says nothing of how it is written")
