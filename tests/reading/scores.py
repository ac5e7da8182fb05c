"""How well the reader reads letters whose result is known, by the same measures for ours and others' letters.

python -m tests.reading.scores        prints the table of docs/reference/reader.md
"""

import itertools
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from undersigned.domain.documents import LetterDocument, Signatory
from undersigned.reading.letters import read_letter

LETTERS = Path(__file__).parent / "letters"
MEASURES = ("names", "order", "place", "region", "total", "date", "claim")


@dataclass(frozen=True)
class Case:
    """A letter, what should be read in it, and what is."""

    name: str
    expected: dict[str, Any]
    document: LetterDocument

    @property
    def wanted(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.expected["signatories"]
        return found


@cache
def cases(folder: Path = LETTERS) -> tuple[Case, ...]:
    """Every letter of the folder that has its expected result beside it, in order of name."""
    found = []
    for path in sorted(folder.glob("*.expected.json")):
        stem = path.name.removesuffix(".expected.json")
        letter = next(other for other in folder.glob(f"{stem}.*") if other.suffix != ".json")
        expected = json.loads(path.read_text("utf-8"))
        found.append(Case(stem, expected, read_letter(letter.name, letter.read_bytes())))
    return tuple(found)


def scores(case: Case) -> dict[str, float | None]:
    """Each measure from 0 to 1; None where the letter has nothing to measure."""
    wanted = [_key(one["name"] or one["organisation_or_place"]) for one in case.wanted]
    got = [_key(one.name or one.organisation) for one in case.document.signatories]
    pairs = _pairs(case)
    expected = case.expected
    return {
        "names": _f1(wanted, got),
        "order": _in_order(wanted, got),
        "place": _share([(one["organisation_or_place"], (it.place, it.organisation)) for one, it in pairs]),
        "region": _share([(one["region"], (it.region, it.country)) for one, it in pairs]),
        "total": float(len(got) == expected["listed_count"]),
        "date": float(str(case.document.date) == expected["date"]) if expected["date"] else None,
        "claim": _claimed(case) if expected["claimed_count"] else None,
    }


def table() -> str:
    """The Markdown table of every layout's scores."""
    rows = ["| layout | signatories | " + " | ".join(MEASURES) + " |", "|---|---|" + "---|" * len(MEASURES)]
    for case in cases():
        found = scores(case)
        cells = ["–" if found[name] is None else f"{found[name]:.2f}" for name in MEASURES]
        rows.append(
            f"| {case.expected['layout']} | {case.expected['listed_count']} | " + " | ".join(cells) + " |"
        )
    return "\n".join(rows)


def _pairs(case: Case) -> list[tuple[dict[str, Any], Signatory]]:
    by_key = {_key(one.name or one.organisation): one for one in reversed(case.document.signatories)}
    named = [(one, _key(one["name"] or one["organisation_or_place"])) for one in case.wanted]
    return [(one, by_key[key]) for one, key in named if key in by_key]


def _key(name: str | None) -> str:
    text = unicodedata.normalize("NFKD", name or "").casefold()
    return " ".join(sorted(re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c)))))


def _f1(wanted: list[str], got: list[str]) -> float:
    left = list(got)
    hits = 0
    for key in wanted:
        if key in left:
            left.remove(key)
            hits += 1
    return 2 * hits / (len(wanted) + len(got)) if wanted or got else 1.0


def _in_order(wanted: list[str], got: list[str]) -> float:
    at = {key: index for index, key in reversed(list(enumerate(got)))}
    steps = list(itertools.pairwise(wanted))
    return sum(at.get(a, 9e9) <= at.get(b, -1) for a, b in steps) / len(steps) if steps else 1.0


def _share(pairs: list[tuple[str | None, tuple[str | None, ...]]]) -> float | None:
    asked = [(want, have) for want, have in pairs if want]
    return sum(_key(want) in map(_key, have) for want, have in asked) / len(asked) if asked else None


def _claimed(case: Case) -> float:
    return float(any(claim.value == case.expected["claimed_count"] for claim in case.document.claims))


if __name__ == "__main__":
    print(table())
