"""What file an organiser may attach as a proof or an answer: told by its bytes, never by its name alone."""

import re
from dataclasses import dataclass

from undersigned.domain.reasons import Reason
from undersigned.domain.text import tidy

LARGEST = 10_000_000
_LONGEST_NAME = 120
_HEADS = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)
_MAIL = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it is kept. `name` is safe in a header and ends as its kind does."""

    name: str
    media_type: str
    content: bytes


def attachment_of(name: str, content: bytes) -> Attachment | Reason:
    """The file by what its bytes say it is; the reason where it is none of the kinds we keep."""
    if not content:
        return Reason.FILE_EMPTY
    if len(content) > LARGEST:
        return Reason.FILE_TOO_LARGE
    for head, media_type, ending in _HEADS:
        if content.startswith(head):
            return Attachment(_safe(name, ending), media_type, content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return Reason.FILE_KIND_UNKNOWN
    if b"\0" in content:
        return Reason.FILE_KIND_UNKNOWN
    mail = name.lower().endswith(".eml") and _MAIL.match(content)
    return Attachment(_safe(name, "eml" if mail else "txt"), "text/plain; charset=utf-8", content)


def _safe(name: str, ending: str) -> str:
    stem = re.sub(r"[^\w.-]+", "-", tidy(name.replace("\\", "/").rsplit("/", 1)[-1]), flags=re.ASCII)
    stem = stem.rsplit(".", 1)[0].strip("-.")[:_LONGEST_NAME] or "file"
    return f"{stem}.{ending}"
