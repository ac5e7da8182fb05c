"""Web hooks: what a coalition's own program is told of, and how it knows that the call is ours.

A call is a POST of one JSON object, signed as the Standard Webhooks specification says: `webhook-id`,
`webhook-timestamp` (Unix seconds) and `webhook-signature` ("v1,", then in base64 the HMAC-SHA256 of
"id.timestamp.body" by the hook's secret). Nobody is named in it: a member by its key, a letter by its slug.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from undersigned.domain.reasons import Reason

_SECRET_BEGINS = "whsec_"  # noqa: S105  # how every secret of the specification begins
LONGEST_ADDRESS = 500


class HookKind(StrEnum):
    """What can be told. A hook listens to the kinds it was made for; `test` goes to any."""

    PUBLISHED = "published"
    SIGNATURE = "signature"
    OUTCOME = "outcome"
    TEST = "test"


LISTENED = (HookKind.PUBLISHED, HookKind.SIGNATURE, HookKind.OUTCOME)


@dataclass(frozen=True, slots=True)
class Call:
    """One call, ready to be sent. `body` is JSON."""

    id: str
    address: str
    secret: str
    body: str


def secret_of(random: bytes) -> str:
    """The secret as it is shown once to whoever makes the hook."""
    return _SECRET_BEGINS + base64.b64encode(random).decode("ascii")


def headers_of(call: Call, at: datetime) -> Mapping[str, str]:
    """The headers by which a receiver tells our call from anybody else's."""
    seconds = str(int(at.timestamp()))
    key = base64.b64decode(call.secret.removeprefix(_SECRET_BEGINS))
    signed = hmac.new(key, f"{call.id}.{seconds}.{call.body}".encode(), hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Undersigned",
        "webhook-id": call.id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(signed.digest()).decode('ascii')}",
    }


def trouble_in_address(address: str, *, plain: bool) -> Reason | None:
    """Whether an address can be called; `plain` allows http, for programs on one's own network."""
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        return Reason.HOOK_ADDRESS_NOT_USABLE
    schemes = ("https", "http") if plain else ("https",)
    whole = len(address) <= LONGEST_ADDRESS and address.isprintable() and " " not in address
    return None if usable and whole and parts.scheme in schemes else Reason.HOOK_ADDRESS_NOT_USABLE
