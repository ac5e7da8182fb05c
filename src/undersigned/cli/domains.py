"""`undersigned domains …`"""

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json, read_file
from undersigned.errors import Unreadable


@click.group()
def domains() -> None:
    """Record the official mail domains of the members' places.

    Example: undersigned domains import current-full.csv
    """


@domains.command("import")
@click.argument("file")
@click.option("--coalition", metavar="SLUG", help="In this coalition alone. Without it: in all.")
@click.option("--dry-run", is_flag=True, help="Say what would be added; change nothing.")
@as_json
def import_(file: str, coalition: str | None, dry_run: bool, json_: bool) -> None:
    """Read FILE, the public list of .gov domains in CSV (`-` for standard input).

    A domain is added to a member where the list has it for the place itself. That an address lies in it is
    shown as a fact, and decides nothing.

    Example: undersigned domains import current-full.csv --coalition open-cities --dry-run
    """
    from undersigned.reading.domains import read_domains

    name, data = read_file(file)
    try:
        listed = read_domains(data)
    except Unreadable as trouble:
        raise trouble.within(name) from None
    open_database()
    from undersigned.actions.official_domains import import_domains
    from undersigned.queries.roster import all_coalitions, coalition_by_slug

    chosen = [coalition_by_slug(coalition)] if coalition else all_coalitions()
    found = [
        {"coalition": each.slug, "member": member, "domain": domain}
        for each in chosen
        for member, domain in import_domains(coalition=each, listed=listed, dry_run=dry_run, at=now())
    ]
    if json_:
        print_json({"added": found})
        return
    for row in found:
        click.echo(f"{row['member']}: {row['domain']}")
    click.echo(f"{'Would be added' if dry_run else 'Added'}: {len(found)} of {len(listed)} listed domains.")
