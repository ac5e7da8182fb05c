"""The faces of the letter's type that a page needs: what nobody sees on it is not sent.

Those of every page have the letters of English, Spanish, French and German. Italics, the letters of central
and northern Europe and Turkey, and those of Vietnam come along where the letter has any.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from undersigned.domain.sheet import Asks, Heading, Item, Items, Paragraph, Quote, Runs, SetAsk, Sheet

_FONTS = Path(__file__).parent.parent / "fonts"
_SERIF, _CAPS = "Libertinus Serif", "Libertinus Caps"
# The letters of `outputs/fonts/SOURCES.md`; others come from the reader's own serif.
_WESTERN = (
    "U+20-7E,U+A0-A1,U+A7,U+A9,U+AB,U+B0,U+B7,U+BB,U+BF-C2,U+C4,U+C7-CB,U+CD-CF,U+D1,U+D3-D4,U+D6,U+D9-DC,U+DF-E2,"
    "U+E4,U+E7-EB,U+ED-EF,U+F1,U+F3-F4,U+F6,U+F9-FC,U+2011,U+2013-2014,U+2018-2019,U+201C-201D,U+2022,U+2026,U+20AC"
)
_ELSEWHERE = {
    "ext": ("U+100-17F,U+218-21B,U+1E9E", re.compile("[\u0100-\u017f\u0218-\u021b\u1e9e]")),
    "viet": ("U+1A0-1A1,U+1AF-1B0,U+1EA0-1EF9", re.compile("[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")),
}


@dataclass(frozen=True, slots=True)
class Face:
    """A file of the folder of fonts, and what a style sheet says of it."""

    file: str
    family: str = _SERIF
    weight: int = 400
    style: str = "normal"
    letters: str = _WESTERN


REGULAR, SEMIBOLD = Face("serif-regular"), Face("serif-semibold", weight=600)
ITALIC, CAPS = Face("serif-italic", style="italic"), Face("caps-regular", _CAPS)


def style_of(faces: Iterable[Face]) -> str:
    """The faces inside a style sheet, as data: a page asks for nothing."""
    return "".join(map(_rule, faces))


def faces_of(sheet: Sheet) -> Iterator[Face]:
    yield from (REGULAR, SEMIBOLD, CAPS)
    lines = [line for group in sheet.groups for line in group.lines]
    texts = list(_texts(sheet))
    if any(line.remark for line in lines) or any(run.emphasis for runs in texts for run in runs):
        yield ITALIC
    written = "".join(run.text for runs in texts for run in runs)
    bold = "".join((sheet.title, written, *(line.name for line in lines)))
    light = "".join((written, *map(str, sheet.departures), *(line.capacity for line in lines)))
    light += "".join(text for lines in sheet.addressees for text in lines)
    for name, (letters, found) in _ELSEWHERE.items():
        if found.search(light):
            yield Face(f"serif-regular-{name}", letters=letters)
        if found.search(bold):
            yield Face(f"serif-semibold-{name}", weight=600, letters=letters)


def _texts(sheet: Sheet) -> Iterator[Runs]:
    for passage in sheet.passages:
        match passage:
            case Paragraph() | Heading():
                yield passage.runs
            case Quote():
                yield from passage.paragraphs
            case Items():
                yield from _of_items(passage.items)
            case Asks():
                yield from _of_asks(passage.asks)
    for note in sheet.footnotes:
        yield from note.paragraphs


def _of_items(items: Iterable[Item]) -> Iterator[Runs]:
    for item in items:
        yield from item.paragraphs
        yield from _of_items(item.below)


def _of_asks(asks: Iterable[SetAsk]) -> Iterator[Runs]:
    for ask in asks:
        yield from ask.paragraphs
        yield from _of_asks(ask.parts)


@cache
def _rule(face: Face) -> str:
    data = (_FONTS / f"libertinus-{face.file}.woff2").read_bytes()
    address = f"data:font/woff2;base64,{base64.b64encode(data).decode('ascii')}"
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'font-display:swap;src:url({address}) format("woff2");unicode-range:{face.letters}}}\n'
    )
