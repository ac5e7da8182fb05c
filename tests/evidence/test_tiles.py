"""A log as files: every tile has one name, one length, and gives the proofs that the whole tree gives."""

import pytest

from undersigned.errors import Unverifiable
from undersigned.evidence import policy, tiles
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.opening import Opening, commit
from undersigned.evidence.tree import Tree, consistency_proof, inclusion_proof, root_at

LEAVES = [leaf_hash(number.to_bytes(4, "big")) for number in range(66_000)]


@pytest.mark.parametrize(
    ("number", "path"),
    [(0, "000"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067"), (67_000_123, "x067/x000/123")],
)
def test_tile_numbers_are_written_as_the_specification_says(number: int, path: str) -> None:
    assert tiles.tile_number_path(number) == path
    assert tiles.tile_number(path) == number


@pytest.mark.parametrize(
    "path",
    [
        "",
        "0",
        "00",
        "0000",
        "x001/" * 5 + "000",
        "x001/" * 2_000 + "000",
        "x000/000",
        "000/000",
        "x01/000",
        "../000",
        "-01",
        "٠٠٠",
    ],
)
def test_no_other_spelling_of_a_tile_number_is_read(path: str) -> None:
    assert tiles.tile_number(path) is None


def test_a_log_of_70_000_has_the_tiles_of_the_specification() -> None:
    named = [tiles.tile_path("0", number, width) for number, width in tiles.tiles_of(70_000)]
    assert len(named) == 274
    assert named[-1] == "tile/0/273.p/112"
    above = dict(tiles.hash_tiles(LEAVES[:256]))
    assert {path: len(content) for path, content in above.items()} == {
        "tile/0/000": 8192,
        "tile/1/000.p/1": 32,
    }


@pytest.mark.parametrize("size", [1, 255, 256, 257, 700, 65_535, 65_536, 66_000])
def test_proofs_from_tiles_are_the_proofs_of_the_whole_tree(size: int) -> None:
    whole, stored = Tree(LEAVES[:size]), dict(tiles.hash_tiles(LEAVES[:size]))
    nodes = tiles.nodes_from_tiles(
        lambda level, number, width: stored[tiles.tile_path(str(level), number, width)], size
    )
    assert root_at(nodes, size) == whole.root()
    for index in {0, size // 3, size - 1}:
        assert inclusion_proof(nodes, index, size) == whole.inclusion(index)
    assert consistency_proof(nodes, max(1, size // 2), size) == whole.consistency(max(1, size // 2))


def test_a_tile_of_another_length_is_noticed() -> None:
    nodes = tiles.nodes_from_tiles(lambda level, number, width: b"short", 3)
    with pytest.raises(Unverifiable, match="another length"):
        nodes(0, 0)


def test_entries_are_packed_and_unpacked() -> None:
    entries = [b"", b"one", b"x" * 65_535]
    assert tiles.unpack_entries(tiles.pack_entries(entries), 3) == entries
    with pytest.raises(ValueError, match="longer"):
        tiles.pack_entries([b"x" * 65_536])


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1], lambda data: data + b"\0", lambda data: data + b"\0\0"]
)
def test_an_entry_tile_that_is_cut_or_extended_is_refused(spoil: object) -> None:
    packed = tiles.pack_entries([b"one", b"two"])
    with pytest.raises(Unverifiable):
        tiles.unpack_entries(spoil(packed), 2)  # type: ignore[operator]  # one of three lambdas
    with pytest.raises(Unverifiable):
        tiles.unpack_entries(packed, 1)


def test_a_commitment_needs_both_salt_and_record() -> None:
    opening = Opening(bytes(32), b'{"name":"Ada Example"}')
    assert opening.commitment() != commit(bytes(31) + b"\1", opening.record)
    assert opening.commitment() != commit(opening.salt, b'{"name":"Ada Examplf"}')
    with pytest.raises(ValueError, match="32 bytes"):
        commit(b"short", b"record")


def test_a_policy_names_the_keys_and_asks_for_no_witness() -> None:
    keys = [SigningKey.from_seed("example.org/letters/7", bytes([seed]) * 32).verifier for seed in (1, 2)]
    assert policy.parse(policy.make(keys)) == tuple(keys)
    text = policy.make(keys[:1]).decode()
    for wrong in [
        "",
        "quorum none\n",
        text.replace("quorum none\n", ""),
        text.replace("none", "some"),
        text + f"log {keys[1]}\n",
        f"log {keys[0]}\n{text}",
        text.replace("log ", "witness w "),
        f"# ours\n{text}",
        f"\n{text}",
        text.replace("\n", "\n\n", 1),
    ]:
        with pytest.raises(Unverifiable):
            policy.parse(wrong.encode())
