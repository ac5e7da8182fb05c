"""Canonical text, its hash, and what no name may contain."""

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(
    r"(?:https?:|ftp:|www\.)|://|\b[\w-]+\.(?:com|net|org|info|biz|io|ru|xyz)/", re.IGNORECASE
)
_LONGEST_LINE = 200
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


def trouble_in_line(text: str) -> str | None:
    """Why this cannot be printed as a name, office or place; None if it can.

    Any script, apostrophes, one word and long names are fine. Gives one of the codes "control-characters",
    "direction-override", "web-address", "too-long".
    """
    if trouble := trouble_in_text(text):
        return trouble
    return "too-long" if len(text) > _LONGEST_LINE else None


def trouble_in_text(text: str) -> str | None:
    """The same for a text of any length."""
    plain = text.isascii() and text.isprintable()  # most are: nothing to ask of each character
    if not plain:
        if any(unicodedata.category(character) in ("Cc", "Cs", "Co") for character in text):
            return "control-characters"
        if _BIDI_CONTROLS.search(text):
            return "direction-override"
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
