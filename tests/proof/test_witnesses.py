"""What others kept, receipts and earlier bundles, catches a log that was cut or shown in two versions."""

import pytest

from tests.proof import corpus
from tests.proof.letters import KEY, NEW_KEY, ORIGIN, Letter, failures, judged, whole_letter
from undersigned.errors import Unverifiable
from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import EMPTY_ROOT
from undersigned.evidence.note import SigningKey
from undersigned.proof import alone, receipt
from undersigned.proof.verdict import Given


def two_histories() -> tuple[Letter, Letter]:
    """The same key, the same letter, the same number of entries, two lists."""
    shown, hidden = Letter(), Letter()
    for letter, number in ((shown, 1), (hidden, 2)):
        letter.freeze()
        letter.sign(0)
        letter.sign(number)
    return shown, hidden


def test_a_receipt_finds_its_entry_and_what_became_of_it() -> None:
    letter = whole_letter()
    fates = {
        4: "and stands",
        8: "withdrawn later",
        10: "struck later",
        1: "the signature lapsed later, when the text was changed",
        7: "corrected later",
    }
    receipts = {str(index): letter.receipt(index) for index in fates}
    report = judged(letter.bundle(), Given(receipts=receipts))
    assert report.verdict == "holds"
    said = {check.name: check.detail for check in report.checks}
    for index, fate in fates.items():
        assert said[f"receipt {index}"].endswith(fate)


def test_the_receipt_of_an_unnamed_signatory_is_found_too() -> None:
    letter = whole_letter()
    assert judged(letter.bundle(), Given(receipts={"mine": letter.receipt(6)})).verdict == "holds"


def test_every_receipt_ever_given_is_found_in_the_last_bundle() -> None:
    letter, receipts = Letter(), {}
    letter.freeze()
    for number in range(20):
        index = letter.sign(number)
        receipts[str(index)] = letter.receipt(index)
    assert judged(letter.bundle(), Given(receipts=receipts)).verdict == "holds"


def test_two_checkpoints_of_one_size_are_told_as_a_fork_with_both_in_full() -> None:
    shown, hidden = two_histories()
    report = judged(shown.bundle(), Given(receipts={"mine": hidden.receipt(2)}))
    assert report.verdict == "does-not-hold"
    proof = failures(report)["receipt mine"]
    assert proof.startswith("FORK")
    assert shown.checkpoint().decode() in proof
    assert hidden.checkpoint().decode() in proof


def test_two_receipts_alone_prove_a_fork() -> None:
    shown, hidden = two_histories()
    report = alone.check_receipts(
        Given(KEY.verifier, receipts={"a": shown.receipt(2), "b": hidden.receipt(2)})
    )
    assert report.verdict == "does-not-hold"
    assert failures(report)["receipts"].startswith("FORK")


def test_without_a_key_two_receipts_that_differ_accuse_nobody() -> None:
    shown, hidden = two_histories()
    receipts = {"a": shown.receipt(2), "b": hidden.receipt(2)}
    report = alone.check_receipts(Given(receipts=receipts))
    assert (report.verdict, failures(report)) == ("cannot-tell", {})
    assert "can be told with the key" in {check.name: check.detail for check in report.checks}["receipts"]
    hidden.keys = [SigningKey.from_seed(ORIGIN, bytes([5]) * 32)]
    receipts["b"] = hidden.receipt(2)
    report = alone.check_receipts(Given(KEY.verifier, receipts=receipts))
    assert failures(report).keys() == {"receipt b"}


def test_a_fork_is_found_between_any_two_of_many_receipts() -> None:
    shown, hidden = two_histories()
    first = shown.receipt(2)
    shown.sign(4)
    receipts = {"a": first, "b": shown.receipt(3), "c": hidden.receipt(2)}
    report = alone.check_receipts(Given(KEY.verifier, receipts=receipts))
    assert failures(report)["receipts"].startswith("FORK")


def test_two_receipts_of_two_moments_need_a_bundle() -> None:
    letter = whole_letter()
    first = letter.receipt(4)
    letter.entries.append(letter.entries[-1])
    report = alone.check_receipts(Given(KEY.verifier, receipts={"a": first, "b": letter.receipt(4)}))
    assert report.verdict == "holds"
    assert "only a bundle can tell" in report.checks[-1].detail


def test_a_receipt_of_a_signature_that_was_left_out_is_noticed() -> None:
    shown, hidden = two_histories()
    shown.sign(3)
    report = judged(shown.bundle(), Given(receipts={"mine": hidden.receipt(2)}))
    assert "FORK" in failures(report)["receipt mine"]


def test_a_receipt_that_is_newer_than_the_bundle_cannot_be_told() -> None:
    letter = corpus.open_letter()
    old = letter.bundle()
    letter.sign(9)
    report = judged(old, Given(receipts={"mine": letter.receipt(8)}))
    assert report.verdict == "cannot-tell"


def test_a_receipt_of_another_letter_or_key_is_noticed() -> None:
    letter = corpus.open_letter()
    other = Letter("example.org/letters/8")
    other.freeze()
    other.sign(0)
    assert judged(letter.bundle(), Given(receipts={"mine": other.receipt(1)})).verdict == "does-not-hold"
    thief = Letter()
    thief.keys = [SigningKey.from_seed(ORIGIN, bytes([5]) * 32)]
    thief.freeze()
    thief.sign(0)
    assert judged(letter.bundle(), Given(receipts={"mine": thief.receipt(1)})).verdict == "does-not-hold"


def test_a_receipt_whose_record_was_changed_is_noticed() -> None:
    letter = whole_letter()
    letter.all_openings[4] = letter.all_openings[5]
    with pytest.raises(Unverifiable, match="record"):
        receipt.read(letter.receipt(4))


def test_a_receipt_for_something_else_than_a_signature_is_refused() -> None:
    letter = whole_letter()
    letter.all_openings[0] = letter.all_openings[4]
    with pytest.raises(Unverifiable, match="no signature"):
        receipt.read(letter.receipt(0))


def test_an_earlier_checkpoint_has_to_be_the_beginning() -> None:
    letter, _ = two_histories()
    before = letter.checkpoint()
    letter.sign(8)
    assert judged(letter.bundle(), Given(earlier={"old": [before]})).verdict == "holds"
    _, hidden = two_histories()
    hidden.sign(8)
    report = judged(letter.bundle(), Given(earlier={"old": [hidden.checkpoint()]}))
    assert "FORK" in failures(report)["earlier old"]


def test_a_checkpoint_of_the_empty_log_is_the_beginning_of_every_log() -> None:
    letter = corpus.open_letter()
    empty = checkpoint.sign(Checkpoint(ORIGIN, 0, EMPTY_ROOT), KEY)
    assert judged(letter.bundle(), Given(earlier={"old": [empty]})).verdict == "holds"


def test_a_log_that_got_shorter_is_noticed() -> None:
    letter = corpus.open_letter()
    short = letter.bundle()
    letter.sign(8)
    report = judged(short, Given(earlier={"old": [letter.checkpoint()]}))
    assert "some are gone, unless this is the older of the two" in failures(report)["earlier old"]


def test_a_longer_checkpoint_of_another_log_is_told_to_be_of_another_log() -> None:
    short, other = Letter(), Letter("example.org/letters/8")
    for letter in (short, other):
        letter.freeze()
        letter.sign(3)
    other.sign(4)
    report = judged(short.bundle(), Given(earlier={"old": [other.checkpoint()]}))
    assert failures(report)["earlier old"] == "it is of another log, example.org/letters/8"


def test_a_checkpoint_that_a_stranger_signed_accuses_nobody() -> None:
    letter = corpus.open_letter()
    stranger = SigningKey.from_seed(ORIGIN, bytes([5]) * 32)
    forged = checkpoint.sign(Checkpoint(ORIGIN, 2, bytes(32)), stranger)
    report = judged(letter.bundle(), Given(earlier={"old": [forged]}))
    assert "FORK" not in failures(report)["earlier old"]


def test_a_key_is_trusted_for_its_log_and_for_its_installation_only() -> None:
    parts = corpus.open_letter().bundle()
    assert judged(parts, Given(key=KEY.verifier)).verdict == "holds"
    assert judged(parts, Given(key=KEY.named("example.org").verifier)).verdict == "holds"
    for name in ("example.org/letters/8", "example.or", "example.org/letters/night"):
        assert judged(parts, Given(key=KEY.named(name).verifier)).verdict == "does-not-hold"
    assert judged(parts, Given(key=NEW_KEY.verifier)).verdict == "does-not-hold"


def test_after_a_rotation_either_key_leads_to_the_same_verdict() -> None:
    parts = corpus.rekeyed_letter().bundle()
    for key in (KEY, NEW_KEY):
        report = judged(parts, Given(key=key.verifier))
        assert (report.verdict, failures(report)) == ("holds", {})


def test_a_checkpoint_from_before_the_rotation_needs_the_old_key_only() -> None:
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    before = letter.checkpoint()
    letter.rekey()
    letter.sign(1)
    assert judged(letter.bundle(), Given(earlier={"old": [before]})).verdict == "holds"


def test_the_report_says_where_its_key_came_from() -> None:
    parts = corpus.open_letter().bundle()
    assert judged(parts).as_json()["key"] == {"vkey": str(KEY.verifier), "from": "bundle"}
    assert judged(parts, Given(key=KEY.verifier)).as_json()["key"]["from"] == "argument"


def test_after_an_erasure_the_bundle_holds_and_says_nothing_of_who_it_was() -> None:
    letter = corpus.left_after_publication()
    parts = letter.bundle()
    assert judged(parts).verdict == "holds"
    for path, content in parts.items():
        assert "Béla".encode() not in content, path
        assert letter.all_openings[2].salt.hex().encode() not in content, path
