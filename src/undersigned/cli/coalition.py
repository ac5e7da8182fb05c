"""`undersigned coalition …`"""

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json


@click.group()
def coalition() -> None:
    """Create a coalition.

    Example: undersigned coalition create open-cities --name "Open Cities"
    """


@coalition.command()
@click.argument("slug")
@click.option("--name", required=True, help="The coalition's name as people know it.")
@as_json
def create(slug: str, name: str, json_: bool) -> None:
    """Create a coalition with the short name SLUG.

    Example: undersigned coalition create open-cities --name "Open Cities"
    """
    open_database()
    from undersigned.actions.roster import create_coalition

    made = create_coalition(slug=slug, name=name, at=now())
    if json_:
        print_json({"coalition": made.slug, "name": made.name})
    else:
        click.echo(f"Created the coalition {made.slug} ({made.name}).")
