"""A roster file that is being looked at: its rows as they are stored, and what importing it would do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from undersigned.domain.reasons import Reason
from undersigned.domain.roster import MemberEntry
from undersigned.domain.roster_changes import Change, changes_in
from undersigned.domain.roster_choices import (
    Choices,
    cells_by_name,
    chosen_table,
    column_map,
    speaks_our_words,
)
from undersigned.domain.roster_guess import samples
from undersigned.domain.roster_import import ImportPlan, plan_import, settled
from undersigned.domain.roster_table import Remark, RosterTable, TableRow
from undersigned.errors import Refused, Unreadable
from undersigned.queries.roster import member_entries
from undersigned.records.models import Coalition, RosterUpload

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of the file: its own header, some of its cells, and what it is taken for ("" left out)."""

    header: str
    samples: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class UploadView:
    """A file that is being looked at. `trouble`: what its columns lack before it can be imported.

    `speaks_our_words`: nobody has to be asked what its columns are.
    """

    id: int
    file_name: str
    rows: int
    columns: tuple[ColumnShown, ...]
    same_for_all: Mapping[str, str]
    trouble: Unreadable | None
    speaks_our_words: bool


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not imported as it stands: why, and its cells by known name."""

    row: int
    remarks: tuple[Remark, ...]
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class ChangedMember:
    entry: MemberEntry
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing would do now. `seal` is the same as long as it would do the same."""

    plan: ImportPlan
    changed: tuple[ChangedMember, ...]
    vacated: tuple[ChangedMember, ...]
    refused: tuple[RefusedRow, ...]
    left_out: int
    seal: str


def upload_of(coalition: Coalition, upload: int) -> RosterUpload:
    """Refused (upload-gone) if it was imported, thrown away, or is another coalition's."""
    row = RosterUpload.objects.filter(coalition=coalition, pk=upload).first()
    if row is None:
        raise Refused(Reason.UPLOAD_GONE)
    return row


def upload_view(coalition: Coalition, upload: int) -> UploadView:
    row = upload_of(coalition, upload)
    table, choices = table_from(row), choices_from(row)
    return UploadView(
        id=row.pk,
        file_name=row.file_name,
        rows=len(table.rows),
        columns=tuple(
            ColumnShown(header, samples(table, at, SAMPLES), choices.columns[at])
            for at, header in enumerate(table.header)
        ),
        same_for_all=choices.same_for_all,
        trouble=_trouble_in_columns(table, choices),
        speaks_our_words=speaks_our_words(table, choices),
    )


def _trouble_in_columns(table: RosterTable, choices: Choices) -> Unreadable | None:
    try:
        column_map(table, choices)
    except Unreadable as trouble:
        return trouble
    return None


def preview_of(coalition: Coalition, upload: int, at: datetime) -> Preview:
    """Unreadable if the columns cannot be understood as they are chosen."""
    row = upload_of(coalition, upload)
    table, choices = table_from(row), choices_from(row)
    existing = member_entries(coalition)
    plan = plan_import(chosen_table(table, choices), column_map(table, choices), existing, at.date())
    before = {entry.key: entry for entry in existing}
    return Preview(
        plan=plan,
        changed=_compared(plan.changed, before),
        vacated=_compared(plan.vacated, before),
        refused=_refused_rows(plan, cells_by_name(table, choices)),
        left_out=len(choices.left_out),
        seal=seal_of(plan),
    )


def _compared(entries: tuple[MemberEntry, ...], before: dict[str, MemberEntry]) -> tuple[ChangedMember, ...]:
    return tuple(ChangedMember(entry, changes_in(settled(before[entry.key]), entry)) for entry in entries)


def _refused_rows(plan: ImportPlan, cells: dict[int, dict[str, str]]) -> tuple[RefusedRow, ...]:
    by_row: dict[int, list[Remark]] = {}
    for remark in plan.refused:
        by_row.setdefault(remark.row or 0, []).append(remark)
    return tuple(RefusedRow(row, tuple(remarks), cells.get(row, {})) for row, remarks in by_row.items())


def seal_of(plan: ImportPlan) -> str:
    """The same for two plans that write the same and refuse the same rows."""
    told = repr((plan.to_write, [(remark.row, remark.code) for remark in plan.refused]))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def table_to(table: RosterTable) -> dict[str, Any]:
    return {
        "header": [_storable(column) for column in table.header],
        "rows": [
            [row.number, [_storable(cell) for cell in row.cells], [_remark_to(one) for one in row.troubles]]
            for row in table.rows
        ],
        "notes": [_remark_to(one) for one in table.notes],
    }


def table_from(upload: RosterUpload) -> RosterTable:
    kept = upload.table
    return RosterTable(
        tuple(kept["header"]),
        tuple(
            TableRow(number, tuple(cells), tuple(_remark_from(one) for one in troubles))
            for number, cells, troubles in kept["rows"]
        ),
        tuple(_remark_from(one) for one in kept["notes"]),
    )


def choices_to(choices: Choices) -> dict[str, Any]:
    return {
        "columns": choices.columns,
        "same_for_all": dict(choices.same_for_all),
        "mended": {str(row): dict(cells) for row, cells in choices.mended.items()},
        "left_out": sorted(choices.left_out),
    }


def choices_from(upload: RosterUpload) -> Choices:
    kept = upload.choices
    return Choices(
        columns=tuple(kept["columns"]),
        same_for_all=kept["same_for_all"],
        mended={int(row): cells for row, cells in kept["mended"].items()},
        left_out=frozenset(kept["left_out"]),
    )


def _storable(cell: str) -> str:
    """A database keeps no NUL; another control character in its place is refused with its row."""
    return cell.replace("\0", "\x01")


def _remark_to(remark: Remark) -> list[Any]:
    return [remark.row, remark.code, dict(remark.values)]


def _remark_from(kept: list[Any]) -> Remark:
    return Remark(*kept)
