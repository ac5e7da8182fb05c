"""What the reader sees, held against the list: step 8 of bundle.md."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any

from verifier.printed import check_text
from verifier.statements import Log, Signature
from verifier.trouble import require

LARGEST = 1 << 26  # a larger file is not read again
Files = dict[str, bytes]
# Where it was signed in the log, the signature, and its record.
Listed = list[tuple[int, Signature, dict[str, str]]]
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
RUNS = re.compile("'*[=+\\-@＝＋－＠]")  # in a spreadsheet
IN_TABLES = {"role": "office", "org": "organisation"}
SHOWN = ("name", "role", "org", "place", "region", "title", "honorific", "on_behalf_of", "note", "status")
IN_CSV = (
    *(
        "name",
        "given",
        "family",
        "honorific",
        "office",
        "office_plural",
        "title",
        "place",
        "region",
        "country",
    ),
    *("organisation", "on_behalf_of", "note", "group", "lead", "rank", "date", "status", "how"),
)


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


def check_people(rows: Iterable[dict[str, Any]], listed: Listed, keys: Sequence[str], file: str) -> None:
    """These rows show every record as often as the list does, and no more."""
    rows = list(rows)
    found = Counter(tuple(row[IN_TABLES.get(key, key)] or "" for key in keys) for row in rows)
    wanted = Counter(tuple(record.get(key, "") for key in keys) for _, _, record in listed)
    require(found == wanted, f"{file} shows another list")
    parts = all((row.get(part) or "") in (row["name"] or "") for row in rows for part in ("given", "family"))
    require(parts, f"{file} shows a name of which a part is none")


def check_json(data: bytes, log: Log, listed: Listed) -> None:
    letter = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=int, parse_int=float)
    require(depth_of(letter) <= 100, "letter.json is nested too deeply")
    shown = letter["signatories"]
    require(letter["format"] == "undersigned.letter/1", "letter.json has another format")
    rows = [one | {"status": "" if one["status"] == "current" else one["status"]} for one in shown]
    check_people(rows, listed, SHOWN, "letter.json")
    confirmed = {place: (record, each.how) for place, each, record in listed}
    for one in (one for one in shown if one.get("confirmed")):
        record, how = confirmed[one["confirmed"]["index"]]
        same = (record["name"], record["by"], how) == (
            one["name"] or "",
            one["confirmed"]["by"],
            one["confirmed"]["how"],
        )
        require(same, "letter.json says something else of how somebody was confirmed")
    people = [one for one in shown if one["name"]]
    unnamed = sum(map(log.stands, log.signatures.values())) - len(shown)
    count = {
        "signatories": len(shown) + unnamed,
        "people": len(people),
        "organisations": len(shown) - len(people),
        "unnamed": unnamed,
        "lapsed": len(log.lapsed()),
        "by_office": Counter(one["office"] for one in people if one["office"]),
    }
    require(letter["count"] == count, "letter.json counts otherwise")
    numbers = [*(letter["count"] | letter["count"]["by_office"]).values()]
    require(not any(isinstance(number, bool) for number in numbers), "letter.json counts with words")


def depth_of(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(depth_of, inside), default=0)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(pairs)) == len(pairs), "letter.json has a key twice")
    return dict(pairs)


def check_csv(data: bytes, listed: Listed) -> None:
    head, *table = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    require(set(head) <= set(IN_CSV) and len(set(head)) == len(head), "signatories.csv has other columns")
    require({"name", "organisation"} & set(head), "signatories.csv shows nobody")
    require(all(len(cells) == len(head) for cells in table), "signatories.csv has a cell too many or too few")
    require(not any(map(UNPRINTABLE.search, chain(*table))), "signatories.csv has a cell of several lines")
    rows = [
        dict.fromkeys(IN_CSV, "") | dict(zip(head, map(unguarded, cells), strict=True)) for cells in table
    ]
    for row in rows:
        row["status"] = "" if row["status"] == "current" else row["status"]
    check_people(rows, listed, [key for key in SHOWN if IN_TABLES.get(key, key) in head], "signatories.csv")
    ways = Counter((record.get("name", ""), each.how) for _, each, record in listed)
    if {"name", "how"} <= set(head):
        found = Counter((row["name"], row["how"]) for row in rows)
        require(found == ways, "signatories.csv says something else of how somebody was confirmed")


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and RUNS.match(cell) else cell
