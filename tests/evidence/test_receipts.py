"""A receipt proves one entry to whoever has the log's key, and has one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.errors import Unverifiable
from undersigned.evidence import checkpoint, receipt
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.tree import Tree

ORIGIN = "example.org/letters/7"
KEY = SigningKey.from_seed(ORIGIN, bytes(range(32)))
LEAVES = [leaf_hash(bytes([number])) for number in range(12)]
TREE = Tree(LEAVES)
SIGNED = checkpoint.sign(Checkpoint(ORIGIN, 12, TREE.root()), KEY)
RECEIPT = receipt.make(7, TREE.inclusion(7), SIGNED, b'{"entry":"..."}')


def test_a_receipt_is_read_back_and_proves_its_entry_only() -> None:
    parsed = receipt.parse(RECEIPT)
    assert (parsed.index, parsed.path, parsed.extra) == (7, tuple(TREE.inclusion(7)), b'{"entry":"..."}')
    parsed.check(LEAVES[7])
    for index in set(range(12)) - {7}:
        with pytest.raises(Unverifiable):
            parsed.check(LEAVES[index])


def test_the_same_receipt_made_twice_is_the_same_bytes() -> None:
    assert receipt.make(7, TREE.inclusion(7), SIGNED, b'{"entry":"..."}') == RECEIPT


def test_a_receipt_without_extra_and_without_a_path_is_one_too() -> None:
    alone = checkpoint.sign(Checkpoint(ORIGIN, 1, LEAVES[0]), KEY)
    parsed = receipt.parse(receipt.make(0, [], alone))
    assert (parsed.extra, parsed.path) == (b"", ())
    parsed.check(LEAVES[0])


@pytest.mark.parametrize(
    "spelling",
    [
        RECEIPT.replace(b"index 7", b"index 07"),
        RECEIPT.replace(b"index 7", b"index +7"),
        RECEIPT.replace(b"index 7", b"index  7"),
        RECEIPT.replace(b"@v1", b"@v2"),
        RECEIPT.replace(b"extra ", b"extra  "),
        RECEIPT.replace(b"\n\n", b"\n", 1),
        RECEIPT.replace(b"\n", b"\r\n"),
        b"\n" + RECEIPT,
        RECEIPT[:-1],
        RECEIPT + b"\n",
        RECEIPT.replace(b"index 7\n", b""),
        RECEIPT.replace(b"index 7\n", b"index 7\nindex 7\n"),
        RECEIPT.split(b"\n\n")[0] + b"\n",
        b"",
    ],
)
def test_no_other_spelling_of_a_receipt_is_read(spelling: bytes) -> None:
    with pytest.raises(Unverifiable):
        receipt.parse(spelling)


def test_every_flipped_byte_of_a_receipt_is_noticed() -> None:
    original = receipt.parse(RECEIPT)
    for position in range(len(RECEIPT)):
        spoilt = RECEIPT[:position] + bytes([RECEIPT[position] ^ 1]) + RECEIPT[position + 1 :]
        try:
            parsed = receipt.parse(spoilt)
            parsed.checkpoint.signed_by([KEY.verifier])
            parsed.check(LEAVES[7])
        except Unverifiable:
            continue
        assert parsed.extra != original.extra, "only the extra data is left to whoever rebuilds the entry"


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_the_parser_stumble(data: bytes) -> None:
    with pytest.raises(Unverifiable):
        receipt.parse(b"c2sp.org/tlog-proof@v1\n" + data)
