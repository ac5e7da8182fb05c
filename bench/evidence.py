"""The figures of the evidence: a root, a full verification, inclusion proofs, how soon `verify` starts.

    python -m bench.evidence [entries]          1,000,000 entries unless another number is given

`lines()` gives the rows that `make bench` writes; `docs/formats/log.md` says what is measured.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pymerkle import InmemoryTree, verify_inclusion

from undersigned.domain import signature_record, statements
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.standing import replay
from undersigned.domain.statements import Frozen, Signed
from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.opening import Opening
from undersigned.evidence.tiles import unpack_entries
from undersigned.evidence.tree import Tree, check_inclusion, root_of
from undersigned.proof import bundle, contents, verdict
from undersigned.proof.bundle import LogData
from undersigned.proof.verdict import Given

ORIGIN = "example.org/letters/bench"
KEY = SigningKey.from_seed(ORIGIN, bytes(32))
TEXT = b"Run the night buses.\n"
AT = datetime(2026, 12, 1, tzinfo=UTC)
ROUNDS = 5
MOST_IN_PYMERKLE = 20_000

Line = dict[str, Any]


def timed(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turn(
    own: Callable[[], object], reference: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The medians of both, run in turn so that a noisy neighbour hits both."""
    pairs = [(timed(own), timed(reference)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def row(
    line: int, figure: str, unit: str, values: tuple[float, float, float], told: tuple[str, str, bool]
) -> Line:
    """One row: value, reference and ratio; what the reference is, the target, and whether it is met."""
    value, reference_value, ratio = values
    reference, target, met = told
    return {
        "line": line,
        "figure": figure,
        "value": round(value, 6),
        "unit": unit,
        "reference": reference,
        "reference_value": round(reference_value, 6),
        "ratio": round(ratio, 3),
        "target": target,
        "met": met,
        "rounds": ROUNDS,
    }


def root_line(entries: int) -> Line:
    """Line 11: the root over so many leaves, against the 2n-1 hashes that it cannot do without."""
    leaves = [number.to_bytes(200, "big") for number in range(entries)]

    def bare() -> None:
        hashed, node = sha256, bytes(65)
        for leaf in leaves:
            hashed(leaf).digest()
        for _ in range(entries - 1):
            hashed(node).digest()

    own, reference = in_turn(lambda: root_of([leaf_hash(leaf) for leaf in leaves]), bare)
    ratio = reference / own
    figure = f"root of {entries:,} leaves"
    return row(
        11, figure, "s", (own, reference, ratio), ("hashlib alone, 2n-1 hashes", ">= 0.75", ratio >= 0.75)
    )


def large_bundle(entries: int, folder: Path) -> Path:
    """A letter with so many public signatures, as a zip without the files that the formats write."""
    log = [statements.to_bytes(Frozen(AT, ORIGIN, 1, (("en", sha256(TEXT).hexdigest()),)))]
    text = leaf_hash(log[0]).hex()
    openings = {}
    for index in range(1, entries):
        name = f"Ada Example {index}"
        line = f"{name}, Mayor of Springfield, NY"
        record = SignatureRecord(name, "Mayor", "", "Springfield", "NY", line, "en", "self")
        opening = Opening(sha256(str(index).encode()).digest(), signature_record.to_bytes(record))
        log.append(statements.to_bytes(Signed(AT, text, opening.commitment().hex(), "mail", "public")))
        openings[index] = opening
    root = root_of([leaf_hash(entry) for entry in log])
    sealed = checkpoint.sign(Checkpoint(ORIGIN, entries, root), KEY)
    data = LogData([KEY.verifier], log, sealed, {}, openings, {"en": TEXT}, replay(ORIGIN, log))
    path = folder / "evidence.zip"
    path.write_bytes(bundle.pack(bundle.build(data, {})))
    return path


def hash_the_same(packed: Path) -> None:
    """What a verification hashes at the least and nothing else: every entry, node and opening once."""
    opened = contents.from_zip(packed)
    node = bytes(65)
    for path in opened:
        data = opened.read(path)
        if path.startswith("tile/entries/"):
            width = int(path.rpartition(".p/")[2]) if ".p/" in path else 256
            for entry in unpack_entries(data, width):
                sha256(entry).digest()
                sha256(node).digest()
        elif path.startswith("openings/"):
            for line in data.split(b"\n"):
                sha256(line).digest()
        else:
            sha256(data).digest()


def verify_line(entries: int, packed: Path) -> Iterator[Line]:
    """Line 12: the time and the memory of a full verification."""

    def own() -> None:
        report = verdict.check(contents.from_zip(packed), Given(KEY.verifier))
        assert report.verdict == "holds", report.as_json()

    rounds = ROUNDS if entries <= 50_000 else 1
    taken, reference = in_turn(own, lambda: hash_the_same(packed), rounds)
    ratio = taken / reference
    told = ("hashing the same bytes, entry by entry", "<= 12", ratio <= 12)
    yield row(12, f"full verify of a bundle of {entries:,}", "s", (taken, reference, ratio), told) | {
        "rounds": rounds
    }
    code = "import resource, sys; from undersigned.proof.__main__ import main; main(sys.argv[1:]);"
    code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    finished = subprocess.run(
        [sys.executable, "-c", code, str(packed)], capture_output=True, text=True, check=True
    )
    megabytes = int(finished.stdout.split()[-1]) / 1024
    told = ("the limit", "<= 600 MB", megabytes <= 600)
    yield row(12, f"memory of it, {entries:,}", "MB", (megabytes, 600, megabytes / 600), told) | {"rounds": 1}


def inclusion_line(entries: int) -> Line:
    """Verifying inclusion proofs, against pymerkle on a tree of the same size."""
    leaves = [f"entry {number}".encode() for number in range(min(entries, MOST_IN_PYMERKLE))]
    tree = Tree([leaf_hash(leaf) for leaf in leaves])
    oracle = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        oracle.append_entry(leaf)
    asked = range(0, len(leaves), max(1, len(leaves) // 2_000))
    ours = [(leaf_hash(leaves[index]), index, tree.inclusion(index)) for index in asked]
    theirs = [(leaf_hash(leaves[index]), oracle.prove_inclusion(index + 1, len(leaves))) for index in asked]
    size, root = tree.size, tree.root()

    def own() -> None:
        for leaf, index, path in ours:
            check_inclusion(leaf, index, size, path, root)

    def reference() -> None:
        for leaf, proof in theirs:
            verify_inclusion(leaf, root, proof)

    taken, other = in_turn(own, reference)
    ratio = other / taken
    figure = f"inclusion proofs verified, of {size:,}"
    values = (len(ours) / taken, len(ours) / other, ratio)
    return row(12, figure, "1/s", values, ("pymerkle", ">= 3", ratio >= 3))


def start_line() -> Line:
    """Line 13: how much longer than an empty program the command takes to start."""

    def started(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True)

    own, reference = in_turn(started("-m", "undersigned", "verify", "--help"), started("-c", "pass"))
    more = own - reference
    return row(
        13, "`verify` starts", "s", (own, reference, more), ("python -c pass", "+ <= 0.3 s", more <= 0.3)
    )


def measured(entries: int) -> Iterator[Line]:
    """The rows of this file, each as soon as it is measured."""
    yield root_line(entries)
    with tempfile.TemporaryDirectory() as folder:
        yield from verify_line(entries, large_bundle(entries, Path(folder)))
    yield inclusion_line(entries)
    yield start_line()


def lines(entries: int = 1_000_000) -> list[Line]:
    """All rows of this file."""
    return list(measured(entries))


if __name__ == "__main__":
    for each in measured(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000):
        print(each, flush=True)
