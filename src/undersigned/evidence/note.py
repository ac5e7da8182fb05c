"""A signed note: text, a blank line, and one signature line for each key (C2SP signed-note v1).

    example.org/letters/7                       the text: here a checkpoint, three lines
    12
    9d4b…=

    — example.org/letters/7 6Gk2Zm…=            em dash, key name, base64(key id || Ed25519 signature)

A verifier key is written `name+hash+base64`, a signing key `PRIVATE+KEY+name+hash+base64`. The text means
nothing until a signature of a known key holds. Signatures of unknown keys are ignored, as the specification
asks; a known key's signature that fails condemns the whole note.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from undersigned.errors import Unverifiable
from undersigned.evidence.text import base64_bytes, base64_text, is_key_name, utf8_lines

MOST_SIGNATURES = 16  # what every verifier must accept, and as many as this one reads
LONGEST_NOTE = 131_072  # sixteen of the largest signatures that are foreseen, and some text
_ED25519 = b"\x01"
_KEY_BYTES = 32
_ID_BYTES = 4
_DASH = "— "
# Points of small order have one of these for their y (RFC 8032, 5.1.3; the last two are second spellings).
# Under such a key one signature fits many texts: who signed two histories could say that anybody else did.
_PRIME = 2**255 - 19
_OF_ORDER_8 = 0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER = frozenset((0, 1, _PRIME - 1, _OF_ORDER_8, _PRIME - _OF_ORDER_8, _PRIME, _PRIME + 1))


@dataclass(frozen=True)
class VerifierKey:
    """A named public key. `public` is 32 bytes (RFC 8032)."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public) != _KEY_BYTES:
            raise ValueError("a verifier key needs a name without spaces or plus, and 32 bytes")

    @cached_property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_ID_BYTES]

    @cached_property
    def _ed25519(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.public)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `name+hash+base64`; refused unless the hash is that of this name and key."""
        name, public = _parse_key(text, "verifier key")
        if int.from_bytes(public, "little") % 2**255 in _SMALL_ORDER:
            raise Unverifiable("verifier key", "is one under which anybody could have signed")
        key = cls(name, public)
        if str(key) != text:
            raise Unverifiable("verifier key", "its short hash does not belong to this name and key")
        return key

    def named(self, name: str) -> "VerifierKey":
        """The same key under another log's name."""
        return VerifierKey(name, self.public)

    def holds(self, signature: bytes, text: bytes) -> bool:
        try:
            self._ed25519.verify(signature, text)
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64_text(_ED25519 + self.public)}"


@dataclass(frozen=True)
class SigningKey:
    """A named private key. It shows itself nowhere: only `secret_text` gives it away."""

    name: str
    _ed25519: Ed25519PrivateKey

    @classmethod
    def generate(cls, name: str) -> Self:
        return cls.from_seed(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> Self:
        if not is_key_name(name):
            raise ValueError("a key's name has no spaces and no plus")
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `PRIVATE+KEY+name+hash+base64`."""
        head = "PRIVATE+KEY+"
        if not text.startswith(head):
            raise Unverifiable("signing key", "does not begin with PRIVATE+KEY+")
        name, seed = _parse_key(text.removeprefix(head), "signing key")
        key = cls.from_seed(name, seed)
        if key.secret_text() != text:
            raise Unverifiable("signing key", "its short hash does not belong to this name and key")
        return key

    @cached_property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self._ed25519.public_key().public_bytes_raw())

    def named(self, name: str) -> "SigningKey":
        """The same key under another log's name."""
        return SigningKey(name, self._ed25519)

    def secret_text(self) -> str:
        """The key itself, for the one file that keeps it."""
        seed = base64_text(_ED25519 + self._ed25519.private_bytes_raw())
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{seed}"

    def signature_line(self, text: bytes) -> bytes:
        signed = base64_text(self.verifier.id + self._ed25519.sign(text))
        return f"{_DASH}{self.name} {signed}\n".encode()

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"


def _parse_key(text: str, check: str) -> tuple[str, bytes]:
    """The name and the 32 bytes of `name+hash+base64`; the caller compares the hash."""
    name, _, rest = text.partition("+")
    _, _, encoded = rest.partition("+")
    if not is_key_name(name):
        raise Unverifiable(check, "has no name, or one with spaces; it looks like example.org+1a2b3c4d+Ab…=")
    data = base64_bytes(encoded, check)
    if len(data) != 1 + _KEY_BYTES or not data.startswith(_ED25519):
        raise Unverifiable(check, "is not an Ed25519 key")
    return name, data[1:]


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read, nothing verified. `text` ends with a newline."""

    text: bytes
    signatures: tuple[Signature, ...]

    def signed_by(self, keys: Iterable[VerifierKey], check: str = "note") -> tuple[VerifierKey, ...]:
        """Those of these keys that signed; `Unverifiable` if none did, or if one's signature fails."""
        known = {(key.name, key.id): key for key in keys}
        held = []
        for signature in self.signatures:
            key = known.get((signature.name, signature.key_id))
            if key is None:
                continue
            if not key.holds(signature.signature, self.text):
                raise Unverifiable(check, f"the signature of {key.name} does not hold")
            held.append(key)
        if not held:
            raise Unverifiable(check, "is not signed by a known key")
        return tuple(held)


def sign(text: bytes, signers: Iterable[SigningKey]) -> bytes:
    """The signed note over this text, which ends with a newline."""
    if not text.endswith(b"\n"):
        raise ValueError("the text of a note ends with a newline")
    return text + b"\n" + b"".join(signer.signature_line(text) for signer in signers)


def parse(data: bytes, check: str = "note") -> Note:
    """Read a note, strictly; nothing is verified yet. Raises `Unverifiable`."""
    if len(data) > LONGEST_NOTE:
        raise Unverifiable(check, f"is longer than {LONGEST_NOTE} bytes")
    lines = utf8_lines(data, check)
    if "" not in lines[:-1]:
        raise Unverifiable(check, "has no blank line before its signatures")
    blank = len(lines) - 1 - lines[::-1].index("")
    signature_lines = lines[blank + 1 :]
    if blank == 0 or not 0 < len(signature_lines) <= MOST_SIGNATURES:
        raise Unverifiable(check, f"needs a text and 1 to {MOST_SIGNATURES} signatures")
    signatures = tuple(_parse_signature(line, check) for line in signature_lines)
    if len({(signature.name, signature.key_id) for signature in signatures}) != len(signatures):
        raise Unverifiable(check, "is signed twice by one key")
    text = "".join(f"{line}\n" for line in lines[:blank]).encode()
    return Note(text, signatures)


def _parse_signature(line: str, check: str) -> Signature:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2 or not is_key_name(parts[0]):  # name, base64
        raise Unverifiable(check, "has a line among its signatures that is none")
    data = base64_bytes(parts[1], check)
    if len(data) <= _ID_BYTES:
        raise Unverifiable(check, "has a signature that is too short")
    return Signature(parts[0], data[:_ID_BYTES], data[_ID_BYTES:])
