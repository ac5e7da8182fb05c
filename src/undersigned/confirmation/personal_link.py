"""A personal link: a random token that only the mail and the browser know; we keep its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.reasons import Reason

_TOKEN_BYTES = 24  # 192 bits: not to be guessed; 32 characters: not to be broken by a mail programme


@dataclass(frozen=True, slots=True)
class Challenge:
    """What to send (`token`) and what to keep (`token_hash`, 64 hex digits)."""

    token: str
    token_hash: str
    expires_at: datetime


def start(*, expires_at: datetime) -> Challenge:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    return Challenge(token, hash_of(token), expires_at)


def hash_of(token: str) -> str:
    """What a token is looked up by. The look-up is of a hash, so its time tells nothing about the token."""
    return hashlib.sha256(b"undersigned/personal-link/v1\n" + token.encode("utf-8", "replace")).hexdigest()


def check(token_hash: str, answer: str, *, expires_at: datetime, at: datetime) -> Reason | None:
    if not secrets.compare_digest(token_hash, hash_of(answer)):
        return Reason.LINK_UNKNOWN
    return Reason.LINK_EXPIRED if at >= expires_at else None
