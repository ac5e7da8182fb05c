"""`undersigned key …`"""

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json


@click.group()
def key() -> None:
    """Show and rotate the key that seals the evidence.

    Example: undersigned key show
    """


@key.command()
@as_json
def show(json_: bool) -> None:
    """Print the installation's public keys, the newest last: what `verify --key` takes.

    Example: undersigned key show
    """
    open_database()
    from undersigned.actions.evidence import installation_keys

    keys = [str(held.verifier) for held in installation_keys()]
    if json_:
        print_json({"keys": keys, "newest": keys[-1]})
    else:
        click.echo("\n".join(keys))


@key.command()
@as_json
def rotate(json_: bool) -> None:
    """Bring a new key into force in the log of every letter; print it.

    Example: undersigned key rotate
    """
    open_database()
    from undersigned.actions import keys

    newest, logs = keys.rotate(at=now())
    if json_:
        print_json({"key": str(newest), "logs": logs})
    else:
        click.echo(str(newest))
        click.echo(f"undersigned: in force in the logs of {logs} letters; copy the key file again", err=True)
