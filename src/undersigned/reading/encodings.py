"""Bytes of unknown encoding → text, mended where an earlier program spoilt it.

The order of guesses is that of how sure each is: a byte-order mark, what the document says of itself, UTF-8
(text in another encoding is almost never valid UTF-8), then Windows-1252, the usual encoding of old letters.
"""

import codecs
import re
from dataclasses import dataclass

from undersigned.errors import Unreadable

MENDED = "Some letters were damaged by an earlier program (“Ã©” for “é”) and were mended."
GUESSED = "The file is not UTF-8; it was read as Windows-1252."
LOST = "Some characters cannot be read; they stand as “\ufffd”."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 read as Windows-1252: a lead byte as Ã, Â, Å, Ä, Ê, Ð or â, then one or two continuation bytes.
_CONTINUATION = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_SPOILT = re.compile(f"[\u00c2-\u00df]{_CONTINUATION}|[\u00e0-\u00ef]{_CONTINUATION}{{2}}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u2060\ufeff\xad]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, and notes on what was guessed or mended."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes. Raises `Unreadable` when they are not text at all."""
    text, notes = _decoded(data, declared)
    if _looks_binary(text):
        raise Unreadable("This is not text. Give a letter as text, Markdown, HTML, DOCX or PDF.")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0c", "\n\n")
    text = _CONTROLS.sub("", text)
    mended = mend(text)
    if mended != text:
        notes = (*notes, MENDED)
    if "\ufffd" in mended:
        notes = (*notes, LOST)
    return Decoded(mended, notes)


def _decoded(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    if data[:400].count(b"\x00") * 3 > len(data[:400]):
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace"), ()
    for likely in (declared, "utf-8"):
        try:
            if likely:
                return data.decode(likely), ()
        except (LookupError, UnicodeDecodeError):
            continue
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace"), ()
    return data.decode("cp1252", "replace"), (GUESSED,)


def _mostly_utf8(data: bytes) -> bool:
    """A long UTF-8 file cut in the middle of a letter, or with a few broken bytes, is still UTF-8."""
    lost = data.decode("utf-8", "replace").count("\ufffd")
    accented = sum(byte >= 0xC2 for byte in data)
    return accented > 0 and lost * 10 < accented


def _looks_binary(text: str) -> bool:
    controls = len(_CONTROLS.findall(text[:20_000]))
    return controls > 3 and controls * 50 > len(text[:20_000])


def mend(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252, piece by piece; what does not fit stays as it is."""
    return _SPOILT.sub(_mended_piece, text) if _SPOILT.search(text) else text


def _mended_piece(match: re.Match[str]) -> str:
    piece = match.group()
    try:
        raw = b"".join(_byte(character) for character in piece)
        return raw.decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return piece


def _byte(character: str) -> bytes:
    """The byte that Windows-1252 shows as this character; its five gaps are taken as Latin-1 does."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
