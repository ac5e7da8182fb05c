"""`undersigned roster …`"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json, coalition_option, read_file
from undersigned.errors import Unreadable

if TYPE_CHECKING:
    from undersigned.domain.roster_columns import ColumnMap
    from undersigned.domain.roster_import import ImportPlan
    from undersigned.domain.roster_table import Remark, RosterTable


@click.group()
def roster() -> None:
    """Import, list and export a coalition's roster.

    Example: undersigned roster import members.csv --coalition open-cities --dry-run
    """


@roster.command("import")
@click.argument("file")
@coalition_option
@click.option("--preset", type=click.Choice(["openstates"]), help="The column names of another program.")
@click.option(
    "--map", "pairs", multiple=True, metavar="COLUMN=NAME", help="The file's column, and what it is here."
)
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@as_json
def import_(file: str, coalition: str, dry_run: bool, json_: bool, **columns: Any) -> None:
    """Import FILE (CSV or XLSX; `-` for standard input). Importing twice changes nothing.

    Example: undersigned roster import mayors.csv --coalition open-cities --preset openstates
    """
    table, names = _table(file, columns["preset"], columns["pairs"])
    open_database()
    from undersigned.actions.roster import import_roster
    from undersigned.queries.roster import coalition_by_slug

    plan = import_roster(
        coalition=coalition_by_slug(coalition), table=table, columns=names, at=now(), dry_run=dry_run
    )
    if json_:
        print_json(_facts(plan))
    else:
        _print_plan(plan, dry_run)


def _table(file: str, preset: str | None, pairs: tuple[str, ...]) -> "tuple[RosterTable, ColumnMap]":
    """The file's rows, and which of its columns is what."""
    from undersigned.domain.roster_columns import map_columns
    from undersigned.reading.rosters import read_rows

    if preset and pairs:
        raise click.UsageError("--preset and --map exclude each other")
    name, data = read_file(file)
    table = read_rows(name, data)
    try:
        return table, map_columns(table.header, preset, _mapping(pairs))
    except Unreadable as trouble:
        raise trouble.within(name) from None


def _mapping(pairs: tuple[str, ...]) -> dict[str, str] | None:
    for pair in pairs:
        if "=" not in pair:
            raise click.UsageError(
                f"--map {pair}: write the file's column and its name here, such as --map mayor=name"
            )
    return dict(pair.split("=", 1) for pair in pairs) or None


def _facts(plan: "ImportPlan") -> dict[str, Any]:
    return {
        "added": len(plan.added),
        "changed": len(plan.changed),
        "vacated": len(plan.vacated),
        "unchanged": len(plan.unchanged),
        "refused": [{"row": remark.row, "reason": _sentence(remark)} for remark in plan.refused],
        "notes": [{"row": remark.row, "note": _sentence(remark)} for remark in plan.notes],
    }


def _sentence(remark: "Remark") -> str:
    from undersigned.wording import speak
    from undersigned.wording.roster import REMARKS

    return speak("en").say(REMARKS[remark.code], **remark.values)


def _print_plan(plan: "ImportPlan", dry_run: bool) -> None:
    for word, remarks in (("refused", plan.refused), ("note", plan.notes)):
        for remark in remarks:
            where = f"row {remark.row}: " if remark.row else ""
            click.echo(f"{word}: {where}{_sentence(remark)}")
    counts = ", ".join(
        f"{len(entries)} {word}"
        for word, entries in (
            ("added", plan.added),
            ("changed", plan.changed),
            ("vacated", plan.vacated),
            ("unchanged", plan.unchanged),
        )
    )
    click.echo(f"{'Would be: ' if dry_run else ''}{counts}; {len(plan.refused)} rows refused.")


@roster.command("list")
@coalition_option
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The roster as of this day. Without it: today.")
@as_json
def list_(coalition: str, on: Any, json_: bool) -> None:
    """List the members, and who holds each office on a day.

    Example: undersigned roster list --coalition open-cities --on 2026-12-31
    """
    open_database()
    from undersigned.queries.roster import coalition_by_slug
    from undersigned.queries.roster_list import roster_on

    day: date | None = on.date() if on else None
    rows = roster_on(coalition_by_slug(coalition), day or now())
    if json_:
        print_json([_row_facts(row) for row in rows])
        return
    for row in rows:
        click.echo(
            f"{row.member}\t{row.status.value}\t{row.holder or '–'}\t{row.office}\t{row.place}\t{row.region}"
        )


def _row_facts(row: Any) -> dict[str, Any]:
    return {
        "member": row.member,
        "office": row.office,
        "place": row.place,
        "region": row.region,
        "jurisdiction": row.jurisdiction,
        "holder": row.holder,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "status": row.status.value,
        "email": row.email,
        "delegates": [
            {
                "name": delegate.name,
                "role": delegate.role,
                "email": delegate.email,
                "since": delegate.since.isoformat() if delegate.since else None,
            }
            for delegate in row.delegates
        ],
    }


@roster.command()
@coalition_option
@click.option(
    "--to",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="The file to write.",
)
def export(coalition: str, file: Path) -> None:
    """Write the whole roster to a CSV file that can be imported again.

    Example: undersigned roster export --coalition open-cities --to roster.csv
    """
    open_database()
    from undersigned.outputs import roster as format_
    from undersigned.outside.files import write_file
    from undersigned.queries.roster import coalition_by_slug, member_entries

    entries = member_entries(coalition_by_slug(coalition))
    write_file(file, format_.render(entries))
    click.echo(str(file))
