"""The few spellings that the text formats share: base64, whole numbers, lines, names without spaces."""

import base64
import binascii
import re

from undersigned.errors import Unverifiable
from undersigned.evidence.canonical import LARGEST_INTEGER

# The code points of Unicode's White_Space, spelt out: languages differ in what they call a space.
_SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_KEY_NAME = re.compile(f"[^+\x00-\x1f\x7f{_SPACES}]+")
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
    """Key names and origins: not empty; no space of any kind, no plus, no control character."""
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
