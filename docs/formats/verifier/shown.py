"""What the reader sees, held against the list: step 8 of bundle.md."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain
from typing import Any

from verifier.printed import check_text
from verifier.statements import UNPRINTABLE, Log, Signature
from verifier.trouble import require

LARGEST = 1 << 26  # a larger file is not read again
Files = dict[str, bytes]
# Where it was signed in the log, the signature, and its record.
Listed = list[tuple[int, Signature, dict[str, str]]]
Rows = list[dict[str, Any]]
RUNS = re.compile("'*[=+\\-@＝＋－＠]")  # in a spreadsheet
CELL = re.compile('(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\\Z)')
IN_FILES = {"role": "office", "org": "organisation"}
SHOWN = ("name", "role", "org", "place", "region", "title", "honorific", "on_behalf_of", "note", "status")
NOT_COMPARED = ("given", "family", "office_plural", "country", "group", "lead", "rank", "date")
COLUMNS = {*NOT_COMPARED, *(IN_FILES.get(key, key) for key in SHOWN), "how"}


def check_what_is_shown(files: Files, log: Log, listed: Listed) -> None:
    bound = log.published[-1]["files"] if log.published else {}
    small = {name: data for name, data in files.items() if len(data) <= LARGEST}
    for name in ("letter.json", "signatories.csv", "letter.txt"):
        large = name in files and name not in small
        known = not large or sha256(files[name]).hexdigest() == bound.get(name)
        require(known, f"{name} is large, and bound by nothing")
    if "letter.json" in small:
        check_json(small["letter.json"], log, listed)
    if "signatories.csv" in small:
        check_csv(small["signatories.csv"], listed)
    if "letter.txt" in small:
        texts = [files[f"letter.{language}.md"].decode("utf-8") for language in log.texts[-1]]
        check_text(small["letter.txt"].decode("utf-8"), texts, log, [record for _, _, record in listed])


def of(row: dict[str, Any], key: str) -> Any:
    """What a row says of a part of a record; "" for what it does not say."""
    said = row.get(IN_FILES.get(key, key))
    return "" if said is None or (key, said) == ("status", "current") else said


def check_people(rows: Rows, records: Rows, keys: Sequence[str], file: str) -> None:
    """These rows show every record as often as the list does, and no more."""
    shown = [tuple(of(row, key) for key in keys) for row in rows]
    require(all(isinstance(part, str) for part in chain(*shown)), f"{file} shows what is no text")
    wanted = [tuple(record.get(key, "") for key in keys) for record in records]
    require(Counter(shown) == Counter(wanted), f"{file} shows another list")
    names = [(of(row, "name"), of(row, part)) for row in rows for part in ("given", "family")]
    require(all(part in name for name, part in names), f"{file} shows a name of which a part is none")


def check_json(data: bytes, log: Log, listed: Listed) -> None:
    letter = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=int, parse_int=float)
    require(depth_of(letter) <= 100, "letter.json is nested too deeply")
    require(letter["format"] == "undersigned.letter/1", "letter.json has another format")
    shown = letter["signatories"]
    check_people(shown, [record for _, _, record in listed], SHOWN, "letter.json")
    check_confirmed(shown, listed)
    people = [one for one in shown if of(one, "name")]
    unnamed = sum(map(log.stands, log.signatures.values())) - len(shown)
    count = {
        "signatories": len(shown) + unnamed,
        "people": len(people),
        "organisations": len(shown) - len(people),
        "unnamed": unnamed,
        "lapsed": len(log.lapsed()),
        "by_office": Counter(of(one, "role") for one in people if of(one, "role")),
    }
    require(letter["count"] == count, "letter.json counts otherwise")
    numbers = [*letter["count"].values(), *letter["count"]["by_office"].values()]
    require(not any(isinstance(number, bool) for number in numbers), "letter.json counts with words")


def check_confirmed(shown: Rows, listed: Listed) -> None:
    """Who is said to be confirmed names an entry of their own, and how."""
    left = {place: (each, record) for place, each, record in listed}
    for one in (one for one in shown if one.get("confirmed") is not None):
        said = one["confirmed"]
        require(isinstance(said["index"], float) and said["index"] in left, "letter.json names another entry")
        each, record = left.pop(int(said["index"]))
        same = all(of(one, key) == record.get(key, "") for key in SHOWN)
        told = (said["by"], said["how"]) == (record["by"], each.how)
        require(same and told, "letter.json says something else of how somebody was confirmed")


def depth_of(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(depth_of, inside), default=0)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(pairs)) == len(pairs), "letter.json has a key twice")
    return dict(pairs)


def check_csv(data: bytes, listed: Listed) -> None:
    head, *table = cells_of(data.decode("utf-8-sig"))
    require(set(head) <= COLUMNS and len(set(head)) == len(head), "signatories.csv has other columns")
    require({"name", "organisation"} & set(head), "signatories.csv shows nobody")
    require(all(len(cells) == len(head) for cells in table), "signatories.csv has a cell too many or too few")
    require(not any(map(UNPRINTABLE.search, chain(*table))), "signatories.csv has a cell of several lines")
    rows = [dict(zip(head, map(unguarded, cells), strict=True)) for cells in table]
    keys = [key for key in SHOWN if IN_FILES.get(key, key) in head]
    keys += ["how"] if any(row.get("how") for row in rows) else []
    records = [record | {"how": each.how} for _, each, record in listed]
    check_people(rows, records, keys, "signatories.csv")


def cells_of(text: str) -> list[list[str]]:
    """RFC 4180: outside of quotes no cell has a quote or a lone CR."""
    table: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        found = CELL.match(text, at)
        if found is None:
            require(False, "signatories.csv is not spelt as CSV")
            break
        quoted, plain, end = found.groups()
        table[-1].append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if end == "," and at == len(text):
            table[-1].append("")
        elif end != "," and at < len(text):
            table.append([])
    return table


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and RUNS.match(cell) else cell
