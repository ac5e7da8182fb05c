"""The tree gives what RFC 6962 says, proof by proof, and believes nothing else."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence import rfc6962
from undersigned.errors import Unverifiable
from undersigned.evidence.inclusions import Inclusions
from undersigned.evidence.leaf import EMPTY_ROOT, leaf_hash, node_hash
from undersigned.evidence.peaks import Growth, Peaks
from undersigned.evidence.tree import Head, Tree, check_consistency, check_inclusion, root_of

LARGEST = 70
ENTRIES = [f"entry {number}".encode() for number in range(LARGEST)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
ROOTS = [rfc6962.mth(ENTRIES[:size]) for size in range(LARGEST + 1)]
WHOLE = Tree(LEAVES)


def test_every_root_up_to_size_70_is_that_of_the_rfc() -> None:
    assert [root_of(LEAVES[:size]) for size in range(LARGEST + 1)] == ROOTS
    assert [WHOLE.root(size) for size in range(LARGEST + 1)] == ROOTS


def test_the_empty_root_is_the_hash_of_nothing() -> None:
    assert Tree([]).root() == EMPTY_ROOT == ROOTS[0]
    assert Peaks().root() == EMPTY_ROOT


def test_every_inclusion_proof_up_to_size_70_is_that_of_the_rfc_and_is_believed() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = WHOLE.inclusion(index, size)
            assert proof == rfc6962.path(index, ENTRIES[:size])
            check_inclusion(LEAVES[index], index, size, proof, ROOTS[size])


def test_every_consistency_proof_up_to_size_70_is_that_of_the_rfc_and_is_believed() -> None:
    for new in range(1, LARGEST + 1):
        for old in range(1, new + 1):
            proof = WHOLE.consistency(old, new)
            assert proof == rfc6962.proof(old, ENTRIES[:new])
            check_consistency(Head(old, ROOTS[old]), Head(new, ROOTS[new]), proof)


def test_an_inclusion_proof_is_believed_for_no_other_index_or_path() -> None:
    for size in range(1, 34):
        for index in range(size):
            proof = WHOLE.inclusion(index, size)
            for other in set(range(size + 2)) - {index}:
                with pytest.raises(Unverifiable):
                    check_inclusion(LEAVES[index], other, size, proof, ROOTS[size])
            for wrong in altered(proof):
                with pytest.raises(Unverifiable):
                    check_inclusion(LEAVES[index], index, size, wrong, ROOTS[size])


def test_a_consistency_proof_is_believed_for_no_other_path_or_root() -> None:
    for new in range(1, 34):
        for old in range(1, new + 1):
            proof = WHOLE.consistency(old, new)
            before, after = Head(old, ROOTS[old]), Head(new, ROOTS[new])
            for wrong in altered(proof):
                with pytest.raises(Unverifiable):
                    check_consistency(before, after, wrong)
            with pytest.raises(Unverifiable):
                check_consistency(Head(old, flipped(ROOTS[old])), after, proof)
            with pytest.raises(Unverifiable):
                check_consistency(before, Head(new, flipped(ROOTS[new])), proof)


def test_a_smaller_log_extends_no_larger_one() -> None:
    with pytest.raises(Unverifiable, match="cannot extend"):
        check_consistency(Head(5, ROOTS[5]), Head(4, ROOTS[4]), [])


def test_an_entry_that_looks_like_a_node_is_not_one() -> None:
    left, right = LEAVES[0], LEAVES[1]
    assert leaf_hash(b"\x01" + left + right) != node_hash(left, right)
    with pytest.raises(Unverifiable):
        check_inclusion(leaf_hash(left + right), 0, 1, [], ROOTS[2])


def test_peaks_give_every_root_and_survive_storage() -> None:
    peaks = Peaks()
    for size, leaf in enumerate(LEAVES):
        assert peaks.root() == ROOTS[size]
        assert Peaks.from_bytes(size, peaks.to_bytes()) == peaks
        peaks = peaks.push(leaf)
    assert peaks.root() == ROOTS[LARGEST]


def test_peaks_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be the peaks"):
        Peaks.from_bytes(3, Peaks().extend(LEAVES[:4]).to_bytes())


def test_the_newest_leaf_is_proved_by_the_peaks_from_right_to_left() -> None:
    for size in range(LARGEST):
        before = Peaks().extend(LEAVES[:size])
        assert Growth(before, [LEAVES[size]]).path(size) == before.hashes[::-1]


@given(old=st.integers(0, 40), more=st.integers(1, 30))
def test_a_group_of_new_leaves_gets_root_peaks_and_proofs_of_the_tree_they_make(old: int, more: int) -> None:
    growth = Growth(Peaks().extend(LEAVES[:old]), LEAVES[old : old + more])
    expected = [tuple(WHOLE.inclusion(index, old + more)) for index in range(old, old + more)]
    assert [growth.path(index) for index in range(old, old + more)] == expected
    assert growth.root() == WHOLE.root(old + more)
    assert growth.peaks() == Peaks().extend(LEAVES[: old + more])


@given(cuts=st.sets(st.integers(1, LARGEST - 1)), every=st.integers(1, 3))
def test_each_node_that_never_changes_again_is_told_once_when_it_is_complete(
    cuts: set[int], every: int
) -> None:
    told = []
    for old, new in pairwise([0, *sorted(cuts), LARGEST]):
        told += Growth(Peaks().extend(LEAVES[:old]), LEAVES[old:new]).completed(every)
    levels = range(every, LARGEST.bit_length(), every)
    places = [(level, index) for level in levels for index in range(LARGEST >> level)]
    assert sorted(told) == [(level, index, WHOLE.complete(level, index)) for level, index in places]


@given(entries=st.lists(st.binary(max_size=40), min_size=1, max_size=90), data=st.data())
def test_any_log_proves_any_entry_at_any_size(entries: list[bytes], data: st.DataObject) -> None:
    tree = Tree([leaf_hash(entry) for entry in entries])
    size = data.draw(st.integers(1, len(entries)))
    index = data.draw(st.integers(0, size - 1))
    assert tree.root(size) == rfc6962.mth(entries[:size])
    assert tree.inclusion(index, size) == rfc6962.path(index, entries[:size])
    assert tree.consistency(size) == rfc6962.proof(size, entries)


@pytest.mark.parametrize(
    "ask", [lambda: WHOLE.inclusion(5, 5), lambda: WHOLE.root(71), lambda: WHOLE.consistency(0)]
)
def test_a_proof_that_cannot_be_is_a_mistake_of_the_caller(ask: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        ask()  # type: ignore[operator]  # a list of thunks has no better common type


def flipped(value: bytes) -> bytes:
    return bytes([value[0] ^ 1]) + value[1:]


def altered(path: list[bytes]) -> list[list[bytes]]:
    """Every way this path is spoilt by one step: changed, left out, doubled, swapped, added."""
    wrong = [[*path[:at], flipped(step), *path[at + 1 :]] for at, step in enumerate(path)]
    wrong += [[*path[:at], *path[at + 1 :]] for at in range(len(path))]
    wrong += [[*path[: at + 1], path[at], *path[at + 1 :]] for at in range(len(path))]
    wrong += [[*path[:at], path[at + 1], path[at], *path[at + 2 :]] for at in range(len(path) - 1)]
    return [*wrong, [*path, EMPTY_ROOT]]


def test_many_proofs_checked_together_are_believed_and_refused_as_each_is_alone() -> None:
    for size in (1, 2, 7, 8, 33, LARGEST):
        together = Inclusions(Head(size, ROOTS[size]))
        for index in (*range(size), *reversed(range(size))):
            path = WHOLE.inclusion(index, size)
            for wrong in altered(path):
                with pytest.raises(Unverifiable):
                    together.check(LEAVES[index], index, wrong)
            for leaf in (flipped(LEAVES[index]), LEAVES[(index + 1) % LARGEST]):
                with pytest.raises(Unverifiable):
                    together.check(leaf, index, path)
            together.check(LEAVES[index], index, path)
            with pytest.raises(Unverifiable):
                together.check(LEAVES[index], index + 1, path)


@given(data=st.data(), size=st.integers(1, LARGEST))
def test_in_whatever_order_proofs_come_what_one_has_shown_makes_no_other_believed(
    data: st.DataObject, size: int
) -> None:
    together = {root: Inclusions(Head(size, root)) for root in (ROOTS[size], ROOTS[size - 1])}
    for _ in range(12):
        index = data.draw(st.integers(0, size - 1))
        leaf = LEAVES[data.draw(st.sampled_from([index, (index * 7 + 1) % LARGEST]))]
        path = WHOLE.inclusion(data.draw(st.sampled_from([index, size - 1])), size)
        root = data.draw(st.sampled_from([ROOTS[size], ROOTS[size - 1]]))
        assert believes(lambda: together[root].check(leaf, index, path)) == believes(  # noqa: B023  # asked at once
            lambda: check_inclusion(leaf, index, size, path, root)  # noqa: B023
        )


def believes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Unverifiable:
        return False
    return True
