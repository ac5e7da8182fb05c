"""Lists with the surname first: "Adebayo, Kemi", "de Vries, Anneke (Utrecht)", "Fox, Jo – Librarian"."""

from dataclasses import replace

from undersigned.reading.find_block.entries import Entry
from undersigned.reading.find_block.shapes import begins_with_a_surname

_FEWEST = 3
_MOST = 0.7


def surnames_first(entries: list[Entry]) -> list[Entry]:
    """The entries, marked where the list prints surnames first: one alone could be a name and a town."""
    first = [not entry.cells and begins_with_a_surname(entry.text) for entry in entries]
    if sum(first) < max(_FEWEST, len(entries) * _MOST):
        return entries
    return [
        replace(entry, surname_first=True) if yes else entry
        for entry, yes in zip(entries, first, strict=True)
    ]
