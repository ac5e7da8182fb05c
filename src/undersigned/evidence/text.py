"""The few spellings that the text formats share: base64, whole numbers, lines, names without spaces."""

import base64
import binascii
import re

from undersigned.errors import Unverifiable
from undersigned.evidence.canonical import LARGEST_INTEGER

# Spelt out, because languages differ in what they call a space: controls, Unicode's White_Space, and marks
# that nobody sees or that turn the direction of writing. With one of them, two names could look alike.
_UNSEEN = (
    "\x00- \x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
_KEY_NAME = re.compile(f"[^+{_UNSEEN}]+")
_NUMBER = re.compile("0|[1-9][0-9]{0,15}")


def base64_text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def base64_bytes(text: str, check: str) -> bytes:
    """Strict base64 (RFC 4648, section 4): nothing foreign in it, no loose bits at its end."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as trouble:
        raise Unverifiable(check, "has something in it that is not base64") from trouble
    if base64_text(data) != text:
        raise Unverifiable(check, "has base64 that is not in its one spelling")
    return data


def whole_number(text: str, check: str) -> int:
    """A decimal number without sign, space or leading zero."""
    if not _NUMBER.fullmatch(text) or int(text) > LARGEST_INTEGER:
        raise Unverifiable(check, f"{text[:20]!r} is not a whole number as it should be written")
    return int(text)


def is_key_name(name: str) -> bool:
    """Key names and origins: not empty; no plus, no space of any kind, no control, nothing unseen."""
    return _KEY_NAME.fullmatch(name) is not None


def utf8_lines(data: bytes, check: str) -> list[str]:
    """The lines of a text whose every line ends in a newline; "" is the only empty rest allowed."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        raise Unverifiable(check, "is not UTF-8 text") from trouble
    if not text.endswith("\n"):
        raise Unverifiable(check, "does not end with a newline")
    if any(character < " " and character != "\n" for character in text):
        raise Unverifiable(check, "has a control character in it")
    return text[:-1].split("\n")
