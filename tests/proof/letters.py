"""Letters of invented people, with their logs and files, for tests to prove and to spoil.

The renderers here are small and plain on purpose: what they write is what the verifier has to understand.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from undersigned.domain import signature_record, statements
from undersigned.domain.shapes import How, Show, WithdrawnBy
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.spreadsheets import guarded
from undersigned.domain.standing import Standing, replay
from undersigned.domain.statements import (
    Closed,
    Corrected,
    Frozen,
    Published,
    Rekeyed,
    Signed,
    Statement,
    Struck,
    Withdrawn,
)
from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.opening import Opening
from undersigned.evidence.tree import Tree
from undersigned.proof import bundle, contents, listing, receipt, verdict
from undersigned.proof.bundle import LogData
from undersigned.proof.listing import Row
from undersigned.proof.report import Report
from undersigned.proof.verdict import Given

ORIGIN = "example.org/letters/night-buses"
KEY = SigningKey.from_seed(ORIGIN, bytes(range(32)))
NEW_KEY = SigningKey.from_seed(ORIGIN, bytes(range(1, 33)))
TEXT = b"""---
title: Night buses
closing: "Sincerely,"
---
Run the night buses.[^1]

[^1]: Of the **year** 2026, see [the plan](https://example.org/plan).

    And of the next.
"""
AT = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)

CAST = [
    ("Ada Example", "Mayor", "Springfield", "NY"),
    ("Béla Minta", "Mayor", "Óváros", "OH"),
    ("Chidi O'Sample", "County Executive", "Orange County", "TX"),
    ("李 示例", "Mayor", "Riverside", "CA"),
    ('Dee-Dee "Dot" Specimen', "Mayor", "Lakeside", "OH"),
    ("=Equa Sample", "Mayor", "Hill, Upper", "WA"),
]


def record_for(number: int, **changes: Any) -> SignatureRecord:
    name, role, place, region = CAST[number % len(CAST)]
    if number >= len(CAST):
        name = f"{name} {number}"
    line = f"{name}, {role} of {place}, {region}"
    record = SignatureRecord(name, role, "", place, region, line, "en", "self")
    return replace(record, **changes)


class Letter:
    """A letter under way: each verb appends its statement and keeps the opening, as the server does."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.origin = origin
        self.keys = [KEY.named(origin)]
        self.entries: list[bytes] = []
        self.openings: dict[int, Opening] = {}
        self.all_openings: dict[int, Opening] = {}
        self.texts: list[dict[str, bytes]] = []
        self.history: dict[int, bytes] = {}
        self.files: dict[str, bytes] = {}
        self.at = AT

    def append(self, statement: Statement) -> int:
        self.entries.append(statements.to_bytes(statement))
        return len(self.entries) - 1

    def freeze(self, text: bytes = TEXT, edition: int = 1) -> int:
        for signature in self.standing().standing() if self.entries else ():
            self.openings.pop(signature.opened_at, None)
        self.texts.append({"en": text})
        index = self.append(Frozen(self.at, self.origin, edition, (("en", sha256(text).hexdigest()),)))
        self.keep()
        return index

    def sign(self, number: int, how: How = "link", show: Show = "public", **changes: Any) -> int:
        return self.sign_as(record_for(number, **changes), how, show)

    def sign_as(self, signed: SignatureRecord, how: How = "link", show: Show = "public") -> int:
        record = signature_record.to_bytes(signed)
        index = len(self.entries)
        opening = Opening(sha256(f"salt {index}".encode()).digest(), record)
        frozen = self.standing().text
        self.at += timedelta(minutes=1)
        self.append(Signed(self.at, frozen, opening.commitment().hex(), how, show))
        self.all_openings[index] = opening
        if show == "public":
            self.openings[index] = opening
        return index

    def correct(self, of: int, **changes: Any) -> int:
        old = signature_record.from_bytes(self.all_openings[self.standing().signatures[of].opened_at].record)
        index = len(self.entries)
        opening = Opening(
            sha256(f"salt {index}".encode()).digest(), signature_record.to_bytes(replace(old, **changes))
        )
        self.append(Corrected(self.at, of, opening.commitment().hex()))
        self.openings[index] = self.all_openings[index] = opening
        return index

    def _close_openings(self, of: int) -> None:
        standing = self.standing()
        corrections = [opened for opened, (index, _) in standing.superseded.items() if index == of]
        for index in (of, standing.signatures[of].opened_at, *corrections):
            self.openings.pop(index, None)

    def withdraw(self, of: int, by: WithdrawnBy = "signer") -> int:
        self._close_openings(of)
        return self.append(Withdrawn(self.at, of, by))

    def strike(self, of: int) -> int:
        self._close_openings(of)
        return self.append(Struck(self.at, of, "denied"))

    def close(self) -> int:
        index = self.append(Closed(self.at, sum(1 for _ in self.standing().standing())))
        self.keep()
        return index

    def rekey(self) -> int:
        index = self.append(Rekeyed(self.at, NEW_KEY.named(self.origin).verifier))
        self.keys.append(NEW_KEY.named(self.origin))
        return index

    def publish(self, files: Mapping[str, bytes] | None = None) -> int:
        self.files = dict(self.render() if files is None else files)
        hashes = tuple((name, sha256(content).hexdigest()) for name, content in sorted(self.files.items()))
        listed = sha256(bundle.signatories(self.standing(), self.openings)).hexdigest()
        index = self.append(Published(self.at, len(self.entries), listed, hashes))
        self.keep()
        return index

    def keep(self) -> None:
        self.history[len(self.entries)] = self.checkpoint()

    def standing(self) -> Standing:
        return replay(self.origin, self.entries)

    def tree(self) -> Tree:
        return Tree([leaf_hash(entry) for entry in self.entries])

    def checkpoint(self) -> bytes:
        head = Checkpoint(self.origin, len(self.entries), self.tree().root())
        return checkpoint.sign(head, *self.keys)

    def receipt(self, index: int) -> bytes:
        path = self.tree().inclusion(index)
        return receipt.make(self.entries[index], self.all_openings[index], index, path, self.checkpoint())

    def rows(self) -> list[Row]:
        return list(listing.read_rows(bundle.signatories(self.standing(), self.openings)))

    def render(self) -> dict[str, bytes]:
        standing = self.standing()
        unnamed = sum(1 for each in standing.standing() if each.show == "private")
        rows = self.rows()
        return {
            "letter.json": letter_json(rows, unnamed=unnamed, lapsed=sum(1 for _ in standing.lapsed())),
            "letter.txt": letter_txt(rows, unnamed=unnamed),
            "letter.pdf": b"%PDF-1.7 not really\n",
            "signatories.csv": signatories_csv(rows),
        }

    def log_data(self) -> LogData:
        keys = [key.verifier for key in self.keys]
        return LogData(
            keys, self.entries, self.checkpoint(), self.history, self.openings, self.texts, self.standing()
        )

    def bundle(self) -> dict[str, bytes]:
        return bundle.build(self.log_data(), self.files)


def letter_json(rows: list[Row], *, unnamed: int = 0, lapsed: int = 0) -> bytes:
    people = [row for row in rows if row.name]
    offices: dict[str, int] = {}
    for row in people:
        if row.role:
            offices[row.role] = offices.get(row.role, 0) + 1
    signatories = [
        {
            "name": row.name or None,
            "honorific": row.honorific or None,
            "office": row.role or None,
            "title": row.title or None,
            "place": row.place or None,
            "region": row.region or None,
            "organisation": row.org or None,
            "on_behalf_of": row.on_behalf_of or None,
            "note": row.note or None,
            "status": row.status or "current",
            "confirmed": {"how": row.how, "by": row.by, "index": int(row.entry)},
        }
        for row in rows
    ]
    count = {
        "signatories": len(rows) + unnamed,
        "people": len(people),
        "organisations": len(rows) - len(people),
        "unnamed": unnamed,
        "lapsed": lapsed,
        "by_office": offices,
    }
    letter = {
        "format": "undersigned.letter/1",
        "closing": "Sincerely,",
        "signatories": signatories,
        "count": count,
    }
    return json.dumps(letter, ensure_ascii=False, indent=1).encode()


def csv_cell(value: str) -> str:
    value = guarded(value)
    return '"' + value.replace('"', '""') + '"' if any(mark in value for mark in ',"\n') else value


def signatories_csv(rows: list[Row]) -> bytes:
    lines = [["name", "office", "place", "region", "organisation", "status", "how"]]
    lines += [[row.name, row.role, row.place, row.region, row.org, row.status, row.how] for row in rows]
    return "".join(",".join(map(csv_cell, line)) + "\r\n" for line in lines).encode()


def letter_txt(rows: list[Row], *, unnamed: int = 0) -> bytes:
    lines = ["Night buses", "", "Run the night buses.", "", "Sincerely,", "", *(row.line for row in rows)]
    if unnamed:
        lines += ["", f"and {unnamed} more who are not named"]
    return ("\n".join(lines) + "\n").encode()


def whole_letter() -> Letter:
    """Two editions; signatures of every fate; closed and published."""
    letter = Letter()
    letter.freeze(b"Run the buses.\n")
    letter.sign(0)
    letter.sign(1)
    letter.freeze(TEXT, 2)
    first = letter.sign(0)
    letter.sign(1, by="delegate")
    letter.sign(2, how="code", show="private")
    wrong = letter.sign(3)
    gone = letter.sign(4)
    letter.sign(5, how="mail")
    doubtful = letter.sign(9, how="import")
    letter.correct(wrong, name="李 例示", line="李 例示, Mayor of Riverside, CA")
    letter.withdraw(gone)
    letter.close()
    letter.strike(doubtful)
    letter.publish()
    assert first == 4
    return letter


@lru_cache(maxsize=1)
def whole_bundle() -> Mapping[str, bytes]:
    return whole_letter().bundle()


def judged(parts: Mapping[str, bytes], given: Given | None = None) -> Report:
    return verdict.check(contents.from_parts(dict(parts)), given or Given())


def failures(report: Report) -> dict[str, str]:
    return {check.name: check.detail for check in report.checks if check.ok is False}
