"""Keys and checkpoints: C2SP signed-note and tlog-checkpoint."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from verifier.ed25519 import is_signed, is_small
from verifier.trouble import require

# Origins and keys: no plus, no space of any kind, no control, nothing unseen.
NAME = re.compile(
    "[^+\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
LONGEST = 131_072


@dataclass(frozen=True)
class Key:
    text: str
    name: str
    id: bytes
    public: bytes


def unpacked(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text, f"{text} is not the one spelling in base64")
    return data


def key_of(text: str) -> Key:
    name, key_id, packed = text.split("+", 2)
    require(NAME.fullmatch(name), "a key has a name that is none")
    data = unpacked(packed)
    require(len(data) == 33 and data[0] == 1, "a key is not of Ed25519")
    require(sha256(name.encode() + b"\n" + data).hexdigest()[:8] == key_id, "a key has another id")
    require(not is_small(data[1:]), "a key is of small order")
    return Key(text, name, bytes.fromhex(key_id), data[1:])


@dataclass(frozen=True)
class Checkpoint:
    """`signers` are the places, in the policy, of the keys that signed it."""

    size: int
    root: bytes
    signers: frozenset[int]


def lines_of(data: bytes) -> list[str]:
    require(len(data) <= LONGEST, "a policy or checkpoint is too long")
    *lines, end = data.decode().split("\n")
    require(
        not end and not re.search("[\x00-\x09\x0b-\x1f]", "".join(lines)), "a line is cut, or has a control"
    )
    return lines


def checkpoint_of(data: bytes, keys: Sequence[Key]) -> Checkpoint:
    text, gap, _ = data.rpartition(b"\n\n")
    lines = lines_of(data)
    origin, size, root, blank, *signatures = lines if len(lines) > 4 else [""] * 5
    require(gap and text.count(b"\n") == 2 and not blank, "a checkpoint has other lines")
    require(1 <= len(signatures) <= 16, "a checkpoint has too few signatures, or too many")
    signers, seen = [], set()
    for line in signatures:
        found = re.fullmatch(f"— ({NAME.pattern}) (\\S+)", line)
        require(found, "a signature has another form")
        name, signature = found[1], unpacked(found[2])  # type: ignore[index]
        require(
            len(signature) > 4 and (name, signature[:4]) not in seen, "a signature is short, or there twice"
        )
        seen.add((name, signature[:4]))
        for place, key in enumerate(keys):
            if (key.name, key.id) == (name, signature[:4]):
                good = len(signature) == 68 and is_signed(key.public, signature[4:], text + b"\n")
                require(good, "a signature of a checkpoint is wrong")
                signers.append(place)
    require(len(size) <= 16 and re.fullmatch("0|[1-9][0-9]*", size) and int(size) < 2**53, "a size is none")
    require(origin == keys[0].name, "a checkpoint is of another log")
    require(len(unpacked(root)) == 32, "a root is none")
    return Checkpoint(int(size), unpacked(root), frozenset(signers))
