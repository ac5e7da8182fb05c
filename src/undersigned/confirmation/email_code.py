"""A code to type, for mail programmes that mangle links, and for whoever reads mail on another device.

    7KQF-2M9D-XW4T

Twelve letters and figures of an alphabet without look-alikes: 60 bits, so that it needs nobody to say whose
it is, and guessing at the pace of its limit leads nowhere.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.reasons import Reason

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I
_LENGTH = 12
_BETWEEN = re.compile(r"[\s\-–—._]+")


@dataclass(frozen=True, slots=True)
class Challenge:
    """What to send (`code`) and what to keep (`code_hash`, 64 hex digits)."""

    code: str
    code_hash: str
    expires_at: datetime


def start(*, expires_at: datetime) -> Challenge:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    code = "-".join(letters[at : at + 4] for at in range(0, _LENGTH, 4))
    return Challenge(code, hash_of(code), expires_at)


def tidied(typed: str) -> str:
    """The code as it was sent, however it was typed: in small letters, with other hyphens or none."""
    letters = _BETWEEN.sub("", typed).upper()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def is_code(typed: str) -> bool:
    letters = tidied(typed).replace("-", "")
    return len(letters) == _LENGTH and set(letters) <= set(_ALPHABET)


def hash_of(typed: str) -> str:
    """What a code is looked up by."""
    return hashlib.sha256(b"undersigned/email-code/v1\n" + tidied(typed).encode()).hexdigest()


def check(code_hash: str, answer: str, *, expires_at: datetime, at: datetime) -> Reason | None:
    if not secrets.compare_digest(code_hash, hash_of(answer)):
        return Reason.CODE_NOT_OURS
    return Reason.LINK_EXPIRED if at >= expires_at else None
