"""What the reader sees, held against the list: step 8 of bundle.md."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from verifier.statements import Log, Signature
from verifier.trouble import require

Files = dict[str, bytes]
# Where it was signed in the log, the signature, and its record.
Listed = list[tuple[int, Signature, dict[str, str]]]
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
    if "letter.json" in files:
        check_json(files["letter.json"], log, listed)
    if "signatories.csv" in files:
        check_csv(files["signatories.csv"], listed)
    if "letter.txt" in files:
        check_text(files, log, [record for _, _, record in listed])


def check_people(rows: Iterable[dict[str, Any]], listed: Listed, keys: Sequence[str], file: str) -> None:
    """These rows show every record as often as the list does, and no more."""
    rows = list(rows)
    found = Counter(tuple(row[IN_TABLES.get(key, key)] or "" for key in keys) for row in rows)
    wanted = Counter(tuple(record.get(key, "") for key in keys) for _, _, record in listed)
    require(found == wanted, f"{file} shows another list")
    parts = all((row.get(part) or "") in (row["name"] or "") for row in rows for part in ("given", "family"))
    require(parts, f"{file} shows a name of which a part is none")


def check_json(data: bytes, log: Log, listed: Listed) -> None:
    letter = json.loads(data, object_pairs_hook=once)
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


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(pairs)) == len(pairs), "letter.json has a key twice")
    return dict(pairs)


def check_csv(data: bytes, listed: Listed) -> None:
    head, *table = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    require(set(head) <= set(IN_CSV) and len(set(head)) == len(head), "signatories.csv has other columns")
    require(all(len(cells) == len(head) for cells in table), "signatories.csv has a cell too many or too few")
    rows = [dict(zip(head, map(unguarded, cells), strict=True)) for cells in table]
    for row in rows:
        row["status"] = "" if row.get("status") == "current" else row.get("status", "")
    check_people(rows, listed, [key for key in SHOWN if IN_TABLES.get(key, key) in head], "signatories.csv")
    ways = Counter((record.get("name", ""), each.how) for _, each, record in listed)
    if {"name", "how"} <= set(head):
        found = Counter((row["name"], row["how"]) for row in rows)
        require(found == ways, "signatories.csv says something else of how somebody was confirmed")


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and RUNS.match(cell) else cell


def check_text(files: Files, log: Log, records: Sequence[dict[str, str]]) -> None:
    """The list in letter.txt, and what may stand among its lines and below them."""
    source = next(files[name].decode("utf-8") for name in files if re.fullmatch(r"letter\.[\w-]+\.md", name))
    closing = re.search('^closing: *"?(.*?)"?$', source.split("\n---\n")[0], re.MULTILINE)
    text = re.sub(r"\n+ {4,}", " ", files["letter.txt"].decode("utf-8"))
    if closing:
        often = source.count(f"\n{closing[1]}\n") + 1  # the text may say the same words before
        require(text.count(f"\n{closing[1]}\n") == often, "letter.txt has the closing more or less often")
    end = text.rpartition(f"\n{closing[1]}\n")[2] if closing else text
    left = Counter(record["line"] for record in records)
    regions = {record["region"].casefold() for record in records}
    paragraphs = [part.strip("\n").split("\n") for part in re.split("\n{2,}", end) if part.strip("\n")]
    while not closing and paragraphs and not set(paragraphs[0]) & left.keys():
        del paragraphs[0]  # it fixes no closing: the list begins with the first printed line
    foot: list[str] = []
    for lines, following in zip(paragraphs, [*paragraphs[1:], []], strict=True):
        if not left.total():
            foot += lines
            continue
        heading = re.fullmatch(r".+ \((\d+)\)", lines[0]) if len(lines) == 1 else None
        if (heading and int(heading[1]) == len(following)) or lines[0].casefold() in regions:
            continue
        left.subtract(lines)
        require(min(left.values()) == 0, f"letter.txt has other lines in the list: {lines}")
    require(not left.total(), "letter.txt lacks somebody")
    others = [line for line in foot if not re.search(r"://|^\[[^\]]{1,20}\] ", line)]  # addresses, footnotes
    gone = sum(each.gone for each in log.signatures.values())
    unnamed = sum(map(log.stands, log.signatures.values())) - len(records)
    more = [line for line in others if ": " not in line]
    require(len(others) - len(more) <= gone, "letter.txt names more who left than the log")
    require(len(more) <= (unnamed > 0), f"letter.txt has other lines below the list: {more}")
