"""The formats a letter comes in: one file each, `render(publication) -> Rendered`, loaded when it is used."""

import io
from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from undersigned.domain.publishing import Publication, Rendered

# name → module; the name is the ending of the file and of the address.
FORMATS: dict[str, str] = {
    "html": "undersigned.outputs.html",
    "pdf": "undersigned.outputs.pdf",
    "docx": "undersigned.outputs.docx",
    "txt": "undersigned.outputs.text",
    "md": "undersigned.outputs.markdown",
    "json": "undersigned.outputs.json",
    "csv": "undersigned.outputs.csv",
    "xlsx": "undersigned.outputs.xlsx",
}
# What stands beside a letter: not files of it, and not sealed. Name → (module, file).
BESIDE: dict[str, tuple[str, str]] = {
    "map": ("undersigned.outputs.map", "map.svg"),
    "card": ("undersigned.outputs.pdf.card", "card.png"),
    "embed": ("undersigned.outputs.html.embed", "embed.html"),
}

# The templates that whoever sets a letter can put their own in place of.
TEMPLATES = ("letter.typ", "letter.html.j2", "letter.css")

_TABLES = ("csv", "xlsx")


def file_name(name: str) -> str:
    """What a file of this format is called: the list alone in tables, the letter in all else."""
    if name in BESIDE:
        return BESIDE[name][1]
    return f"signatories.{name}" if name in _TABLES else f"letter.{name}"


class Format(Protocol):
    """What every module of `FORMATS` has."""

    def render(self, publication: Publication) -> Rendered: ...


def format_named(name: str) -> Format:
    """The module of a format; `name` is a key of `FORMATS` or `BESIDE`."""
    return cast(Format, import_module(FORMATS[name] if name in FORMATS else BESIDE[name][0]))


def format_of_file(file: str) -> Format:
    """The module that made a file, by the file's name."""
    return next(format_named(name) for name in (*FORMATS, *BESIDE) if file_name(name) == file)


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file, as DOCX and XLSX are: the same parts give the same bytes, whatever the time."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts:
            entry = ZipInfo(name)  # dated 1980, the beginning of time in a zip
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()
