"""Keys and checkpoints: C2SP signed-note and tlog-checkpoint."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from verifier.ed25519 import is_signed
from verifier.trouble import require


@dataclass(frozen=True)
class Key:
    text: str
    name: str
    id: bytes
    public: bytes


# No plus, no space, no control, nothing unseen.
NAME = re.compile(
    "[^+\x00- \x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]+"
)


def is_name(text: object) -> bool:
    return isinstance(text, str) and NAME.fullmatch(text) is not None


def unpacked(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text, f"{text} is not the one spelling in base64")
    return data


def key_of(text: str) -> Key:
    name, key_id, packed = text.split("+", 2)
    data = unpacked(packed)
    require(is_name(name) and len(data) == 33 and data[0] == 1, "a key is not of Ed25519")
    require(sha256(name.encode() + b"\n" + data).hexdigest()[:8] == key_id, "a key has another id")
    return Key(text, name, bytes.fromhex(key_id), data[1:])


@dataclass(frozen=True)
class Checkpoint:
    """`signers` are the places, in the policy, of the keys that signed it."""

    size: int
    root: bytes
    signers: frozenset[int]


def checkpoint_of(data: bytes, keys: Sequence[Key]) -> Checkpoint:
    text, gap, last = data.rpartition(b"\n\n")
    require(gap and last.endswith(b"\n") and len(data) <= 131_072, "a checkpoint is cut, or too long")
    signatures = last[:-1].decode().split("\n")
    require(len(signatures) <= 16, "a checkpoint has too many signatures")
    signers, seen = [], set()
    for line in signatures:
        dash, name, packed = line.split(" ")
        signature = unpacked(packed)
        seen.add((name, signature[:4]))
        require(dash == "—" and is_name(name) and len(signature) > 4, "a signature has another form")
        for place, key in enumerate(keys):
            if (key.name, key.id) == (name, signature[:4]):
                good = len(signature) == 68 and is_signed(key.public, signature[4:], text + b"\n")
                require(good, "a signature of a checkpoint is wrong")
                signers.append(place)
    require(len(seen) == len(signatures), "a key signed a checkpoint twice")
    lines = text.decode().split("\n")
    require(len(lines) == 3 and re.fullmatch("0|[1-9][0-9]{0,15}", lines[1]), "a checkpoint has other lines")
    size, root = int(lines[1]), unpacked(lines[2])
    require(size < 2**53 and len(root) == 32, "a checkpoint has other lines")
    require(lines[0] == keys[0].name, "a checkpoint is of another log")
    return Checkpoint(size, root, frozenset(signers))
