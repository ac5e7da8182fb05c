"""What the reader sees, held against the list: step 8 of bundle.md."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from verifier.printed import check_text
from verifier.records import UNPRINTABLE
from verifier.statements import Log, Signature
from verifier.trouble import require

LARGEST = 1 << 26  # a larger file is not read again
Files = dict[str, bytes]
# Where it was signed in the log, the signature, and its record.
Listed = list[tuple[int, Signature, dict[str, str]]]
RUNS = re.compile("'*[=+\\-@＝＋－＠]")  # in a spreadsheet
PLAIN = re.compile('[^",\r\n]*')
IN_TABLES = {"role": "office", "org": "organisation"}
SHOWN = ("name", "role", "org", "place", "region", "title", "honorific", "on_behalf_of", "note", "status")
IN_CSV = {
    *("name", "given", "family", "honorific", "title", "office", "office_plural", "place", "region"),
    *("country", "organisation", "on_behalf_of", "note", "group", "lead", "rank", "date", "status", "how"),
}


def check_what_is_shown(files: Files, log: Log, listed: Listed) -> None:
    bound = log.published[-1]["files"] if log.published else {}
    for name in [name for name in ("letter.json", "signatories.csv", "letter.txt") if name in files]:
        if len(files[name]) > LARGEST:
            require(
                sha256(files[name]).hexdigest() == bound.get(name), f"{name} is large, and bound by nothing"
            )
            files = {other: data for other, data in files.items() if other != name}
    if "letter.json" in files:
        check_json(files["letter.json"], log, listed)
    if "signatories.csv" in files:
        check_csv(files["signatories.csv"], listed)
    if "letter.txt" in files:
        texts = [files[f"letter.{language}.md"].decode("utf-8", "replace") for language in log.texts[-1]]
        check_text(files["letter.txt"].decode("utf-8"), texts, log, [record for _, _, record in listed])


def signatory(shown: Any) -> dict[str, str]:
    """Somebody in a file, with the names that a record has; `how` as well where a table has it."""
    parts = {key: shown.get(IN_TABLES.get(key, key)) for key in (*SHOWN, "how", "given", "family")}
    parts = {key: "" if part is None else part for key, part in parts.items()}
    require(all(isinstance(part, str) for part in parts.values()), "somebody is shown in no words")
    named = parts["given"] in parts["name"] and parts["family"] in parts["name"]
    require(named, "somebody has a given or a family name that is no part of the name")
    return parts | {"status": "" if parts["status"] == "current" else parts["status"]}


def check_people(rows: Iterable[dict[str, str]], listed: Listed, keys: Sequence[str], file: str) -> None:
    """These rows show every record as often as the list does, and no more."""
    found = Counter(tuple(row[key] for key in keys) for row in rows)
    wanted = Counter(tuple((record | {"how": each.how})[key] for key in keys) for _, each, record in listed)
    require(found == wanted, f"{file} shows another list")


def check_json(data: bytes, log: Log, listed: Listed) -> None:
    letter = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=int, parse_int=float)
    require(depth_of(letter) <= 100, "letter.json is nested too deeply")
    shown = letter["signatories"]
    require(letter["format"] == "undersigned.letter/1", "letter.json has another format")
    require(
        isinstance(shown, list) and all(isinstance(one, dict) for one in shown), "letter.json has no list"
    )
    rows = [signatory(one) for one in shown]
    check_people(rows, listed, SHOWN, "letter.json")
    places = {place: (record, each.how) for place, each, record in listed}
    for one, row in zip(shown, rows, strict=True):
        if (confirmed := one.get("confirmed")) is not None:
            require(isinstance(confirmed["index"], float), "letter.json has an entry that is no number")
            record, how = places.pop(confirmed["index"])
            same = all(record[key] == row[key] for key in SHOWN)
            same = same and (record["by"], how) == (confirmed["by"], confirmed["how"])
            require(same, "letter.json says something else of how somebody was confirmed")
    people = [row for row in rows if row["name"]]
    unnamed = sum(map(log.stands, log.signatures.values())) - len(shown)
    count = {
        "signatories": len(shown) + unnamed,
        "people": len(people),
        "organisations": len(shown) - len(people),
        "unnamed": unnamed,
        "lapsed": len(log.lapsed()),
        "by_office": Counter(row["role"] for row in people if row["role"]),
    }
    require(letter["count"] == count, "letter.json counts otherwise")
    numbers = [*letter["count"].values(), *letter["count"]["by_office"].values()]
    require(not any(isinstance(number, bool) for number in numbers), "letter.json counts with words")


def depth_of(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(depth_of, inside), default=0)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(pairs)) == len(pairs), "letter.json has a key twice")
    return dict(pairs)


def check_csv(data: bytes, listed: Listed) -> None:
    head, *table = cells_of(data.decode("utf-8-sig"))
    require(set(head) <= IN_CSV and len(set(head)) == len(head), "signatories.csv has other columns")
    require({"name", "organisation"} & set(head), "signatories.csv shows nobody")
    require(all(len(cells) == len(head) for cells in table), "signatories.csv has a cell too many or too few")
    odd = any(UNPRINTABLE.search(cell) for cells in table for cell in cells)
    require(not odd, "signatories.csv has a cell that is no line")
    rows = [signatory(dict(zip(head, map(unguarded, cells), strict=True))) for cells in table]
    keys = [key for key in SHOWN if IN_TABLES.get(key, key) in head]
    how = ["how"] if any(row["how"] for row in rows) else []
    check_people(rows, listed, keys + how, "signatories.csv")


def cells_of(text: str) -> list[list[str]]:
    """RFC 4180, one cell after the other."""
    rows: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        if text[at] == '"':
            end = text.index('"', at + 1)
            while text.startswith('""', end):
                end = text.index('"', end + 2)
            rows[-1].append(text[at + 1 : end].replace('""', '"'))
            at = end + 1
        else:
            cell = PLAIN.match(text, at)
            rows[-1].append(cell[0] if cell else "")
            at += len(rows[-1][-1])
        parted = next((mark for mark in (",", "\r\n", "\n") if text.startswith(mark, at)), "")
        require(parted or at == len(text), "signatories.csv has something behind a cell")
        at += len(parted)
        if parted == "," and at == len(text):
            rows[-1].append("")
        elif parted not in ("", ",") and at < len(text):
            rows.append([])
    return rows


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and RUNS.match(cell) else cell
