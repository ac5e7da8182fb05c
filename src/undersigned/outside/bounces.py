"""What mail servers report of mails that they had accepted: a delivery status notification, read.

The format (RFC 3464, in the multipart/report of RFC 6522), of which we read three parts:

    message/delivery-status    Action: failed | delayed | delivered | relayed | expanded
                               Status: 5.1.1            the first figure 5: for good, 4: for now
                               Diagnostic-Code: smtp; 550 5.1.1 No such mailbox here
    message/rfc822             the mail that came back, or
    text/rfc822-headers        its headers alone: their Message-ID is ours, and nobody can guess it
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from typing import Any

LARGEST = 50_000_000
Part = Any  # of a message, or a group of fields: what the standard library gives has no one type
_MESSAGE_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_LONGEST_SAID = 500


@dataclass(frozen=True, slots=True)
class Bounce:
    """One mail that came back. `for_good`: no later try will reach it. `said`: the server's words."""

    message_id: str
    for_good: bool
    said: str


def read_bounce(data: bytes) -> Bounce | None:
    """What the report tells; None for any other message, and for a report of a mail that arrived."""
    message = message_from_bytes(data[:LARGEST])
    parts = list(_parts(message))
    returned = next((found for part in parts if (found := _returned(part))), None)
    recipients = [each for part in parts for each in _recipients(part)]
    failed = next((each for each in recipients if _field(each, "Action").lower() == "failed"), None)
    late = next((each for each in recipients if _field(each, "Action").lower() == "delayed"), None)
    told = failed if failed is not None else late
    if returned is None or told is None:
        return None
    status = _field(told, "Status")
    said = _field(told, "Diagnostic-Code").partition(";")[2].strip() or status
    return Bounce(returned, failed is not None and not status.startswith("4"), said[:_LONGEST_SAID])


def _parts(message: Part) -> Iterator[Part]:
    """The parts of a report; none of anything else, nor of what is inside the mail that came back."""
    if message.get_content_type() == "multipart/report":
        payload = message.get_payload()
        yield from payload if isinstance(payload, list) else ()


def _recipients(part: Part) -> Iterator[Part]:
    """The groups of fields in a delivery status, one for each recipient behind that of the message."""
    if part.get_content_type() == "message/delivery-status":
        payload = part.get_payload()
        yield from payload[1:] if isinstance(payload, list) else ()


def _returned(part: Part) -> str | None:
    """The Message-ID of the mail that came back."""
    match part.get_content_type():
        case "message/rfc822":
            payload = part.get_payload()
            inside = payload[0] if isinstance(payload, list) and payload else None
            head = f"Message-ID: {inside.get('Message-ID', '')}" if inside is not None else ""
        case "text/rfc822-headers":
            head = str(part.get_payload())
        case _:
            return None
    found = _MESSAGE_ID.search(head)
    return found[1] if found else None


def _field(fields: Part, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())
