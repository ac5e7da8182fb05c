"""What stands at the head of a letter: title, addressees, salutation; and where its text begins.

Above a letter there may be an article about it. The salutation parts them; without one, an article is taken
to be there only if it says so ("The full letter is below:").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undersigned.domain.documents import Addressee
from undersigned.domain.name_matching import folded
from undersigned.reading.address_lines import ATTENTION, TO
from undersigned.reading.find_addressees import find_addressees
from undersigned.reading.find_block.person import is_name, is_title
from undersigned.reading.find_title import find_title
from undersigned.reading.languages import phrases
from undersigned.reading.lines import Line

_LONGEST_SALUTATION = 16
_FEWEST_OF_PROSE = 12
_QUOTES = ("“", '"', "«", "„", "‘")
_ANNOUNCED = re.compile(
    r"\b(?:letter|text|carta|lettre|brief|texto|texte|statement|wortlaut|"
    r"lettera)\b.*\b(?:below|follows|following|included|here|"
    r"siguiente|continuacion|ci-dessous|suivant|folgt|seguir|abaixo|folgenden|"
    r"seguente)\b.*[:.]?$|^full text\b"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Indexes of lines: `salutation` is its own line or None; the letter's text begins at `body`.

    `article` is how many lines above belong to an article about the letter (0 where there is none).
    """

    title: str | None
    addressees: tuple[Addressee, ...]
    salutation: str | None
    salutation_at: int | None
    body: int
    article: int


def find_heading(lines: Sequence[Line], end: int, meta: Mapping[str, str]) -> Heading:
    """The head of the letter whose signature block begins at line `end`."""
    at = _salutation(lines, end)
    announced = _announced(lines, at if at is not None else end)
    start = announced + 1 if announced is not None else 0
    article = start if announced is not None else _article_without_notice(lines, at)
    salutation = lines[at].text if at is not None else None
    above = (
        lines[max(article, (at or 0) - 16) : at] if at is not None else lines[article : min(article + 8, end)]
    )
    marked = any(TO.match(line.text) or ATTENTION.match(line.text) for line in above)
    addressees = find_addressees(above if salutation or marked else (), salutation)
    title = find_title(lines, at if at is not None else end, meta)
    body = at + 1 if at is not None else _first_text(lines, article, end, title)
    return Heading(title, addressees, salutation, at, body, article)


def _salutation(lines: Sequence[Line], end: int) -> int | None:
    """The line that greets: it begins as greetings do, is short, and ends with a comma or a colon."""
    for at, line in enumerate(lines[:end]):
        plain = folded(line.text)
        if len(plain.split()) > _LONGEST_SALUTATION or line.kind in ("heading", "item"):
            continue
        greeted = next(
            (
                phrase
                for phrase in phrases("salutations")
                if plain.startswith((phrase + " ", phrase + ",", phrase + ":"))
            ),
            None,
        )
        if _greets_by_title(lines, at):
            return at
        if greeted and (plain.rstrip().endswith((",", ":", "!")) or _greets(greeted, plain, at, lines)):
            return at
    return None


def _greets_by_title(lines: Sequence[Line], at: int) -> bool:
    """ "Governor Whitmore-Reyes:", and running text below it."""
    text = lines[at].text
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    if text[-1:] not in ":," or "," in text[:-1] or len(below.split()) <= _FEWEST_OF_PROSE:
        return False
    if below.startswith(_QUOTES):
        return False  # a speaker, and what was said
    tokens = text.rstrip(":,").split()
    return len(tokens) > 1 and is_title(tokens[0]) and is_name(tokens[1:], lone=True)


def _greets(greeted: str, plain: str, at: int, lines: Sequence[Line]) -> bool:
    """A greeting that lost its comma is still one when running text follows."""
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return (
        greeted in ("dear", "estimado", "estimada", "sehr geehrte", "sehr geehrter", "prezado", "prezada")
        and len(following.split()) > 12
    )


def _announced(lines: Sequence[Line], before: int) -> int | None:
    found = [
        at
        for at, line in enumerate(lines[:before])
        if len(line.text.split()) <= 20 and _ANNOUNCED.search(folded(line.text))
    ]
    return found[-1] if found else None


def _article_without_notice(lines: Sequence[Line], salutation: int | None) -> int:
    """Running text above the salutation is an article: no letter begins before its greeting."""
    if salutation is None:
        return 0
    prose = [at for at, line in enumerate(lines[:salutation]) if len(line.text.split()) > 30]
    return prose[-1] + 1 if prose else 0


def _first_text(lines: Sequence[Line], start: int, end: int, title: str | None) -> int:
    """Where running text begins in a letter without a greeting."""
    for at in range(start, end):
        if lines[at].text != title and len(lines[at].text.split()) > 12:
            return at
    return start
