"""The letter on paper: a tagged PDF/UA-1 (and PDF/A-2a where it has a date), set by Typst.

Text goes in as JSON, never as markup, and the compiler sees one temporary folder and no packages. A letter
with a character that no font can show is set all the same; see `glyphs`.
"""

import io
import json
import re
import tempfile
from pathlib import Path
from shutil import copyfile
from typing import Any

import pikepdf
import segno
import typst

from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import Sheet, sheet_of
from undersigned.errors import Unreadable
from undersigned.outputs.pdf.data import LONGEST_LIST, data_of
from undersigned.outputs.pdf.glyphs import (
    OUR_FONTS,
    fonts_with,
    in_latin_letters,
    missing_from_our_fonts,
    note,
)

_TEMPLATE = Path(__file__).parent.parent / "templates" / "letter.typ"
_PACKAGE = re.compile(r"[\"']@[\w-]+/")
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    data = data_of(publication, sheet)
    with tempfile.TemporaryDirectory(prefix="undersigned-") as name:
        folder = Path(name)
        _put_images(folder, publication, sheet, data)
        notes = _put_data(folder, publication, sheet, data)
        (folder / "letter.typ").write_text(_template(publication), "utf-8")
        content, standard_notes = _compiled(folder, sheet, dated=data["created"] is not None)
    if len(publication.document.signatories) > LONGEST_LIST:
        notes.append(f"PDF: {data['more']}")
    return Rendered("letter.pdf", "application/pdf", _smaller(content), (*notes, *standard_notes))


def _template(publication: Publication) -> str:
    """Our template, or the server owner's. One that uses packages is refused: they would be fetched."""
    text = dict(publication.presentation.templates).get("letter.typ")
    if text is None:
        return _TEMPLATE.read_text("utf-8")
    if _PACKAGE.search(text):
        raise Unreadable("a template cannot use packages; write what it needs into it", where="letter.typ")
    return text


def _put_images(folder: Path, publication: Publication, sheet: Sheet, data: dict[str, Any]) -> None:
    if letterhead := publication.presentation.letterhead:
        data["letterhead"] = _ENDINGS[letterhead.media_type]
        (folder / f"letterhead.{data['letterhead']}").write_bytes(letterhead.image)
    if address := publication.links.check:
        code = io.BytesIO()
        segno.make(address, error="m").save(code, kind="svg", border=0, xmldecl=False, svgns=True)
        (folder / "check.svg").write_bytes(code.getvalue())
        data["check"] = {
            "alt": sheet.wording.say("Code that leads to {address}", address=address),
            "sentence": sheet.wording.say("How to check this list:"),
            "address": address,
            "lines": [publication.facts.fingerprint] if publication.facts.fingerprint else [],
        }


def _put_data(folder: Path, publication: Publication, sheet: Sheet, data: dict[str, Any]) -> list[str]:
    """Write the data with what no font can show put into Latin letters; the notes that say so."""
    text = json.dumps(data, ensure_ascii=False)
    missing = missing_from_our_fonts(text)
    more = publication.presentation.fonts
    files, missing = fonts_with(missing, [more] if more else []) if missing else ([], missing)
    fonts = folder / "fonts"
    fonts.mkdir()
    for index, file in enumerate(files):
        copyfile(file, fonts / f"{index}{file.suffix}")
    shown = {point: json.dumps(letters)[1:-1] for point, letters in in_latin_letters(missing).items()}
    (folder / "data.json").write_text(text.translate(shown) if missing else text, "utf-8")
    lines = (str(line) for group in sheet.groups for line in group.lines)
    return [note(missing, lines, sheet.wording)] if missing else []


def _compiled(folder: Path, sheet: Sheet, *, dated: bool) -> tuple[bytes, list[str]]:
    """The PDF under the strictest standard it can meet, and a note if that is not PDF/UA-1."""
    ladder: list[Any] = [["a-2a", "ua-1"], ["ua-1"], []]  # typst's own type lists every standard there is
    for standards in ladder if dated else ladder[1:]:
        try:
            content = typst.compile(
                str(folder / "letter.typ"),
                root=str(folder),
                font_paths=[str(OUR_FONTS), str(folder / "fonts")],
                ignore_system_fonts=True,
                sys_inputs={"data": "data.json"},
                pdf_standards=standards,
                package_path=str(folder),
                package_cache_path=str(folder),
                format="pdf",
            )
        except typst.TypstError as trouble:
            if not standards:
                raise Unreadable(f"the PDF cannot be set: {trouble}", where="letter.typ") from trouble
            continue
        return bytes(content), [] if standards else [sheet.wording.say("PDF: not PDF/UA-1, though tagged")]
    raise AssertionError("the last step of the ladder returns or raises")


def _smaller(content: bytes) -> bytes:
    """The same PDF with its objects packed: a fifth of the size for a long list. Same input, same bytes."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()
