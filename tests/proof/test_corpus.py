"""What holds, holds; what was spoilt, does not; and no flipped byte goes unnoticed."""

import pytest

from tests.proof import corpus
from tests.proof.letters import KEY, failures, judged
from undersigned.proof import layout
from undersigned.proof.verdict import Given


@pytest.mark.parametrize("name", corpus.HOLDING)
def test_a_bundle_that_was_not_touched_holds(name: str) -> None:
    for given in (Given(), Given(key=KEY.verifier)):
        report = judged(corpus.HOLDING[name](), given)
        assert (report.verdict, failures(report)) == ("holds", {})


@pytest.mark.parametrize("name", corpus.SPOILT)
def test_a_bundle_that_was_spoilt_does_not_hold(name: str) -> None:
    report = judged(corpus.SPOILT[name]())
    assert report.verdict == "does-not-hold"
    assert all(failures(report).values()), "every failure says what is wrong"


@pytest.mark.parametrize("name", corpus.UNREADABLE)
def test_of_what_is_no_bundle_nothing_can_be_told(name: str) -> None:
    assert judged(corpus.UNREADABLE[name]()).verdict == "cannot-tell"


def test_a_file_too_large_to_be_compared_has_to_be_bound() -> None:
    open_letter = dict(corpus.open_letter().bundle()) | {"letter.txt": corpus.too_large()}
    assert failures(judged(open_letter)).keys() == {"letter.txt"}
    bound = judged(corpus.shown("letter.txt", lambda data: corpus.too_large()))
    assert bound.verdict == "holds"
    assert [check.detail for check in bound.checks if "too large to be read again" in check.detail]


def test_every_flipped_byte_of_a_small_bundle_is_noticed() -> None:
    parts = dict(corpus.small_letter().bundle())
    for path in set(parts) - {*layout.NOT_COVERED}:
        original = parts[path]
        for position in range(len(original)):
            parts[path] = original[:position] + bytes([original[position] ^ 1]) + original[position + 1 :]
            assert judged(parts).verdict == "does-not-hold", f"{path}, byte {position}"
        parts[path] = original
    assert judged(parts).verdict == "holds"
