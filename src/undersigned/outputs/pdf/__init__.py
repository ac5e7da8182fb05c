"""The letter on paper: a tagged PDF/UA-1 (and PDF/A-2a where it has a date), set by Typst.

Text goes in as JSON, never as markup, and the compiler sees one folder and no packages. A letter
with a character that no font can show is set all the same; see `glyphs`.
"""

import io
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any

import segno

from undersigned.domain.letterheads import ENDINGS
from undersigned.domain.publishing import Letterhead, Publication, Rendered
from undersigned.domain.sheet import Sheet, sheet_of
from undersigned.errors import OutsideFailure, Unreadable
from undersigned.outputs.pdf import press
from undersigned.outputs.pdf.data import LONGEST_LIST, data_of
from undersigned.outputs.pdf.glyphs import fonts_with, in_latin_letters, missing_from_our_fonts, notes

LONGEST_HERE = 5_000  # above it the compiler's memory is more than a web process should keep

_TEMPLATE = "letter.typ"
_PACKAGE = re.compile(r"[\"']@[\w-]+/")


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    count = len(publication.document.signatories)
    letterhead, own = publication.presentation.letterhead, _own_template(publication)
    data = data_of(publication, sheet)
    data["letterhead"] = ENDINGS[letterhead.media_type] if letterhead else None
    data["check"] = _check(publication, sheet)
    text = json.dumps(data, ensure_ascii=False)
    text, fonts, said = _printable(text, publication, sheet)
    apart = count > LONGEST_HERE
    with _folder(own, letterhead, fonts, apart=apart) as folder:
        printed = _printed(
            press.Job(folder, _TEMPLATE, text, data["created"] is not None), count, apart=apart
        )
    if count > LONGEST_LIST:
        said.append(f"PDF: {data['more']}")
    if not printed.standards:
        said.append(sheet.wording.say("PDF: not PDF/UA-1, though tagged"))
    return Rendered("letter.pdf", "application/pdf", printed.content, tuple(said))


def _printed(job: press.Job, count: int, *, apart: bool) -> press.Printed:
    try:
        if apart:
            return press.set_apart(job)
        printed = press.set_here(job)
        return press.Printed(press.smaller(printed.content), printed.standards)
    except press.TemplateFailure as trouble:
        raise Unreadable(f"the PDF cannot be set: {trouble}", where=_TEMPLATE) from trouble
    except press.PressFailure as trouble:
        what = f"the PDF of {count:,} signatories could not be set ({trouble}); it needs about 1 GB of memory"
        raise OutsideFailure(what, retry=True) from trouble


def _own_template(publication: Publication) -> str | None:
    """The server owner's template, if any. One that uses packages is refused: they would be fetched."""
    text = dict(publication.presentation.templates).get(_TEMPLATE)
    if text is not None and _PACKAGE.search(text):
        raise Unreadable("a template cannot use packages; write what it needs into it", where=_TEMPLATE)
    return text


@contextmanager
def _folder(
    own: str | None, letterhead: Letterhead | None, fonts: Sequence[Path], *, apart: bool
) -> Iterator[Path]:
    """All that the compiler sees: a folder for this letter, or our templates where that is enough."""
    if own is None and letterhead is None and not fonts and not apart:
        yield press.OUR_TEMPLATES
        return
    with tempfile.TemporaryDirectory(prefix="undersigned-") as name:
        folder = Path(name)
        text = (press.OUR_TEMPLATES / _TEMPLATE).read_text("utf-8") if own is None else own
        (folder / _TEMPLATE).write_text(text, "utf-8")
        if letterhead:
            (folder / f"letterhead.{ENDINGS[letterhead.media_type]}").write_bytes(letterhead.image)
        for index, file in enumerate(fonts):
            (folder / press.MORE_FONTS).mkdir(exist_ok=True)
            copyfile(file, folder / press.MORE_FONTS / f"{index}{file.suffix}")
        yield folder


def _check(publication: Publication, sheet: Sheet) -> dict[str, Any] | None:
    """The line that leads to the check, with its code as a drawing."""
    address = publication.links.check
    if address is None:
        return None
    code = io.BytesIO()
    segno.make(address, error="m").save(code, kind="svg", border=0, xmldecl=False, svgns=True)
    return {
        "code": code.getvalue().decode("ascii"),
        "alt": sheet.wording.say("Code that leads to {address}", address=address),
        "sentence": sheet.wording.say("How to check this list:"),
        "address": address,
        "lines": [publication.facts.fingerprint] if publication.facts.fingerprint else [],
    }


def _printable(text: str, publication: Publication, sheet: Sheet) -> tuple[str, list[Path], list[str]]:
    """The data with what no font can show put into Latin letters, more fonts, and the notes that say so."""
    missing = missing_from_our_fonts(text)
    if not missing:
        return text, [], []
    more = publication.presentation.fonts
    files, missing = fonts_with(missing, [more] if more else [])
    if not missing:
        return text, files, []
    shown = {point: json.dumps(letters)[1:-1] for point, letters in in_latin_letters(missing).items()}
    lines = (str(line) for group in sheet.groups for line in group.lines)
    return text.translate(shown), files, notes(missing, lines, text, sheet.wording)
