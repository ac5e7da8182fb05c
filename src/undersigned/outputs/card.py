"""The picture of a letter for sharing: 1200 × 630, its title and its count, in the letter's own type."""

import json
import tempfile
from pathlib import Path

import typst

from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import sheet_of

_FOLDER = Path(__file__).parent
_LONGEST_TITLE = 180
_ONE_PIXEL_A_POINT = 72.0


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    title = (
        sheet.title
        if len(sheet.title) <= _LONGEST_TITLE
        else sheet.title[: _LONGEST_TITLE - 1].rstrip() + "…"
    )
    data = {
        "title": title,
        "size": 74 if len(title) <= 60 else 58 if len(title) <= 110 else 46,
        "coalition": sheet.coalition,
        "facts": " · ".join(sheet.facts[:2]),
        "lang": sheet.language.split("-")[0].lower(),
    }
    with tempfile.TemporaryDirectory(prefix="undersigned-") as name:
        folder = Path(name)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        (folder / "card.typ").write_bytes((_FOLDER / "templates" / "card.typ").read_bytes())
        picture = typst.compile(
            str(folder / "card.typ"),
            root=name,
            font_paths=[str(_FOLDER / "fonts")],
            sys_inputs={"data": "data.json"},
            format="png",
            ppi=_ONE_PIXEL_A_POINT,
        )
    if not isinstance(picture, bytes):
        raise TypeError("the card is one page")
    return Rendered("card.png", "image/png", picture)
