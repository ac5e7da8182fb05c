"""`undersigned backup FILE` and `undersigned restore FILE`."""

import sys
from pathlib import Path

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json

_FILE = click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@_FILE
@click.option(
    "--with-keys",
    is_flag=True,
    help="Put in the signing key and the secret key too: whoever has the file could then seal in your name.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@as_json
def backup(file: Path, with_keys: bool, force: bool, json_: bool) -> None:
    """Write the whole installation into one file, while people sign.

    It has every row and file, and what this host has sealed, in a form that fits SQLite and PostgreSQL. Only
    its owner can read it. Without --with-keys keep the signing key in another place.

    Example: undersigned backup letters.backup
    """
    open_database()
    from dataclasses import asdict

    from undersigned.actions.backup import back_up

    manifest = back_up(file, with_keys=with_keys, force=force, at=now(), tell=_progress)
    _progress("")
    if json_:
        print_json({"file": str(file), **asdict(manifest)})
        return
    rows = sum(manifest.tables.values())
    click.echo(f"{file}: {rows} rows and {manifest.files} files, {file.stat().st_size} bytes")
    if not with_keys:
        click.echo("undersigned: the keys are not in it; keep a copy of signing-key elsewhere", err=True)


@click.command()
@_FILE
@click.option("--replace", is_flag=True, help="Put it in the place of everything that is here.")
@as_json
def restore(file: Path, replace: bool, json_: bool) -> None:
    """Put a backup in the place of an empty installation: all of it or nothing.

    Stop the server first. What this host has sealed since the backup stays known: a letter that was sealed
    further refuses to be signed, and is named here.

    Example: undersigned restore letters.backup
    """
    open_database()
    from dataclasses import asdict

    from undersigned.actions.backup import restore as put_back

    done = put_back(file, replace=replace, tell=_progress)
    _progress("")
    if json_:
        facts = {"file": str(file), "behind": list(done.behind), "missing_keys": list(done.missing_keys)}
        print_json({**facts, **asdict(done.manifest)})
        return
    rows = sum(done.manifest.tables.values())
    click.echo(f"{rows} rows and {done.manifest.files} files of {done.manifest.made_at} are back")
    for key in done.missing_keys:
        click.echo(
            f"undersigned: logs are sealed with {key}, which is not here; copy signing-key to its place",
            err=True,
        )
    for origin in done.behind:
        click.echo(
            f"undersigned: {origin} was sealed further than this backup goes; it cannot be signed until a "
            "newer one is restored",
            err=True,
        )


def _progress(table: str) -> None:
    """Which table it is at, on a terminal alone."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{table}", err=True, nl=False)
