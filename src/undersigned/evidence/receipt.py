"""A receipt: an entry's path to a signed checkpoint, as one text file (C2SP tlog-proof v1).

c2sp.org/tlog-proof@v1
extra eyJlbnRyeSI6…                      base64: what is needed to rebuild the entry; trusted only after
index 7                                  its hash was led to the root
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMk=    the path, from the leaf's sibling up
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8=

example.org/letters/7                    the checkpoint, as it is
12
…
"""

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.errors import Unverifiable
from undersigned.evidence import checkpoint
from undersigned.evidence.checkpoint import SignedCheckpoint
from undersigned.evidence.inclusions import Inclusions, Known
from undersigned.evidence.leaf import HASH_BYTES
from undersigned.evidence.note import LONGEST_NOTE
from undersigned.evidence.text import base64_bytes, base64_text, utf8_lines, whole_number

SUFFIX = ".tlog-proof"
LONGEST_RECEIPT = LONGEST_NOTE + 262_144
_FIRST_LINE = "c2sp.org/tlog-proof@v1"
_LONGEST_PATH = 63


@dataclass(frozen=True, slots=True)
class Receipt:
    """A proof as it was read, nothing verified. `extra` is b"" where there is none."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: SignedCheckpoint
    extra: bytes = b""

    def check(self, leaf: bytes, known: Known | None = None) -> None:
        """Raise `Unverifiable` unless this leaf is where the receipt says. The signature is not looked at.

        `known` is what receipts checked before have shown, and learns what this one shows.
        """
        head = self.checkpoint.checkpoint.head
        inclusions = Inclusions(head) if known is None else known.setdefault(head, Inclusions(head))
        inclusions.check(leaf, self.index, self.path)


def make(index: int, path: Sequence[bytes], signed_checkpoint: bytes, extra: bytes = b"") -> bytes:
    """The text of a receipt. The same values give the same bytes."""
    lines = [_FIRST_LINE]
    if extra:
        lines.append(f"extra {base64_text(extra)}")
    lines += [f"index {index}", *(base64_text(step) for step in path), ""]
    return "".join(f"{line}\n" for line in lines).encode() + signed_checkpoint


def parse(data: bytes) -> Receipt:
    """Read a receipt, strictly; nothing is verified yet. Raises `Unverifiable`."""
    if len(data) > LONGEST_RECEIPT:
        raise Unverifiable("receipt", f"is longer than {LONGEST_RECEIPT} bytes")
    top, blank, rest = data.partition(b"\n\n")
    lines = utf8_lines(top + b"\n", "receipt")
    if not blank or lines[0] != _FIRST_LINE:
        raise Unverifiable("receipt", f"does not begin with {_FIRST_LINE}, or has no checkpoint")
    extra = b""
    remaining = lines[1:]
    if remaining and remaining[0].startswith("extra "):
        extra = base64_bytes(remaining.pop(0).removeprefix("extra "), "receipt")
    if not remaining or not remaining[0].startswith("index "):
        raise Unverifiable("receipt", "has no line with the index")
    index = whole_number(remaining.pop(0).removeprefix("index "), "receipt")
    path = tuple(base64_bytes(line, "receipt") for line in remaining)
    if len(path) > _LONGEST_PATH or any(len(step) != HASH_BYTES for step in path):
        raise Unverifiable("receipt", "has a path that is none")
    return Receipt(index, path, checkpoint.parse(rest), extra)
