"""A roster file on its way in: its columns are named, its rows mended; it is imported or thrown away."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from undersigned.actions.roster import import_roster
from undersigned.domain.reasons import Reason
from undersigned.domain.roster_choices import Choices, chosen_table, column_map, first_choices
from undersigned.domain.roster_import import ImportPlan
from undersigned.domain.roster_table import RosterTable
from undersigned.errors import Refused
from undersigned.queries.roster_uploads import (
    choices_from,
    choices_to,
    seal_of,
    table_from,
    table_to,
    upload_of,
)
from undersigned.records.models import Coalition, Organiser, RosterUpload

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def keep_upload(
    *, coalition: Coalition, organiser: int, file_name: str, table: RosterTable, at: datetime
) -> RosterUpload:
    """Keep the rows of a file until somebody decides about them; the organiser's file before goes."""
    RosterUpload.objects.filter(coalition=coalition, organiser_id=organiser).delete()
    return RosterUpload.objects.create(
        coalition=coalition,
        organiser=Organiser.objects.get(pk=organiser),
        file_name=file_name[:200],
        table=table_to(table),
        choices=choices_to(first_choices(table)),
        uploaded_at=at,
    )


def choose_columns(
    *, coalition: Coalition, upload: int, columns: tuple[str, ...], same_for_all: Mapping[str, str]
) -> None:
    """Say which column is what. Unreadable with what is missing or there twice; then nothing is changed."""

    def chosen(table: RosterTable, choices: Choices) -> Choices:
        new = replace(choices, columns=columns, same_for_all=dict(same_for_all), mended={})
        column_map(table, new)
        return new

    _decide(coalition, upload, chosen)


def mend_row(*, coalition: Coalition, upload: int, row: int, cells: Mapping[str, str]) -> None:
    """Write the cells of one row anew, for this import; the file that was chosen is not touched."""
    _decide(
        coalition,
        upload,
        lambda _, choices: replace(choices, mended={**choices.mended, row: dict(cells)}),
    )


def leave_out_row(*, coalition: Coalition, upload: int, row: int) -> None:
    _decide(coalition, upload, lambda _, choices: replace(choices, left_out=choices.left_out | {row}))


@transaction.atomic
def _decide(coalition: Coalition, upload: int, choose: Callable[[RosterTable, Choices], Choices]) -> None:
    row = RosterUpload.objects.select_for_update().get(pk=upload_of(coalition, upload).pk)
    row.choices = choices_to(choose(table_from(row), choices_from(row)))
    row.save(update_fields=["choices"])


@transaction.atomic
def import_upload(*, coalition: Coalition, upload: int, seen: str, at: datetime) -> ImportPlan:
    """Import the file as it was shown: `seen` is the seal of the plan on the page.

    Refused: upload-gone, nothing-to-import, roster-changed-meanwhile.
    """
    row = upload_of(coalition, upload)
    table, choices = table_from(row), choices_from(row)
    plan = import_roster(
        coalition=coalition,
        table=chosen_table(table, choices),
        columns=column_map(table, choices),
        at=at,
        dry_run=False,
    )
    if seal_of(plan) != seen:
        raise Refused(Reason.ROSTER_CHANGED_MEANWHILE)
    if not plan.to_write:
        raise Refused(Reason.NOTHING_TO_IMPORT)
    row.delete()
    return plan


@transaction.atomic
def throw_away(*, coalition: Coalition, upload: int) -> None:
    upload_of(coalition, upload).delete()


def throw_away_old(at: datetime) -> int:
    """Delete the files that nobody decided about for a day; how many there were."""
    old = RosterUpload.objects.filter(uploaded_at__lt=at - KEPT_FOR)
    return old.delete()[0] if old.exists() else 0  # asked often: nothing is locked where nothing is old
