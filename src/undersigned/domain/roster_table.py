"""A roster file as a table, its columns not yet understood; and what there is to say about a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row: why it is refused, or what is odd in it.

    `row` is counted as a person counts in the file: the header is row 1; None when all of the file is meant.
    `code` is one of `wording.roster.REMARKS`, whose sentence `values` fill.
    """

    row: int | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as it stands in the file. A row with `troubles` could not be read whole and is refused."""

    number: int
    cells: tuple[str, ...]
    troubles: tuple[Remark, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.troubles and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class RosterTable:
    """A roster file: its header, its rows without the blank ones, and what is to be said about reading it."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Remark, ...] = ()


def table_as_json(table: RosterTable) -> dict[str, Any]:
    """Plain values that `table_from_json` makes the same table of."""
    return {
        "header": table.header,
        "rows": [(row.number, row.cells, _plain(row.troubles)) for row in table.rows],
        "notes": _plain(table.notes),
    }


def table_from_json(value: Mapping[str, Any]) -> RosterTable:
    return RosterTable(
        tuple(value["header"]),
        tuple(
            TableRow(number, tuple(cells), _remarks(troubles)) for number, cells, troubles in value["rows"]
        ),
        _remarks(value["notes"]),
    )


def _plain(remarks: tuple[Remark, ...]) -> list[tuple[int | None, str, dict[str, object]]]:
    return [(remark.row, remark.code, dict(remark.values)) for remark in remarks]


def _remarks(values: list[Any]) -> tuple[Remark, ...]:
    return tuple(Remark(row, code, said) for row, code, said in values)
