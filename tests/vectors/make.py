"""Writes the vectors anew: for everybody who writes another verifier.

    python -m tests.vectors.make

`tree.json` roots and proofs · `checkpoints.json` · `entries.json` · `openings.json` · `receipts.json` ·
`bundles/*.zip` with `bundles.json`: the verdict that each deserves, and the checks that fail · `zips/*.zip`
with `zips.json`: one bundle, packed in ways that a verifier may take or has to refuse.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.domain.test_statements import EXAMPLES, RECORD
from tests.evidence import rfc6962
from tests.evidence.test_notes import KEY as NOTE_KEY
from tests.evidence.test_notes import SIGNED, lenient
from tests.proof import corpus
from tests.proof.letters import KEY, judged, whole_letter
from tests.proof.zips import zips as every_zip
from undersigned.domain import signature_record, statements
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.opening import Opening
from undersigned.evidence.tiles import unpack_entries
from undersigned.proof import bundle, layout

FOLDER = Path(__file__).parent
LARGEST_TREE = 9
CHOSEN = (
    "a whole letter",
    "a letter of two keys",
    "one left after publication",
    "an earlier record kept",
    "entries swapped with their hashes",
    "last entry dropped, sealed again",
    "partial tile named full",
    "sealed by another key",
    "rotation signed by the new key alone",
    "history of a fork",
    "signed after closing",
    "closed with a wrong number",
    "an entry with a doubled key",
    "an entry with half a surrogate",
    "text with another end",
    "an earlier text changed",
    "salts swapped",
    "an opening of a withdrawn signature",
    "an opening missing",
    "list: a line more",
    "a list with offices of those who are not named",
    "a foot under the list in the text",
    "a closing that another line says too",
    "json: a name more, its hash right",
    "json: a count more",
    "csv: a name changed",
    "csv: a second line in a cell",
    "txt: a name more, its hash right",
    "txt: a heading with a person",
    "txt: a footnote of other words",
    "txt: an address with a name",
    "txt: a name among those who are not named",
    "a published list that is another",
    "no checkpoint",
)


def tree() -> Any:
    entries = [bytes([number]) * number for number in range(LARGEST_TREE)]
    sizes = range(1, LARGEST_TREE + 1)
    return {
        "entries": [entry.hex() for entry in entries],
        "roots": [rfc6962.mth(entries[:size]).hex() for size in range(LARGEST_TREE + 1)],
        "inclusion": [
            {
                "index": index,
                "size": size,
                "path": [step.hex() for step in rfc6962.path(index, entries[:size])],
            }
            for size in sizes
            for index in range(size)
        ],
        "consistency": [
            {"old": old, "new": new, "path": [step.hex() for step in rfc6962.proof(old, entries[:new])]}
            for new in sizes
            for old in range(1, new + 1)
        ],
    }


def checkpoints() -> Any:
    spelt = {name: data.hex() for name, data in lenient().items() if len(data) < 10_000}
    return {"vkey": str(NOTE_KEY.verifier), "good": [SIGNED.hex()], "bad": spelt}


def entries() -> Any:
    good = [statements.to_bytes(example) for example in EXAMPLES]
    bad = {
        name: corpus.SPOILT[name]()
        for name in corpus.SPOILT
        if name.startswith("an entry") and "nested" not in name and "node" not in name
    }
    return {
        "good": [{"entry": entry.decode(), "leaf": leaf_hash(entry).hex()} for entry in good],
        "bad": {name: _last_entry(parts).hex() for name, parts in bad.items()},
    }


def _last_entry(parts: corpus.Parts) -> bytes:
    (path,) = (path for path in parts if path.startswith("tile/entries/"))
    return unpack_entries(parts[path], int(path.rpartition("/")[2]))[-1]


def openings() -> Any:
    opening = Opening(bytes(range(32)), signature_record.to_bytes(RECORD))
    return [
        {
            "salt": opening.salt.hex(),
            "record": opening.record.decode(),
            "commitment": opening.commitment().hex(),
            "line": bundle.opening_line(4, opening).decode(),
        }
    ]


def receipts() -> Any:
    good = whole_letter().receipt(4)
    bad = {
        "another index": good.replace(b"index 4", b"index 5"),
        "a leading zero": good.replace(b"index 4", b"index 04"),
        "another version": good.replace(b"@v1", b"@v2"),
        "a step less": good.replace(good.split(b"\n")[3] + b"\n", b"", 1),
    }
    return {
        "vkey": str(KEY.verifier),
        "good": [good.decode()],
        "bad": {name: text.decode() for name, text in bad.items()},
    }


def file_of(name: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in name) + ".zip"


def bundles() -> dict[str, tuple[dict[str, bytes], Any]]:
    """File name → parts, and what is said of them."""
    made = {}
    for name, parts, verdict in corpus.corpus():
        if name in CHOSEN:
            needed = {path: content for path, content in parts.items() if path not in layout.NOT_COVERED}
            failed = [check.name for check in judged(needed).checks if check.ok is False]
            made[file_of(name)] = (needed, {"what": name, "verdict": verdict, "fails": failed})
    return made


def zips() -> dict[str, tuple[bytes, Any]]:
    """File name → bytes, and what is said of them."""
    return {file_of(name): (data, {"what": name, "verdict": verdict}) for name, data, verdict in every_zip()}


VECTORS: Mapping[str, Callable[[], Any]] = {
    "tree.json": tree,
    "checkpoints.json": checkpoints,
    "entries.json": entries,
    "openings.json": openings,
    "receipts.json": receipts,
    "bundles.json": lambda: {file: said for file, (_, said) in bundles().items()},
    "zips.json": lambda: {file: said for file, (_, said) in zips().items()},
}


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for file, make in VECTORS.items():
        (FOLDER / file).write_text(written(make()), "utf-8")
    for file, (parts, _) in bundles().items():
        (FOLDER / "bundles" / file).write_bytes(bundle.pack(parts))
    for file, (data, _) in zips().items():
        (FOLDER / "zips" / file).write_bytes(data)
