"""Canonical text, its hash, and what no line that is printed may contain."""

import hashlib
import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

# Line breaks and other controls, half characters, and marks that turn the direction of writing: none of them
# belongs in a name, and all of them can make a terminal or a page show another name than the one that was
# signed. A form refuses them, and no record in a log holds them (`docs/formats/log.md`).
UNPRINTABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
LONGEST_PART: Final = 200
LONGEST_LINE: Final = 800  # all parts together: with what is set between them it is less than a record holds
# For private use: no record is harmed by them, but each font shows another sign, or none.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(
    r"(?:https?:|ftp:|www\.)|://|\b[\w-]+\.(?:com|net|org|info|biz|io|ru|xyz)/", re.IGNORECASE
)
_LONGEST_ADDRESS = 500


def canonical_bytes(text: str) -> bytes:
    """The bytes an edition is hashed over: UTF-8 without BOM, LF, NFC, one final newline."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return (unicodedata.normalize("NFC", text).rstrip("\n") + "\n").encode("utf-8")


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def tidy(text: str) -> str:
    """One line as a person meant it: NFC, runs of white space as one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def harmless(text: str) -> str:
    """Text from anywhere, in which nothing moves a terminal's cursor or turns a line around."""
    return UNPRINTABLE.sub("\ufffd", text)


def trouble_in_line(text: str, longest: int = LONGEST_PART) -> str | None:
    """Why this cannot be printed as a name, office or place; None if it can.

    Any script, apostrophes, one word and long names are fine. Gives one of the codes "control-characters",
    "direction-override", "web-address", "too-long".
    """
    if trouble := trouble_in_text(text):
        return trouble
    return "too-long" if printed_length(text) > longest else None


def printed_length(text: str) -> int:
    """How many characters the text has once it is NFC, as it is stored: typed, it can have fewer or more."""
    return len(text if text.isascii() else unicodedata.normalize("NFC", text))


def trouble_in_text(text: str) -> str | None:
    """The same for a text of any length."""
    plain = text.isascii() and text.isprintable()  # most are: nothing to ask of each character
    if not plain and (found := UNPRINTABLE.search(text) or _PRIVATE.search(text)):
        return "direction-override" if _BIDI_CONTROLS.match(found[0]) else "control-characters"
    could_be = ":" in text or "/" in text or "." in text
    return "web-address" if could_be and _ADDRESS.search(text) else None


def is_address(text: str) -> bool:
    """Whether this is a whole web address that a browser can open: http or https, with a host."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    whole = parts.scheme in ("http", "https") and "." in host.strip(".")
    return whole and len(text) <= _LONGEST_ADDRESS and not re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", text)


def slug_of(text: str) -> str:
    """The text as part of an address: lower-case ASCII letters, figures and single hyphens. May be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
