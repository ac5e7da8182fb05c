"""Lists that print the surname first: "Adebayo, Kemi", "de Vries, Anneke (Utrecht University)"."""

import re
from dataclasses import replace

from undersigned.reading.find_block.entries import Entry
from undersigned.reading.find_block.person import (
    DEGREE,
    PARTICLES,
    SUFFIX,
    is_name,
    is_organisation,
    is_title,
)
from undersigned.reading.whereabouts import where_is

_FEWEST = 3
_MOST = 0.7
_ASIDE = re.compile(r"\s*[(\[].*")


def surnames_first(entries: list[Entry]) -> list[Entry]:
    """The entries, marked where the list prints surnames first: one alone could be a name and a town."""
    first = [_is_surname_first(entry) for entry in entries]
    if sum(first) < max(_FEWEST, len(entries) * _MOST):
        return entries
    return [
        replace(entry, surname_first=True) if yes else entry
        for entry, yes in zip(entries, first, strict=True)
    ]


def _is_surname_first(entry: Entry) -> bool:
    pieces = [piece.strip() for piece in entry.text.split(",")]
    if len(pieces) < 2 or entry.cells:
        return False
    surname, given = pieces[0].split(), _ASIDE.sub("", pieces[1]).split()
    alone = [token for token in surname if token.casefold() not in PARTICLES]
    if len(alone) != 1 or not 1 <= len(given) <= 3 or is_organisation(pieces[0]):
        return False
    text = " ".join(given)
    told = is_title(text) or is_organisation(text) or where_is(text) or DEGREE.fullmatch(text)
    return not told and SUFFIX.fullmatch(text) is None and is_name([*given, *surname])
