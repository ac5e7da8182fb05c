"""Blocks set side by side, with tabs or in tables → one thing after the other.

The question each time: are the cells of a row several signatories beside each other, or the fields of one?
They are several when the cells of most rows are of one kind (a person beside a person, a title beside a
title).
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.person import is_organisation, is_title, person_in
from undersigned.reading.find_block.shapes import head_of, names_a_person
from undersigned.reading.lines import Line
from undersigned.reading.whereabouts import where_is

_WIDE = re.compile(r"\s{3,}|\t+")
_MOST = 0.6
_SORTED = 0.8  # what is set in order by chance is not
HEADERS: dict[str, str] = {
    "name": "name names nombre nom nome full-name signatory firmante signataire signatario "
    "unterzeichner prenom-nom nome-completo nombre-completo",
    "given": "first given first-name given-name nombre-de-pila prenom vorname nombres firstname",
    "family": "last family surname last-name family-name apellido apellidos nom-de-famille sobrenome "
    "nachname familienname lastname",
    "title": "title position role job-title cargo puesto titre fonction funcao funktion "
    "position-title titel qualite beruf profession profesion profissao amt",
    "office": "office oficina",
    "organisation": "organisation organization affiliation institution university company employer "
    "organizacion institucion universidad "
    "filiacion afiliacion etablissement organizacao instituicao filiacao "
    "organisation/institution institut einrichtung entidad entidade school escuela ecole escola schule",
    "place": "jurisdiction jurisdiccion city place town municipality location ciudad municipio "
    "localidad ville commune lieu "
    "cidade localidade stadt ort gemeinde kommune kreis gemeente comune",
    "region": "state region province estado provincia departement bundesland comunidad land",
    "country": "country pais pays staat",
    "number": "no no. # nr nr. num n° nº",
    "note": "department departamento departement-de date fecha comment note fachbereich relationship",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of fields: `columns` names each cell where the table has a head."""

    line: Line
    cells: tuple[str, ...]
    columns: tuple[str, ...] = ()


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The meaning of each column by a table's head; empty when the row is no head."""
    names = []
    for cell in cells:
        key = "-".join(folded(cell).strip(" .:*").split())
        names.append(next((name for name, known in HEADERS.items() if key in known.split()), ""))
    known = {name for name in names if name}
    is_head = len(known) >= 2 and ("name" in known or "family" in known or "organisation" in known)
    return tuple(names) if is_head else ()


def blank_cells(line: Line) -> tuple[str, ...]:
    """The pieces of a line between its wide gaps."""
    if line.cells:
        return tuple(cell for cell in line.cells if cell.strip()) if line.kind == "text" else line.cells
    if not line.spaced:
        return (line.text,)
    pieces = tuple(" ".join(piece.split()) for piece in _WIDE.split(line.spaced.strip()) if piece.strip())
    return pieces or (line.text,)


def kind_of_cell(cell: str) -> str:
    """Person, detail or other: enough to tell columns of signatories from columns of fields."""
    first = cell.split("\n", 1)[0]
    if (
        where_is(first)
        or is_organisation(head_of(first))
        or (is_title(first) and person_in(head_of(first)) is None)
    ):
        return "detail"
    return "person" if names_a_person(first) else "other"


def side_by_side(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of these rows are signatories beside each other."""
    alike = told = 0
    for cells in rows:
        kinds = [kind_of_cell(cell) for cell in cells if cell.strip()]
        if len(kinds) < 2 or "other" in kinds:
            continue
        told += 1
        alike += len(set(kinds)) == 1 and kinds[0] != "other"
    return told > 0 and alike >= told * _MOST and alike >= len(rows) * 0.2


def unfolded(lines: list[Line]) -> list[Line]:
    """The lines of a block with side-by-side columns put one below the other; others as they are."""
    wide = [line for line in lines if len(blank_cells(line)) > 1]
    if (
        not lines
        or len(wide) < max(1, len(lines) * 0.4)
        or not side_by_side([blank_cells(line) for line in wide])
    ):
        return lines
    starts = _column_starts(wide)
    rows = [_in_columns(line, starts) for line in lines]
    downwards = [line for column in _columns(rows, len(starts)) for line in column]
    across = _across(rows, lines, len(starts))
    if _has_holes(rows) or (_sortedness(downwards) > max(_sortedness(across), _SORTED)):
        return downwards
    on_paper = lines[0].page is not None  # columns of a page are filled downwards
    return downwards if on_paper and _sortedness(downwards) == _sortedness(across) else across


def _across(rows: list[list[Line | None]], lines: list[Line], width: int) -> list[Line]:
    """Row by row; where entries have several lines, paragraph by paragraph, each read downwards."""
    cells = [line for row in rows for line in row if line is not None]
    if all(kind_of_cell(line.text) == "person" for line in cells):
        return cells
    starts = [at for at, line in enumerate(lines) if line.gap or at == 0]
    parts = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return [line for part in parts for column in _columns(part, width) for line in column]


def _has_holes(rows: list[list[Line | None]]) -> bool:
    """Whether a cell is empty with a full one to its right: columns that fill independently of each other."""
    return any(left is None and right is not None for row in rows for left, right in pairwise(row))


def fielded(lines: list[Line]) -> list[Line]:
    """Lines whose wide gaps part the fields of one signatory get those fields as cells."""
    wide = [len(blank_cells(line)) for line in lines if not line.cells]
    usual = max(set(wide), key=wide.count) if wide else 0
    if usual < 2 or wide.count(usual) < len(lines) * _MOST:
        return lines
    return [line if line.cells else replace(line, cells=blank_cells(line)) for line in lines]


def _column_starts(lines: list[Line]) -> list[int]:
    """Where each column begins, by the rows that have the most cells."""
    most = max(len(_offsets(line)) for line in lines)
    full = [_offsets(line) for line in lines if len(_offsets(line)) == most]
    return [sorted(offsets[at] for offsets in full)[len(full) // 2] for at in range(most)]


def _offsets(line: Line) -> list[int]:
    if not line.spaced:
        return [0]
    first = len(line.spaced) - len(line.spaced.lstrip())
    return [first, *[match.end() for match in _WIDE.finditer(line.spaced) if match.start() > first]]


def _in_columns(line: Line, starts: list[int]) -> list[Line | None]:
    placed: list[Line | None] = [None] * len(starts)
    for offset, cell in zip(_offsets(line), blank_cells(line), strict=False):
        at = min(range(len(starts)), key=lambda column: abs(starts[column] - offset))
        placed[at] = replace(line, text=cell, cells=(), spaced="", gap=False)
    return placed


def _columns(rows: list[list[Line | None]], width: int) -> list[list[Line]]:
    columns = []
    for at in range(width):
        column = [line for row in rows if (line := row[at]) is not None]
        if column:
            column[0] = replace(column[0], gap=True)
        columns.append(column)
    return columns


def _sortedness(lines: list[Line]) -> float:
    """The share of neighbours in alphabetical order: of names by first or by last word, or of the last words
    beneath them (a place, a state); whichever is more."""
    names = [head_of(line.text).split() for line in lines if kind_of_cell(line.text) == "person"]
    beneath = [line.text.split() for line in lines if kind_of_cell(line.text) == "detail"]
    best = 0.0
    for heads, at in ((names, 0), (names, -1), (beneath, -1)):
        keys = [folded(head[at]) for head in heads if head]
        pairs = list(itertools.pairwise(keys))
        best = max(best, sum(one <= other for one, other in pairs) / len(pairs) if pairs else 0.0)
    return best
