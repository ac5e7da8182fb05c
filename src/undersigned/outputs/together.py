"""Who signs with whom: as a picture, a square for each two, the darker the more letters; and as a file."""

import csv
import io
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from undersigned.domain.archive import Signer, Together
from undersigned.domain.spreadsheets import guarded
from undersigned.wording import Wording

SHOWN = 30  # as many as the picture has room for, those with the most letters
_SIDE, _NAMES, _HEAD = 16, 190, 130
_INK = "#1f3a5f"
_COLUMNS = ("first", "first_name", "second", "second_name", "letters")


def drawing(found: Together, wording: Wording) -> str:
    """The SVG element, one picture to a screen reader: what it shows stands in the table beside it."""
    signers = [signer for signer, _ in found.signers[:SHOWN]]
    width, height = _NAMES + _SIDE * len(signers) + 8, _HEAD + _SIDE * len(signers) + 8
    title = wording.count(
        "Who signs with whom: one signatory", "Who signs with whom: {number} signatories", len(signers)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label={quoteattr(title)} font-family="sans-serif" font-size="11" fill="currentColor">'
        f"{''.join(_names(signers))}{''.join(_squares(signers, found, wording))}</svg>"
    )


def _names(signers: Sequence[Signer]) -> list[str]:
    drawn = []
    for at, signer in enumerate(signers):
        along, name = at * _SIDE + _SIDE - 4, escape(_short(signer.name))
        drawn.append(f'<text x="{_NAMES - 6}" y="{_HEAD + along}" text-anchor="end">{name}</text>')
        drawn.append(f'<text transform="translate({_NAMES + along},{_HEAD - 6}) rotate(-60)">{name}</text>')
    return drawn


def _squares(signers: Sequence[Signer], found: Together, wording: Wording) -> list[str]:
    shared = found.shared()
    most = max(shared.values(), default=1)
    drawn = []
    for row, first in enumerate(signers):
        for column, second in enumerate(signers):
            letters = shared.get((first.key, second.key), 0)
            if not letters:
                continue
            pair = f"{first.name} – {second.name}"
            said = wording.count("{pair}: one letter", "{pair}: {number} letters", letters, pair=pair)
            drawn.append(
                f'<rect x="{_NAMES + column * _SIDE}" y="{_HEAD + row * _SIDE}" width="{_SIDE - 1}" '
                f'height="{_SIDE - 1}" fill="{_INK}" fill-opacity="{0.2 + 0.8 * letters / most:.2f}">'
                f"<title>{escape(said)}</title></rect>"
            )
    return drawn


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25]}…"


def table(found: Together) -> bytes:
    """Every pair as CSV, safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for pair in found.pairs:
        cells = (pair.first.key, pair.first.name, pair.second.key, pair.second.name)
        writer.writerow([*map(guarded, cells), pair.letters])
    return text.getvalue().encode("utf-8")
