"""JSON with one spelling: what is hashed is bytes, so one value must have one way to be written.

    json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True), in UTF-8

Whole numbers below 2**53 only, no lone surrogates, no U+0000. A reader parses the bytes, writes the value
again, and refuses them unless the same bytes come out: that catches doubled keys, spaces, escapes, byte
order marks and every other second spelling at once.
"""

import json
from collections.abc import Iterable
from json.encoder import encode_basestring as quoted
from typing import Any

from undersigned.errors import Unverifiable

LARGEST_INTEGER = 2**53 - 1  # beyond it a browser would read another number

# One encoder and one decoder for all, because building them costs more than using them.
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def _no_fraction(text: str) -> Any:
    raise ValueError(f"{text} is not a whole number")


def _whole_number(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_INTEGER:
        raise ValueError(f"{text} is too large")
    return number


_decoder = json.JSONDecoder(parse_float=_no_fraction, parse_int=_whole_number, parse_constant=_no_fraction)


def encode(value: object) -> bytes:
    """The one way to write this value. Raises `ValueError` for what has none (a float, half a surrogate)."""
    text = _encoder.encode(value)
    _decoder.decode(text)  # what could not be read back is not written
    return text.encode("utf-8")


def encode_texts(texts: Iterable[tuple[str, str]]) -> bytes:
    """The same for an object that holds nothing but text, given in the order of its plain keys: quicker.

    Raises `ValueError` for half a surrogate. That no text has U+0000 in it is left to the caller.
    """
    return ("{" + ",".join([f'"{key}":{quoted(text)}' for key, text in texts]) + "}").encode("utf-8")


def decode(data: bytes, check: str = "canonical") -> Any:
    """The value, if these bytes are its one spelling; else `Unverifiable` with this `check`."""
    try:
        text = data.decode("utf-8")
        value = _decoder.decode(text)
        respelt = _encoder.encode(value)
    except (ValueError, RecursionError) as trouble:
        raise Unverifiable(check, "is not canonical JSON") from trouble
    if respelt != text or "\\u0000" in text.replace("\\\\", ""):  # a backslash that was typed is no escape
        raise Unverifiable(check, "is JSON, but not in its one canonical spelling")
    return value
