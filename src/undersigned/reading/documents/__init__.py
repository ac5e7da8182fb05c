"""Files of every kind → lines. To add a kind: one file here with `read(data) -> Lines`, one row in `KINDS`.

The kind is decided by what the bytes are, not by what the file is called: a letter saved under the wrong
ending is still read, and the mismatch is noted.
"""

import re
from importlib import import_module
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from undersigned.domain.documents import DocumentKind
from undersigned.errors import Unreadable
from undersigned.reading.isolated import read_isolated
from undersigned.reading.lines import Lines, lines_from_json

KINDS: dict[DocumentKind, tuple[str, ...]] = {
    "text": (".txt", ".text", ""),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx", ".docm"),
    "pdf": (".pdf",),
}
PARSED_APART: frozenset[DocumentKind] = frozenset(("html", "docx", "pdf"))  # by C and C++: `isolated`
LARGEST = 50 * 1024 * 1024

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<(?:body|head|p|div|table|article|main|ul|ol|h[1-6])[\s>]", re.I
)
_MARKDOWN = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---\r?\n|^#{1,6} \S|^\*\*\S|\]\([a-z#/]|^\+-{3,}|^\|.*\|\s*$|^> |"
    rb"\{\.ask|^ *[-*+] \*\*|^```",
    re.M,
)
_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc). Save it as .docx or PDF"),
    (b"{\\rtf", "a rich-text file (.rtf). Save it as .docx or PDF"),
    (
        b"\x89PNG",
        "an image. The reader needs text; ask for the letter as text, DOCX or a PDF with a text layer",
    ),
    (
        b"\xff\xd8\xff",
        "an image. The reader needs text; ask for the letter as text, DOCX or a PDF with a text layer",
    ),
    (b"\x1f\x8b", "a compressed file. Unpack it first"),
    (b"SQLite format 3", "a database. Give a letter as text, Markdown, HTML, DOCX or PDF"),
)


def read_document(name: str, data: bytes) -> Lines:
    """The lines of a document. Raises `Unreadable` with what is wrong and what would be right."""
    if not data.strip():
        raise Unreadable("The file is empty.").within(name)
    if len(data) > LARGEST:
        raise Unreadable(f"The file is larger than {LARGEST // 2**20} MB. Give the letter alone.").within(
            name
        )
    try:
        kind = kind_of(name, data)
        lines = _read_apart(kind, data) if kind in PARSED_APART else _read_here(kind, data)
    except Unreadable as trouble:
        raise trouble.within(name) from None
    if not any(line.text for line in lines.lines):
        raise Unreadable("There is no text in it.").within(name)
    return lines


def _read_apart(kind: DocumentKind, data: bytes) -> Lines:
    return lines_from_json(read_isolated(f"documents.{kind}", data))


def _read_here(kind: DocumentKind, data: bytes) -> Lines:
    module = import_module(f"undersigned.reading.documents.{kind}")
    lines: Lines = module.read(data)
    return lines


def kind_of(name: str, data: bytes) -> DocumentKind:
    """What these bytes are; the name decides only between kinds of text."""
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data)
    for magic, what in _OTHER_KINDS:
        if data.startswith(magic):
            raise Unreadable(f"This is {what}.")
    ending = _ending(name)
    if ending in KINDS["pdf"] or ending in KINDS["docx"]:
        raise Unreadable(f"It is called {ending} but is no such file; it may be damaged or cut short.")
    if ending in KINDS["markdown"]:
        return "markdown"
    if _HTML.search(data[:4096]) or ending in KINDS["html"]:
        return "html"
    return "markdown" if len(_MARKDOWN.findall(data[:20_000])) > 1 or data.startswith(b"---\n") else "text"


def _kind_of_zip(data: bytes) -> DocumentKind:
    try:
        names = ZipFile(BytesIO(data)).namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable("The DOCX file is damaged or cut short. Save it again and retry.") from None
    if "word/document.xml" in names:
        return "docx"
    raise Unreadable("This is an archive or another kind of office file. Give a letter as DOCX, PDF or text.")


def _ending(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + last.rsplit(".", 1)[-1].lower() if "." in last else ""
