"""`undersigned export-site DIR`: the whole public side as files, for any web host."""

from pathlib import Path

import click

from undersigned.cli.database import open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json


@click.command(name="export-site")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over files in DIR that are not ours, too.")
@as_json
def export_site(folder: Path, force: bool, json_: bool) -> None:
    """Write the whole public side as static files: letters, archive, evidence, search.

    The folder works on any web host, and from the disk without one. Files that were not written by this
    command are never written over, unless --force. What is no longer public is taken out of it.

    Example: undersigned export-site ./public
    """
    open_database()
    from undersigned.outside.folders import write_files
    from undersigned.web.copying import copy_of_public_side

    files = dict(copy_of_public_side())
    write_files(folder, files, force=force, whole=True)
    if json_:
        print_json({"folder": str(folder), "files": len(files)})
    else:
        click.echo(f"{len(files)} files in {folder}; open {folder / 'index.html'}")
