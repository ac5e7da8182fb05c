"""Programs of other people agree with ours: `tlog-scales` and `pymerkle` (used in tests only)."""

from pathlib import Path

import pytest
from pymerkle import InmemoryTree, InvalidProof, verify_consistency, verify_inclusion
from tlog_scales import reader, signing, tlog, writer
from tlog_scales.backend import LocalBackend

from undersigned.evidence import checkpoint, tiles
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.tree import Tree

ORIGIN = "example.org/letters/7"
KEY = SigningKey.from_seed(ORIGIN, bytes(range(32)))
LARGEST = 70
ENTRIES = [f"entry {number}".encode() for number in range(600)]
TREE = Tree([leaf_hash(entry) for entry in ENTRIES])


def test_tlog_scales_believes_every_proof_up_to_size_70() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = tlog.InclusionProof(index, size, TREE.inclusion(index, size))
            proof.check(leaf_hash(ENTRIES[index]), TREE.root(size))
        for old in range(1, size + 1):
            consistency = tlog.ConsistencyProof(old, size, TREE.consistency(old, size))
            consistency.check(TREE.root(old), TREE.root(size))


def test_pymerkle_makes_the_same_roots_and_its_paths_hold() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for size, entry in enumerate(ENTRIES[:LARGEST], start=1):
        oracle.append_entry(entry)
        assert oracle.get_root() == TREE.root(size)
    for index in range(LARGEST):
        theirs = oracle.prove_inclusion(index + 1, LARGEST)
        verify_inclusion(leaf_hash(ENTRIES[index]), TREE.root(LARGEST), theirs)
        with pytest.raises(InvalidProof):
            verify_inclusion(leaf_hash(b"another"), TREE.root(LARGEST), theirs)
        verify_consistency(
            TREE.root(index + 1), TREE.root(LARGEST), oracle.prove_consistency(index + 1, LARGEST)
        )


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 600])
def test_tlog_scales_reads_our_tiles(size: int, tmp_path: Path) -> None:
    signed = checkpoint.sign(Checkpoint(ORIGIN, size, TREE.root(size)), KEY)
    (tmp_path / "checkpoint").write_bytes(signed)
    for path, content in our_tiles(size):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    theirs = reader.TilesReader(LocalBackend(tmp_path))
    theirs.get_checkpoint().verify(signing.Vkey.from_string(str(KEY.verifier)))
    theirs.set_size(size)
    assert theirs.calculate_root_hash() == TREE.root(size)
    for index in {0, size // 2, size - 1}:
        assert theirs.get_entry(index) == ENTRIES[index]
        assert theirs.get_inclusion_proof(index, size).node_hashes == TREE.inclusion(index, size)


def test_we_read_the_tiles_of_tlog_scales(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    log = writer.TilesWriter.create(folder, ORIGIN)
    for entry in ENTRIES[:300]:
        log.add_leaf(entry)
    log.commit([signing.PlainEd25519Signer(ORIGIN, bytes(range(32)))])
    parsed = checkpoint.parse((folder / "checkpoint").read_bytes())
    assert parsed.signed_by([KEY.verifier]) == (KEY.verifier,)
    assert parsed.checkpoint.root == TREE.root(300)
    for path, content in our_tiles(300):
        assert (folder / path).read_bytes() == content


def our_tiles(size: int) -> list[tuple[str, bytes]]:
    entries = [
        (
            tiles.tile_path("entries", number, width),
            tiles.pack_entries(ENTRIES[number * 256 : number * 256 + width]),
        )
        for number, width in tiles.tiles_of(size)
    ]
    return [*entries, *tiles.hash_tiles([leaf_hash(entry) for entry in ENTRIES[:size]])]
