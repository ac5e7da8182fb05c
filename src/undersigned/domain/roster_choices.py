"""What an organiser decided about a roster file before it is imported, and the table that results."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from undersigned.domain.roster_columns import ColumnMap, map_columns
from undersigned.domain.roster_guess import (
    guess_columns,
    office_in_header,
    places_look_like_ids,
    samples,
)
from undersigned.domain.roster_table import RosterTable, TableRow

# Columns that a list may lack because they are the same for everybody on it: a list of mayors says no office.
SAME_FOR_ALL = ("office", "region", "country")
_CELLS_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Choices:
    """`columns` is the known name of each column of the file, "" for one to leave out.

    `same_for_all` are values of columns that the file does not have. `mended` are cells written anew, by row
    and known name; rows in `left_out` are not imported.
    """

    columns: tuple[str, ...]
    same_for_all: Mapping[str, str] = field(default_factory=dict)
    mended: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


def first_choices(table: RosterTable) -> Choices:
    """What is proposed before anybody has decided anything."""
    columns = guess_columns(table)
    office = "" if "office" in columns else office_in_header(table.header)
    return Choices(columns, {"office": office} if office else {})


def speaks_our_words(table: RosterTable, choices: Choices) -> bool:
    """Whether the file names its columns as we do, so that nobody has to be asked what they are."""
    return all(
        name and header.strip().casefold().replace(" ", "_") == name
        for header, name in zip(table.header, choices.columns, strict=True)
    )


def column_map(table: RosterTable, choices: Choices) -> ColumnMap:
    """Which column is what. Unreadable that names what is missing or there twice."""
    names = map_columns((*choices.columns, *_added(choices)))
    if "place" not in choices.columns:
        return names
    places = samples(table, choices.columns.index("place"), _CELLS_LOOKED_AT)
    return replace(names, places_are_ids=places_look_like_ids(places))


def chosen_table(table: RosterTable, choices: Choices) -> RosterTable:
    """The file's rows as they are imported: mended, completed, without those left out."""
    added = _added(choices)
    rows = (
        _completed(row, choices, added, len(table.header))
        for row in table.rows
        if row.number not in choices.left_out
    )
    return replace(table, header=(*table.header, *added), rows=tuple(rows))


def cells_by_name(table: RosterTable, choices: Choices) -> dict[int, dict[str, str]]:
    """The cells of each row by known name, as they are imported."""
    names = (*choices.columns, *_added(choices))
    return {row.number: ColumnMap(names).values(row.cells) for row in chosen_table(table, choices).rows}


def _added(choices: Choices) -> tuple[str, ...]:
    return tuple(name for name in SAME_FOR_ALL if choices.same_for_all.get(name))


def _completed(row: TableRow, choices: Choices, added: tuple[str, ...], width: int) -> TableRow:
    """The row with what was mended and what is the same for all; a mended row has no trouble left in it."""
    mended = choices.mended.get(row.number, {})
    padded = row.cells + ("",) * (width - len(row.cells))
    own = (
        mended.get(name, cell) if name else cell for name, cell in zip(choices.columns, padded, strict=False)
    )
    same = (mended.get(name, choices.same_for_all[name]) for name in added)
    spare = () if mended else padded[width:]
    return replace(row, cells=(*own, *same, *spare), troubles=() if mended else row.troubles)
