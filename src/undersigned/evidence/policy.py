"""Whose signatures count for a log (C2SP tlog-policy): the lines that a letter needs, read strictly.

    log <vkey>                    a key whose signature makes a checkpoint valid; one more after a rotation
    witness <name> <vkey>         kept for later: no witness signs yet
    quorum none                   how many witnesses have to sign

A policy that asks for witnesses is refused, because this program cannot check what it asks for; so are
comments and empty lines, which the specification allows: a part of a bundle has one spelling.
"""

from collections.abc import Sequence

from undersigned.errors import Unverifiable
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.text import utf8_lines

_MOST_LINES = 100


def make(keys: Sequence[VerifierKey]) -> bytes:
    lines = [*(f"log {key}" for key in keys), "quorum none"]
    return "".join(f"{line}\n" for line in lines).encode()


def parse(data: bytes) -> tuple[VerifierKey, ...]:
    """The log keys, oldest first. Raises `Unverifiable`."""
    lines = utf8_lines(data, "policy")
    if len(lines) > _MOST_LINES or not lines or lines[-1] != "quorum none":
        raise Unverifiable("policy", "has to end with the line: quorum none")
    keys = []
    for line in lines[:-1]:
        word, _, rest = line.partition(" ")
        if word != "log":
            raise Unverifiable("policy", f"has a line that is not known here: {line[:40]!r}")
        keys.append(VerifierKey.parse(rest))
    if not keys or len({key.public for key in keys}) != len(keys):
        raise Unverifiable("policy", "has to name at least one log key, and none twice")
    return tuple(keys)
