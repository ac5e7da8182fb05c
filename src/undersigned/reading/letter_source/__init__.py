"""A letter's source, Markdown with a YAML header, as a document. Format: docs/reference/letter-source.md."""

from dataclasses import dataclass, replace
from functools import lru_cache

from undersigned.domain.documents import DocumentSource, LetterDocument
from undersigned.domain.text import canonical_bytes, sha256_hex
from undersigned.errors import Unreadable
from undersigned.reading.letter_source.body import read_body
from undersigned.reading.letter_source.header import FORBIDDEN, read_header

LARGEST = 200_000  # thirty thousand words; what is larger is no letter
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class LetterSource:
    """`canonical` are the bytes an edition is hashed over, `sha256` their hash in lower-case hex.

    `list_at` is the line of a list of signatories below the text, as `compose` writes one; None without.
    """

    document: LetterDocument
    canonical: bytes
    sha256: str
    list_at: int | None = None
    cut: Unreadable | None = None

    def require_that_all_is_printed(self) -> None:
        """Unreadable where YAML leaves words of the header out, as a comment: they would be signed and not
        seen. A text that is signed already stays what it is.
        """
        if self.cut:
            raise self.cut


@lru_cache(maxsize=64)
def read_letter_source(data: bytes) -> LetterSource:
    """Read a letter source; `Unreadable` says the line and what would be right.

    What was read is remembered: an edition never changes, and every page and signature of it asks again.
    """
    canonical = canonical_bytes(_text(data))
    lines = canonical.decode("utf-8").split("\n")
    end = _header_end(lines)
    header, cut = read_header("\n".join(lines[1:end]), first_line=2)
    body = read_body("\n".join(lines[end + 1 :]), first_line=end + 2)
    digest = sha256_hex(canonical)
    document = replace(
        header,
        body=body.blocks,
        asks=body.asks,
        thanks=body.thanks,
        source=DocumentSource(file=None, sha256=digest, kind="markdown"),
    )
    return LetterSource(document, canonical, digest, body.list_at, cut)


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Unreadable(f"the file has {len(data):,} bytes; a letter may have {LARGEST:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data[: trouble.start].count(b"\n") + 1
        raise Unreadable("this is not UTF-8 text; save the file as UTF-8", where=f"line {line}") from trouble
    if not text.strip():
        raise Unreadable("the file is empty; a letter has a header between two lines of --- and a text")
    if forbidden := FORBIDDEN.search(text.replace("\r\n", "\n").replace("\r", "\n")):
        line = text.count("\n", 0, text.index(forbidden[0])) + 1
        code = f"U+{ord(forbidden[0]):04X}"
        raise Unreadable(
            f"there is a control character ({code}) in the text; remove it", where=f"line {line}"
        )
    return text


def _header_end(lines: list[str]) -> int:
    """Index of the line that ends the header."""
    if lines[0].rstrip() != _FENCE:
        raise Unreadable(
            "the letter does not begin with a header; put “---”, “title: …”, “---” before the text",
            where="line 1",
        )
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return index
    raise Unreadable("the header that begins here has no end; close it with a line “---”", where="line 1")
