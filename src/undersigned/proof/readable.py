"""Comparing what the reader sees with the proved list; here `letter.json`, and what all comparisons share.

How a file is laid out is its own business; which names, printed lines and numbers it shows is not. Each
comparison reads the file again and refuses one name more, one less, or one letter of one name changed.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from undersigned.domain.text import harmless
from undersigned.errors import Unverifiable
from undersigned.proof.listing import Row, read_rows

_FORMAT = "undersigned.letter/1"
LARGEST_COMPARED = 1 << 26  # beyond it, reading the file again would take more memory than a reader has

_LONGEST_QUOTED = 120
_DEEPEST = 100  # brackets within brackets

# What a signatory shows in the files: JSON key or CSV column → part of the row.
SHOWN = {
    "office": "role",
    "title": "title",
    "name": "name",
    "honorific": "honorific",
    "place": "place",
    "region": "region",
    "organisation": "org",
    "on_behalf_of": "on_behalf_of",
    "note": "note",
    "status": "status",
}


@dataclass(frozen=True)
class Proved:
    """What the log proves: the list, read when it is needed, and how many more stand, lapsed or left."""

    read_list: Callable[[], bytes]
    unnamed: int
    lapsed: int
    departed: int = 0
    texts: tuple[bytes, ...] = ()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(read_rows(self.read_list()))


def quoted(text: object) -> str:
    """Text from a file that proves nothing, short and harmless: “Ada Example”."""
    shown = text if isinstance(text, str) else json.dumps(text)
    return f"“{harmless(shown[:_LONGEST_QUOTED])}”"


def key_of(row: Row) -> tuple[str, ...]:
    """What has to be the same for a signatory in a file to be this row."""
    return tuple(getattr(row, part) for part in SHOWN.values())


def compare_json(data: bytes, proved: Proved) -> None:
    """`letter.json`, in the format `undersigned.letter/1`. Raises `Unverifiable`."""
    try:
        # Numbers are read as a browser reads them: there, 4 and 4.0 are one, and the largest is infinite.
        letter = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_no_doubled_keys,
            parse_constant=_no_constant,
            parse_int=float,
        )
        _check_depth([letter], _DEEPEST + 1)
    except (ValueError, RecursionError) as trouble:
        raise Unverifiable("letter.json", "is not JSON that can be read") from trouble
    if not isinstance(letter, dict) or letter.get("format") != _FORMAT:
        raise Unverifiable("letter.json", f"is not in the format {_FORMAT}")
    signatories = letter.get("signatories")
    if not isinstance(signatories, list) or not all(isinstance(each, dict) for each in signatories):
        raise Unverifiable("letter.json", "has no list of signatories")
    same_people(
        "letter.json", [key_from(each, "letter.json") for each in signatories], map(key_of, proved.rows)
    )
    by_index = {row.entry: row for row in proved.rows}
    for each in signatories:
        check_parts_of_the_name(each, "letter.json")
        _take_confirmed(each, by_index)
    _check_count(letter.get("count"), signatories, proved)


def _no_doubled_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key is there twice")
    return value


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


def _check_depth(value: Any, left: int) -> None:
    """Raise `ValueError` where lists and objects lie in each other deeper than `left`."""
    if not left:
        raise ValueError("is nested too deeply")
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            _check_depth(each, left - 1)


def key_from(shown: Mapping[str, Any], file: str) -> tuple[str, ...]:
    """The key of one signatory as a file shows it. Raises `Unverifiable`."""
    parts = {key: "" if shown.get(key) is None else shown[key] for key in SHOWN}
    if not all(isinstance(part, str) for part in parts.values()):
        raise Unverifiable(file, f"shows {quoted(shown.get('name'))} in a way that cannot be compared")
    if parts["status"] == "current":
        parts["status"] = ""
    return tuple(parts.values())


def same_people(file: str, shown: Iterable[tuple[str, ...]], proved: Iterable[tuple[str, ...]]) -> None:
    """The signatories of a file are those of the log, each as often as there. Raises `Unverifiable`."""
    listed, recorded = Counter(shown), Counter(proved)
    if extra := listed - recorded:
        raise Unverifiable(file, f"shows {_person(next(iter(extra)))}, which the log does not prove")
    if missing := recorded - listed:
        raise Unverifiable(file, f"does not show {_person(next(iter(missing)))}, which the log proves")


def _person(key: tuple[str, ...]) -> str:
    role, title, name, *others = key
    return quoted(", ".join(part for part in (name, role, title, *others) if part))


def check_parts_of_the_name(shown: Mapping[str, Any], file: str) -> None:
    """Given and family name, where a file has them, are parts of the name. Raises `Unverifiable`."""
    for part in (shown.get("given"), shown.get("family")):
        if part is not None and not (isinstance(part, str) and part in (shown.get("name") or "")):
            raise Unverifiable(file, f"{quoted(part)} is no part of the name {quoted(shown.get('name'))}")


def _take_confirmed(shown: Mapping[str, Any], by_index: dict[str, Row]) -> None:
    """How a signatory was confirmed is what the row says that it names, which nobody else may name."""
    confirmed = shown.get("confirmed")
    if confirmed is None:
        return
    index = confirmed.get("index") if isinstance(confirmed, dict) else None
    whole = isinstance(index, float) and index.is_integer()
    row = by_index.pop(f"{index:.0f}", None) if whole else None
    if row is None or key_of(row) != key_from(shown, "letter.json"):
        raise Unverifiable("letter.json", f"names the wrong entry for {quoted(shown.get('name'))}")
    if (confirmed.get("how"), confirmed.get("by")) != (row.how, row.by):
        raise Unverifiable("letter.json", f"says wrongly how {quoted(shown.get('name'))} was confirmed")


def _check_count(count: object, signatories: Sequence[Mapping[str, Any]], proved: Proved) -> None:
    people = [each for each in signatories if each.get("name")]
    expected = {
        "signatories": len(proved.rows) + proved.unnamed,
        "people": len(people),
        "organisations": len(proved.rows) - len(people),
        "unnamed": proved.unnamed,
        "lapsed": proved.lapsed,
    }
    if not isinstance(count, dict) or count.keys() != {*expected, "by_office"}:
        raise Unverifiable("letter.json", f"does not count just {', '.join(expected)} and by_office")
    for name, number in expected.items():
        if not _is_number(count[name], number):
            raise Unverifiable("letter.json", f"its count “{name}” is not {number}")
    offices = Counter(each["office"] for each in people if each.get("office"))
    given = count["by_office"]
    if not isinstance(given, dict) or given.keys() != offices.keys():
        raise Unverifiable("letter.json", "its count “by_office” has other offices than its list")
    if not all(_is_number(given[office], number) for office, number in offices.items()):
        raise Unverifiable("letter.json", "its count “by_office” is not that of its list")


def _is_number(given: object, number: int) -> bool:
    """Equal as numbers; `true` is none, though Python would count with it."""
    return not isinstance(given, bool) and given == number
