"""The picture of a letter for sharing: 1200 × 630, its title and its count, in the letter's own type."""

import json

import typst

from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import sheet_of
from undersigned.outputs.pdf.glyphs import in_latin_letters, missing_from_our_fonts
from undersigned.outputs.pdf.press import OUR_TEMPLATES, our_fonts

_LONGEST_TITLE = 180
_LONGEST_COALITION = 60
_ONE_PIXEL_A_POINT = 72.0


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    title = _short(sheet.title, _LONGEST_TITLE)
    data = {
        "title": title,
        "size": 74 if len(title) <= 60 else 58 if len(title) <= 110 else 46,
        "coalition": _short(sheet.coalition, _LONGEST_COALITION) if sheet.coalition else None,
        "facts": " · ".join(sheet.facts[:2]),
        "lang": sheet.language.split("-")[0].lower(),
    }
    text = json.dumps(data, ensure_ascii=False)
    missing = in_latin_letters(missing_from_our_fonts(text))  # a picture cannot say what it left out
    picture = typst.compile(
        str(OUR_TEMPLATES / "card.typ"),
        root=str(OUR_TEMPLATES),
        font_paths=our_fonts(),
        sys_inputs={
            "data": text.translate({point: json.dumps(said)[1:-1] for point, said in missing.items()})
        },
        format="png",
        ppi=_ONE_PIXEL_A_POINT,
    )
    if not isinstance(picture, bytes):
        raise TypeError("the card is one page")
    return Rendered("card.png", "image/png", picture)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
