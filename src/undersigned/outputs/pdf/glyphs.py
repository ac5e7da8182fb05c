"""What no font can show: found before the letter is set, printed in Latin letters, and told.

Typst refuses a tagged PDF with a character that has no glyph, and would print an empty box in any other. One
name in a script that this machine has no font for must do neither.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from undersigned.outputs.pdf.press import OUR_FONTS
from undersigned.wording import Wording

_SYSTEM_FONTS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
_MOST_NAMED = 40


@cache
def _shipped() -> frozenset[int]:
    """Code points of the fonts that Typst brings and of those in `outputs/fonts`."""
    points: set[int] = set()
    for file in OUR_FONTS.glob("*.ranges"):
        for line in file.read_text("ascii").split():
            first, _, last = line.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def _points(file: Path) -> set[int]:
    """The code points of a font file; none of one that cannot be read."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # few letters need a font from elsewhere

    try:
        if file.suffix.lower() == ".ttc":
            with TTCollection(file, lazy=True) as collection:
                return {point for font in collection.fonts for point in font.getBestCmap() or ()}
        with TTFont(file, lazy=True) as font:
            return set(font.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError, ValueError):
        return set()


def missing_from_our_fonts(text: str) -> set[int]:
    """The characters that need a font from elsewhere. What is never drawn (joiners, blanks) needs none."""
    return {ord(each) for each in set(text) if _is_drawn(each) and not _is_shipped(each)}


def _is_drawn(character: str) -> bool:
    invisible = unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")
    return not invisible and not 0xFE00 <= ord(character) <= 0xFE0F


def _is_shipped(character: str) -> bool:
    """A glyph that a font keeps for its own use is not the one that somebody else meant."""
    return ord(character) in _shipped() and unicodedata.category(character) != "Co"


def fonts_with(missing: set[int], folders: Iterable[Path]) -> tuple[list[Path], set[int]]:
    """Font files of this machine for these characters, and the characters that none of them has."""
    found: list[Path] = []
    left = set(missing)
    for file in _font_files(folders):
        if not left:
            break
        if covered := {point for point in left & _points(file) if unicodedata.category(chr(point)) != "Co"}:
            found.append(file)
            left -= covered
    return found, left


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in [*folders, *map(Path, _SYSTEM_FONTS)]:
        yield from sorted(
            file for file in folder.rglob("*") if file.suffix.lower() in (".ttf", ".otf", ".ttc")
        )


def in_latin_letters(missing: set[int]) -> dict[int, str]:
    """Each character as it is printed instead: its sound, or its number where it has none."""
    from anyascii import anyascii

    return {point: anyascii(chr(point)).strip() or f"[U+{point:04X}]" for point in missing}


def notes(missing: set[int], lines: Iterable[str], text: str, wording: Wording) -> list[str]:
    """The sentences for the report: which lines of the PDF, and what in its text, are not as typed."""
    characters = {chr(point) for point in missing}
    touched = [line for line in lines if characters & set(line)]
    said = [_of_lines(touched, wording)] if touched else []
    elsewhere = "".join(sorted(characters & set(_without(text, touched))))
    if elsewhere:
        sentence = "PDF: no font here can show {characters} in the text; Latin letters stand for them"
        said.append(wording.say(sentence, characters=_shortened(list(elsewhere), " ")))
    return said


def _of_lines(touched: list[str], wording: Wording) -> str:
    return wording.count(
        "PDF: no font here can show all of one line; it is printed in Latin letters: {lines}",
        "PDF: no font here can show all of {number} lines; they are printed in Latin letters: {lines}",
        len(touched),
        lines=_shortened(touched, "; "),
    )


def _without(text: str, lines: Iterable[str]) -> str:
    """The text less the names in these lines: what is left of a character stands elsewhere."""
    for name in {line.split(",")[0] for line in lines}:
        text = text.replace(json.dumps(name, ensure_ascii=False)[1:-1], "")
    return text


def _shortened(several: list[str], between: str) -> str:
    return between.join(several[:_MOST_NAMED]) + (" …" if len(several) > _MOST_NAMED else "")
