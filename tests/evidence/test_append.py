"""An append gives everything that has to be stored, for one entry and for a hundred alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.evidence import checkpoint
from undersigned.evidence.append import append
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.peaks import Peaks
from undersigned.evidence.tree import Head, Tree, check_consistency, check_inclusion

ORIGIN = "example.org/letters/7"
KEYS = [SigningKey.from_seed(ORIGIN, bytes([seed]) * 32) for seed in (1, 2)]


@given(st.lists(st.lists(st.binary(max_size=20), min_size=1, max_size=9), min_size=1, max_size=6))
def test_a_log_grown_in_groups_is_the_log_of_all_its_entries(groups: list[list[bytes]]) -> None:
    everything: list[bytes] = []
    peaks, before = Peaks(), Head(0, Peaks().root())
    for group in groups:
        grown = append(ORIGIN, peaks, group, KEYS)
        assert grown.first == len(everything)
        everything += group
        tree = Tree([leaf_hash(entry) for entry in everything])
        sealed = checkpoint.parse(grown.checkpoint)
        assert len(sealed.signed_by(key.verifier for key in KEYS)) == 2
        assert sealed.checkpoint.head == Head(tree.size, tree.root())
        for index, leaf in enumerate(grown.leaves, grown.first):
            check_inclusion(leaf, index, tree.size, grown.growth.path(index), tree.root())
        grew = tree.consistency(before.size) if before.size else []
        check_consistency(before, sealed.checkpoint.head, grew)
        peaks, before = Peaks.from_bytes(grown.peaks.size, grown.peaks.to_bytes()), sealed.checkpoint.head


def test_the_same_append_gives_the_same_bytes() -> None:
    first, second = (append(ORIGIN, Peaks(), [b"a", b"b"], KEYS) for _ in range(2))
    assert (first.checkpoint, first.peaks) == (second.checkpoint, second.peaks)


@pytest.mark.parametrize("entries", [[], [b"x" * 65_536]])
def test_nothing_and_too_much_are_refused(entries: list[bytes]) -> None:
    with pytest.raises(ValueError, match="needs entries"):
        append(ORIGIN, Peaks(), entries, KEYS)
