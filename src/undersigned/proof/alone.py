"""The verdict on receipts alone, without a bundle: what they prove of themselves, and of each other.

Nobody can tell from them who stands on the list now. But two seals of one log and one size that differ are a
fork, and for that no bundle is needed.
"""

from collections.abc import Iterable, Mapping, Sequence

from undersigned.errors import Unverifiable
from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import SignedCheckpoint
from undersigned.evidence.inclusions import Known
from undersigned.evidence.note import VerifierKey
from undersigned.proof import receipt
from undersigned.proof.keys import named_for
from undersigned.proof.report import Report
from undersigned.proof.verdict import Given
from undersigned.proof.witnesses import fork

_PERHAPS_A_FORK = (
    "two of them are of one log and one size, and seal two histories; whether one key sealed both, which "
    "would prove a fork, can be told with the key"
)


def check_receipts(given: Given) -> Report:
    """The verdict. Without a key it cannot be told who sealed them."""
    report = Report(key_from="argument" if given.key else "bundle")
    seals = [
        *_check_each(report, given.receipts, given.key),
        *_check_earlier(report, given.earlier, given.key),
    ]
    if not given.key:
        report.cannot_tell(
            "key", "a receipt names no key; give the organiser's with --key, or check a bundle with it"
        )
    if len(seals) > 1:
        _check_together(report, seals)
    return report


def _check_each(
    report: Report, receipts: Mapping[str, bytes], key: VerifierKey | None
) -> Iterable[SignedCheckpoint]:
    known: Known = {}
    for name, text in receipts.items():
        with report.checking(f"receipt {name}") as check:
            held = receipt.read(text, known)
            at = f"{held.statement.at:%Y-%m-%d %H:%M} UTC"
            check.detail = f"“{held.record.line}” was recorded as entry {held.index} at {at}"
            _check_seal(report, held.checkpoint, key)
            yield held.checkpoint


def _check_earlier(
    report: Report, earlier: Mapping[str, Sequence[bytes]], key: VerifierKey | None
) -> Iterable[SignedCheckpoint]:
    for name, texts in earlier.items():
        with report.checking(f"earlier {name}") as check:
            seals = [checkpoint.parse(text) for text in texts]
            for seal in seals:
                _check_seal(report, seal, key)
            check.detail = f"seals {seals[0].checkpoint.size} entries of {seals[0].checkpoint.origin}"
            yield from seals


def _check_seal(report: Report, seal: SignedCheckpoint, key: VerifierKey | None) -> None:
    """The key that was given has sealed it. Raises `Unverifiable`."""
    if key is not None:
        named = named_for(key, seal.checkpoint.origin)
        report.vkey = str(named)
        seal.signed_by([named])


def _check_together(report: Report, seals: Sequence[SignedCheckpoint]) -> None:
    """Two checkpoints of one log and one size have to be one checkpoint."""
    moments = {(seal.checkpoint.origin, seal.checkpoint.size) for seal in seals}
    pair = _two_histories(seals)
    if pair and report.key_from == "bundle":
        report.cannot_tell("receipts", _PERHAPS_A_FORK)
    elif len(moments) < len(seals):
        with report.checking("receipts") as check:
            if pair:
                raise Unverifiable("receipts", fork(*pair))
            check.detail = "where they are of one moment, they are sealed as one log"
    if len(moments) > 1:
        report.not_covered(
            "receipts", "of two logs or two moments: only a bundle can tell whether they belong together"
        )


def _two_histories(seals: Sequence[SignedCheckpoint]) -> tuple[SignedCheckpoint, SignedCheckpoint] | None:
    """Two seals of one log and one size over two roots, if there are such."""
    first: dict[tuple[str, int], SignedCheckpoint] = {}
    for seal in seals:
        one = first.setdefault((seal.checkpoint.origin, seal.checkpoint.size), seal)
        if one.checkpoint.root != seal.checkpoint.root:
            return one, seal
    return None
