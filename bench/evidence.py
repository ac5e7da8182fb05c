"""The figures of the evidence: a root, a full verification, inclusion proofs, how soon `verify` starts.

    python -m bench.evidence [entries]          1,000,000 entries unless another number is given

With a million entries a verification is measured in one round, because one takes half a minute.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from pymerkle import InmemoryTree, verify_inclusion

from bench.figures import ROUNDS, Figure, in_turn, seconds
from undersigned.domain import signature_record, statements
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.standing import replay
from undersigned.domain.statements import Frozen, Signed
from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.inclusions import Inclusions
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.opening import Opening
from undersigned.evidence.tiles import unpack_entries
from undersigned.evidence.tree import Head, Tree, check_inclusion, root_of
from undersigned.proof import bundle, contents, verdict
from undersigned.proof.bundle import LogData
from undersigned.proof.verdict import Given

NAME = "evidence"
ORIGIN = "example.org/letters/bench"
KEY = SigningKey.from_seed(ORIGIN, bytes(32))
TEXT = b"Run the night buses.\n"
AT = datetime(2026, 12, 1, tzinfo=UTC)
FEW = 20_000  # what takes seconds, not minutes: several rounds, and all that pymerkle is asked for


def root_figure(entries: int) -> Figure:
    """Line 11: the root over so many leaves, against the 2n-1 hashes that it cannot do without."""
    leaves = [number.to_bytes(200, "big") for number in range(entries)]

    def bare() -> None:
        hashed, node = sha256, bytes(65)
        for leaf in leaves:
            hashed(leaf).digest()
        for _ in range(entries - 1):
            hashed(node).digest()

    def own() -> None:
        root_of([leaf_hash(leaf) for leaf in leaves])

    taken = in_turn({"own": lambda: seconds(own), "bare": lambda: seconds(bare)})
    rate, reference = entries / taken["own"], entries / taken["bare"]
    named = f"evidence: root of {entries:,} leaves"
    return Figure(11, named, rate, "leaves/s", "hashlib alone, 2n-1 hashes", reference, ">= 0.75")


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
    data = LogData([KEY.verifier], log, sealed, {}, openings, [{"en": TEXT}], replay(ORIGIN, log))
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


def verify_figures(entries: int, packed: Path) -> Iterator[Figure]:
    """Line 12: the time and the memory of a full verification."""

    def own() -> None:
        report = verdict.check(contents.from_zip(packed), Given(KEY.verifier))
        assert report.verdict == "holds", report.as_json()

    rounds = ROUNDS if entries <= FEW else 1
    works = {"own": lambda: seconds(own), "bare": lambda: seconds(lambda: hash_the_same(packed))}
    taken = in_turn(works, rounds)
    named, reference = f"evidence: full verify of {entries:,}", "hashing the same bytes, entry by entry"
    yield Figure(12, named, taken["own"], "s", reference, taken["bare"], "<= 12", rounds)
    # Not by `resource`: what a child is told there includes the memory of whoever started it.
    code = "import sys; from undersigned.proof.__main__ import main; main(sys.argv[1:]);"
    code += "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    finished = subprocess.run(
        [sys.executable, "-c", code, str(packed)], capture_output=True, text=True, check=True
    )
    megabytes = int(finished.stdout.split()[-1]) / 1024
    yield Figure(12, f"evidence: memory of it, {entries:,}", megabytes, "MB", target="<= 600", rounds=1)


def inclusion_figures(entries: int) -> Iterator[Figure]:
    """Inclusion proofs verified, each alone and many of one checkpoint, against pymerkle on the same tree."""
    leaves = [f"entry {number}".encode() for number in range(min(entries, FEW))]
    tree = Tree([leaf_hash(leaf) for leaf in leaves])
    asked = range(0, len(leaves), max(1, len(leaves) // 2_000))
    ours = [(leaf_hash(leaves[index]), index, tree.inclusion(index)) for index in asked]
    head = Head(tree.size, tree.root())

    def alone() -> None:
        for leaf, index, path in ours:
            check_inclusion(leaf, index, head.size, path, head.root)

    def together() -> None:
        inclusions = Inclusions(head)
        for leaf, index, path in ours:
            inclusions.check(leaf, index, path)

    works = {"one by one": alone, "of one checkpoint": together, "pymerkle": by_pymerkle(leaves, asked)}
    taken = in_turn({name: partial(seconds, work) for name, work in works.items()})
    other = len(ours) / taken.pop("pymerkle")
    for how, time in taken.items():
        named = f"evidence: {len(ours):,} inclusion proofs verified in {head.size:,} leaves, {how}"
        yield Figure(12, named, len(ours) / time, "proofs/s", "pymerkle", other, ">= 3")


def by_pymerkle(leaves: Sequence[bytes], asked: Iterable[int]) -> Callable[[], None]:
    """The same proofs, verified by pymerkle."""
    oracle = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        oracle.append_entry(leaf)
    proofs = [(leaf_hash(leaves[index]), oracle.prove_inclusion(index + 1, len(leaves))) for index in asked]
    root = oracle.get_state()

    def verify() -> None:
        for leaf, proof in proofs:
            verify_inclusion(leaf, root, proof)

    return verify


def start_figure() -> Figure:
    """Line 13: how much longer than an empty program the command takes to start."""

    def started(*words: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True))

    taken = in_turn(
        {
            "verify": lambda: started("-m", "undersigned", "verify", "--help"),
            "pass": lambda: started("-c", "pass"),
        }
    )
    more = taken["verify"] - taken["pass"]
    return Figure(13, "verify: start, more than python -c pass", more, "s", target="<= 0.3")


def measured(entries: int) -> Iterator[Figure]:
    """The figures of this file, each as soon as it is measured."""
    yield start_figure()
    yield from inclusion_figures(entries)
    yield root_figure(entries)
    with tempfile.TemporaryDirectory() as folder:
        yield from verify_figures(entries, large_bundle(entries, Path(folder)))


def lines(entries: int = 1_000_000) -> list[Figure]:
    return list(measured(entries))


if __name__ == "__main__":
    for each in measured(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000):
        print(each.as_facts(), flush=True)
