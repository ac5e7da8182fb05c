"""Comparing what the reader sees: `letter.json`, `signatories.csv` and `letter.txt` against the proved list.

How a file is laid out is its own business; which names, printed lines and numbers it shows is not. Each
check reads the file again and refuses one name more, one less, or one letter of one name changed.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from undersigned.errors import Unverifiable
from undersigned.proof.listing import Row, unguarded

LARGEST_COMPARED = 1 << 26  # beyond it, reading the file again would take more memory than a reader has

_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\Z)')
_UNPRINTABLE = re.compile(
    "[^ -~\u00a1-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ufefe\uff00-\U0010ffff]"
)
_LONGEST_QUOTED = 120

# What a signatory shows in the files, beside office and title: JSON key or CSV column → part of the row.
_SHOWN = {
    "name": "name",
    "honorific": "honorific",
    "place": "place",
    "region": "region",
    "organisation": "org",
    "on_behalf_of": "on_behalf_of",
    "note": "note",
    "status": "status",
}


@dataclass(frozen=True, slots=True)
class Proved:
    """What the log proves about the list: its rows, and how many more stand or have lapsed."""

    rows: Sequence[Row]
    unnamed: int
    lapsed: int
    closings: tuple[str, ...] = ()


def quoted(text: object) -> str:
    """Text from a file that proves nothing, made harmless for a terminal: “Ada Example”."""
    shown = _UNPRINTABLE.sub("\ufffd", text if isinstance(text, str) else json.dumps(text))
    return f"“{shown[:_LONGEST_QUOTED]}”"


def key_of(row: Row) -> tuple[str, ...]:
    """What has to be the same for a signatory in a file to be this row."""
    return (row.role, *(getattr(row, part) for part in _SHOWN.values()))


def compare_json(data: bytes, proved: Proved) -> None:
    """`letter.json`, in the format `undersigned.letter/1`. Raises `Unverifiable`."""
    try:
        letter = json.loads(
            data.decode("utf-8"), object_pairs_hook=_no_doubled_keys, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as trouble:
        raise Unverifiable("letter.json", "is not JSON that can be read") from trouble
    signatories = letter.get("signatories") if isinstance(letter, dict) else None
    if not isinstance(signatories, list) or not all(isinstance(each, dict) for each in signatories):
        raise Unverifiable("letter.json", "has no list of signatories")
    _same_people("letter.json", [_key_from(each, "letter.json") for each in signatories], proved)
    by_index = {row.entry: row for row in proved.rows}
    for each in signatories:
        _check_names_parts(each)
        _check_confirmed(each, by_index)
    _check_count(letter.get("count"), signatories, proved)


def _no_doubled_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key is there twice")
    return value


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


def _key_from(shown: Mapping[str, Any], file: str) -> tuple[str, ...]:
    """The key of one signatory as a file shows it; a column that is not there counts as the row's own."""
    values = ["" if shown.get(key) is None else shown[key] for key in ("office", "title", *_SHOWN)]
    office, title, *parts = values
    if not all(isinstance(value, str) for value in values) or (office and title and office != title):
        raise Unverifiable(file, f"shows {quoted(shown.get('name'))} in a way that cannot be compared")
    if parts[-1] == "current":
        parts[-1] = ""
    return (office or title, *parts)


def _same_people(file: str, shown: Iterable[tuple[str, ...]], proved: Proved) -> None:
    listed, recorded = Counter(shown), Counter(map(key_of, proved.rows))
    if extra := listed - recorded:
        raise Unverifiable(file, f"shows {_person(next(iter(extra)))}, which the log does not prove")
    if missing := recorded - listed:
        raise Unverifiable(file, f"does not show {_person(next(iter(missing)))}, which the log proves")


def _person(key: tuple[str, ...]) -> str:
    role, name, *others = key
    return quoted(", ".join(part for part in (name, role, *others) if part))


def _check_names_parts(shown: Mapping[str, Any]) -> None:
    for part in (shown.get("given"), shown.get("family")):
        if part is not None and not (isinstance(part, str) and part in (shown.get("name") or "")):
            raise Unverifiable(
                "letter.json", f"{quoted(part)} is no part of the name {quoted(shown.get('name'))}"
            )


def _check_confirmed(shown: Mapping[str, Any], by_index: Mapping[str, Row]) -> None:
    confirmed = shown.get("confirmed")
    if confirmed is None:
        return
    index = confirmed.get("index") if isinstance(confirmed, dict) else None
    row = by_index.get(str(index)) if type(index) is int else None
    if row is None or key_of(row) != _key_from(shown, "letter.json"):
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
    for name, number in expected.items():
        if not isinstance(count, dict) or not _is_number(count.get(name), number):
            raise Unverifiable("letter.json", f"its count “{name}” is not {number}")
    offices = Counter(each["office"] for each in people if each.get("office"))
    given = count.get("by_office") if isinstance(count, dict) else None
    if not isinstance(given, dict) or given.keys() != offices.keys():
        raise Unverifiable("letter.json", "its count “by_office” has other offices than its list")
    if not all(_is_number(given[office], number) for office, number in offices.items()):
        raise Unverifiable("letter.json", "its count “by_office” is not that of its list")


def _is_number(given: object, number: int) -> bool:
    """Equal as numbers; `true` is none, though Python would count with it."""
    return not isinstance(given, bool) and given == number


def compare_csv(data: bytes, proved: Proved) -> None:
    """`signatories.csv`: a header row of known columns, one row for each signatory. Raises `Unverifiable`."""
    header, *rows = read_csv(data)
    columns = [column.strip(" \t").lower() for column in header]
    if len(set(columns)) != len(columns) or not {"name", "organisation"} & set(columns):
        raise Unverifiable("signatories.csv", "has a doubled column, or neither “name” nor “organisation”")
    shown = []
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            raise Unverifiable("signatories.csv", f"row {number} has another number of cells than the header")
        shown.append(dict(zip(columns, map(unguarded, row), strict=True)))
    present = [name for name in _SHOWN if name in columns]
    has_role = bool({"office", "title"} & set(columns))
    whole = {part for name, part in _SHOWN.items() if name in present} | ({"role"} if has_role else set())
    narrowed = [
        row._replace(**{part: "" for part in (*_SHOWN.values(), "role") if part not in whole})
        for row in proved.rows
    ]
    _same_people(
        "signatories.csv", [_key_from(each, "signatories.csv") for each in shown], Proved(narrowed, 0, 0)
    )


def read_csv(data: bytes) -> list[list[str]]:
    """The cells of a CSV (RFC 4180), strictly; a byte order mark is allowed. Raises `Unverifiable`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise Unverifiable("signatories.csv", "is not UTF-8 text") from trouble
    rows: list[list[str]] = [[]]
    position = 0
    while position < len(text):
        cell = _CELL.match(text, position)
        if cell is None or "\0" in cell[0]:
            raise Unverifiable("signatories.csv", f"row {len(rows)} is not spelt as CSV")
        rows[-1].append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        position = cell.end()
        if cell[3] == "," and position == len(text):
            rows[-1].append("")
        elif cell[3] in ("\n", "\r\n") and position < len(text):
            rows.append([])
    return rows


def compare_text(data: bytes, proved: Proved) -> None:
    """`letter.txt`: the printed lines, one a line, after the letter's closing. Raises `Unverifiable`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise Unverifiable("letter.txt", "is not UTF-8 text") from trouble
    expected = Counter(_tidy(row.line) for row in proved.rows)
    shown = _lines_of_the_list(text.replace("\r\n", "\n").split("\n"), proved)
    headings = {row.region.lower() for row in proved.rows if row.region}
    listed = Counter(line for line in shown if line in expected or not _is_heading(line, headings))
    extra = listed - expected
    if (
        proved.unnamed
        and sum(extra.values()) == 1
        and str(proved.unnamed) in re.findall("[0-9]+", next(iter(extra)))
    ):
        extra.clear()  # the line that says how many more are not named
    if extra:
        raise Unverifiable("letter.txt", f"shows {quoted(next(iter(extra)))}, which the log does not prove")
    if missing := expected - listed:
        raise Unverifiable("letter.txt", f"does not show {quoted(next(iter(missing)))}, which the log proves")


def _tidy(line: str) -> str:
    return " ".join(part for part in re.split("[ \t]+", line) if part)


def _lines_of_the_list(lines: Sequence[str], proved: Proved) -> list[str]:
    """The lines after the closing; where the text fixes none, as many of the last lines as have to be there,
    with all that stands right above them."""
    tidied = [_tidy(line) for line in lines]
    closings = {_tidy(closing) for closing in proved.closings}
    after = [position + 1 for position, line in enumerate(tidied) if line in closings]
    if after:
        return [line for line in tidied[after[-1] :] if line]
    filled = [position for position, line in enumerate(tidied) if line]
    wanted = len(proved.rows)
    start = filled[-wanted] if 0 < wanted <= len(filled) else len(tidied)
    while start > 0 and start < len(tidied) and tidied[start - 1]:
        start -= 1
    return [line for line in tidied[start:] if line]


def _is_heading(line: str, regions: set[str]) -> bool:
    """A region as a heading over its signatories, with or without their number: "Ohio", "OHIO (3)"."""
    return re.sub(r" \([0-9]+\)$", "", line).lower() in regions


def closing_in(text: bytes) -> str | None:
    """The closing that a letter's own header fixes ("Sincerely,"), if it does."""
    lines = text.decode("utf-8", "replace").split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return None
    for line in lines[1 : lines.index("---", 1)]:
        if line.startswith("closing:"):
            value = line.removeprefix("closing:").strip(" \t")
            inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
            return inner or None
    return None


COMPARISONS = {"letter.json": compare_json, "signatories.csv": compare_csv, "letter.txt": compare_text}
