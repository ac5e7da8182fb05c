"""The vectors are what the tests make today, and the verifier says of them what they say."""

import json

import pytest

from tests.vectors import make
from undersigned.errors import Unverifiable
from undersigned.evidence import checkpoint, receipt
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.tree import check_inclusion
from undersigned.proof import command, contents
from undersigned.proof.verdict import Given


def vector(file: str) -> object:
    return json.loads((make.FOLDER / file).read_text("utf-8"))


@pytest.mark.parametrize("file", make.VECTORS)
def test_a_vector_is_fresh(file: str) -> None:
    assert (make.FOLDER / file).read_text("utf-8") == make.written(make.VECTORS[file]()), (
        "run: python -m tests.vectors.make"
    )


def test_the_bundles_are_fresh_and_get_the_verdict_that_they_deserve() -> None:
    expected = make.bundles()
    assert {path.name for path in (make.FOLDER / "bundles").iterdir()} == set(expected)
    assert len(expected) == len(make.CHOSEN)
    for file, (parts, said) in expected.items():
        data = (make.FOLDER / "bundles" / file).read_bytes()
        opened = contents.from_zip(data)
        assert {path: opened.read(path) for path in opened} == parts
        assert command.judge_bytes(data, Given()).verdict == said["verdict"]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_the_zips_are_fresh_and_get_the_verdict_that_they_deserve() -> None:
    expected = make.zips()
    assert {path.name for path in (make.FOLDER / "zips").iterdir()} == set(expected)
    for file, (data, said) in expected.items():
        assert (make.FOLDER / "zips" / file).read_bytes() == data
        assert command.judge_bytes(data, Given()).verdict == said["verdict"]


def test_the_good_are_believed_and_the_bad_are_not() -> None:
    notes = vector("checkpoints.json")
    assert isinstance(notes, dict)
    key = VerifierKey.parse(notes["vkey"])
    for good in notes["good"]:
        checkpoint.parse(bytes.fromhex(good)).signed_by([key])
    for bad in notes["bad"].values():
        with pytest.raises(Unverifiable):
            checkpoint.parse(bytes.fromhex(bad)).signed_by([key])
    proofs = vector("tree.json")
    assert isinstance(proofs, dict)
    for each in proofs["inclusion"]:
        leaf = leaf_hash(bytes.fromhex(proofs["entries"][each["index"]]))
        root = bytes.fromhex(proofs["roots"][each["size"]])
        check_inclusion(
            leaf, each["index"], each["size"], [bytes.fromhex(step) for step in each["path"]], root
        )
    receipts = vector("receipts.json")
    assert isinstance(receipts, dict)
    assert receipt.parse(receipts["good"][0].encode()).index == 4
