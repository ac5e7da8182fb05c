"""What others kept: an earlier bundle, a receipt, a checkpoint of the history. Each has to be the beginning
of the log that is checked now.

Two checkpoints that one key has signed and that cannot belong to one log are a *fork*: proof, in a form that
anybody can carry away and check, that the log showed two different histories.
"""

from undersigned.domain.standing import Standing
from undersigned.domain.statements import Corrected
from undersigned.errors import Unverifiable
from undersigned.evidence.checkpoint import SignedCheckpoint
from undersigned.proof.keys import Chain
from undersigned.proof.log import Wanted
from undersigned.proof.receipt import SignersReceipt


def fork(ours: SignedCheckpoint, theirs: SignedCheckpoint) -> str:
    """The proof of a fork: both checkpoints as they were signed."""
    return (
        "FORK: the same key signed two checkpoints that cannot belong to one log. "
        "Keep both; together they prove it to anybody.\n\n"
        f"{ours.data.decode()}\n{theirs.data.decode()}"
    )


def check_begins(now: SignedCheckpoint, then: SignedCheckpoint, chain: Chain, wanted: Wanted) -> None:
    """`then` is signed, and is the beginning of the log of `now`. Raises `Unverifiable`.

    The caller has asked `wanted` for the root at the size of `then`, and found it not larger than `now`.
    """
    if then.checkpoint.origin != now.checkpoint.origin:
        raise Unverifiable("checkpoint", f"it is of another log, {then.checkpoint.origin}")
    chain.check_signed(then)
    if wanted.roots.get(then.checkpoint.size) != then.checkpoint.root:
        raise Unverifiable("checkpoint", fork(now, then))


def check_receipt(receipt: SignersReceipt, standing: Standing, wanted: Wanted) -> str:
    """The receipt's entry is in the log, at its place. Gives a sentence on what became of the signature.

    Raises `Unverifiable`.
    """
    if wanted.leaves.get(receipt.index) != receipt.leaf:
        raise Unverifiable(
            "receipt", f"entry {receipt.index} of this log is not the one that the receipt proves"
        )
    statement = receipt.statement
    signature = standing.signatures[statement.of if isinstance(statement, Corrected) else receipt.index]
    became = standing.what_became_of(signature.index)
    line = receipt.record.line
    if became != "standing":
        how = "lapsed later, when the text was changed" if became == "lapsed" else f"was {became} later"
        return f"“{line}” was recorded as entry {receipt.index}; the signature {how}"
    if signature.opened_at != receipt.index:
        return f"“{line}” was recorded as entry {receipt.index}; its line was corrected later"
    return f"“{line}” was recorded as entry {receipt.index} and stands"
