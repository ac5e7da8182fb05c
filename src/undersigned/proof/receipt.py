"""One signatory's receipt: the entry, the opening of its commitment, and the path to a signed checkpoint.

It is a tlog-proof whose `extra` holds what is needed to rebuild the entry: canonical JSON of the entry and
the record as exact strings, and the salt.

    {"entry":"{\\"at\\":…}","record":"{\\"by\\":…}","salt":"…"}
"""

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.domain import signature_record, statements
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.statements import Corrected, Signed
from undersigned.errors import Unverifiable
from undersigned.evidence import canonical, receipt
from undersigned.evidence.checkpoint import SignedCheckpoint
from undersigned.evidence.inclusions import Known
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.opening import Opening, commit
from undersigned.proof.openings import read_record, read_salt


@dataclass(frozen=True, slots=True)
class SignersReceipt:
    """A receipt that is whole in itself: entry, opening and path agree. Its seal is still to be checked."""

    index: int
    leaf: bytes
    statement: Signed | Corrected
    record: SignatureRecord
    checkpoint: SignedCheckpoint


def make(
    entry: bytes, opening: Opening, index: int, path: Sequence[bytes], signed_checkpoint: bytes
) -> bytes:
    """The receipt's text. The same values give the same bytes, so a receipt can be sent again."""
    value = {"entry": entry.decode(), "record": opening.record.decode(), "salt": opening.salt.hex()}
    return receipt.make(index, path, signed_checkpoint, canonical.encode(value))


def read(data: bytes, known: Known | None = None) -> SignersReceipt:
    """Read a receipt and find it whole in itself. Raises `Unverifiable`.

    `known` is what receipts read before have shown: many of one checkpoint are read quicker with it.
    """
    parsed = receipt.parse(data)
    extra = canonical.decode(parsed.extra, "receipt")
    if (
        not isinstance(extra, dict)
        or extra.keys() != {"entry", "record", "salt"}
        or type(extra["entry"]) is not str
    ):
        raise Unverifiable("receipt", "does not hold an entry, a record and a salt")
    entry = extra["entry"].encode()
    parsed.check(leaf_hash(entry), known)
    statement = statements.from_bytes(entry)
    if not isinstance(statement, Signed | Corrected):
        raise Unverifiable(
            "receipt", f"is for an entry of the kind “{statement.KIND}”, which is no signature"
        )
    record = read_record(extra["record"])
    if commit(read_salt(extra["salt"]), record).hex() != statement.who:
        raise Unverifiable("receipt", "its record is not what the entry committed to")
    return SignersReceipt(
        parsed.index, leaf_hash(entry), statement, signature_record.from_bytes(record), parsed.checkpoint
    )


def is_receipt(data: bytes) -> bool:
    return data.startswith(b"c2sp.org/tlog-proof@")
