"""A checkpoint: the sealed state of a log, as a signed note (C2SP tlog-checkpoint v1).

    example.org/letters/7                              the origin: which log
    12                                                 how many entries
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=       the root over them

    — example.org/letters/7 Az3grlgtzPICa5OS8npV…      signed by the log's key, which has the origin's name

Extension lines, which the specification allows, are refused here: nothing would check what they say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from undersigned.errors import Unverifiable
from undersigned.evidence import note
from undersigned.evidence.leaf import HASH_BYTES
from undersigned.evidence.note import Note, SigningKey, VerifierKey
from undersigned.evidence.text import base64_bytes, base64_text, is_key_name, whole_number
from undersigned.evidence.tree import Head

_LINES = 3
_FINGERPRINT_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.origin) or len(self.root) != HASH_BYTES:
            raise ValueError("a checkpoint needs an origin without spaces or plus, and a root of 32 bytes")

    @property
    def head(self) -> Head:
        return Head(self.size, self.root)

    def text(self) -> bytes:
        return f"{self.origin}\n{self.size}\n{base64_text(self.root)}\n".encode()

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits in four groups, for paper and mail: SHA-256 of the three lines."""
        digits = sha256(self.text()).hexdigest()[:_FINGERPRINT_DIGITS]
        return " ".join(digits[start : start + 4] for start in range(0, _FINGERPRINT_DIGITS, 4))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint as it was read: what it says, and the note that has to vouch for it."""

    checkpoint: Checkpoint
    note: Note
    data: bytes

    def signed_by(self, keys: Iterable[VerifierKey]) -> tuple[VerifierKey, ...]:
        """Those of these keys that signed; `Unverifiable` if none did. Keys of other logs do not count."""
        return self.note.signed_by((key for key in keys if key.name == self.checkpoint.origin), "checkpoint")


def sign(checkpoint: Checkpoint, *signers: SigningKey) -> bytes:
    """The signed checkpoint. Each signer has the name of the log."""
    if any(signer.name != checkpoint.origin for signer in signers):
        raise ValueError("a checkpoint is signed by keys that have its origin as their name")
    return note.sign(checkpoint.text(), signers)


def parse(data: bytes) -> SignedCheckpoint:
    """Read a checkpoint, strictly. Its text counts only after `signed_by`. Raises `Unverifiable`."""
    parsed = note.parse(data, "checkpoint")
    lines = parsed.text.decode()[:-1].split("\n")
    if len(lines) != _LINES:
        raise Unverifiable("checkpoint", "has to have three lines: origin, size, root")
    origin, size, root = lines
    if not is_key_name(origin):
        raise Unverifiable("checkpoint", "its origin is empty or has a space in it")
    root_bytes = base64_bytes(root, "checkpoint")
    if len(root_bytes) != HASH_BYTES:
        raise Unverifiable("checkpoint", "its root is not 32 bytes long")
    checkpoint = Checkpoint(origin, whole_number(size, "checkpoint"), root_bytes)
    return SignedCheckpoint(checkpoint, parsed, data)
