"""`undersigned demo`: an example coalition on this machine, in one process."""

from pathlib import Path

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.demo.folder import mark_as_played, open_folder
from undersigned.cli.demo.server import listen, serve_until_stopped, use_settings_of_its_own
from undersigned.errors import Unreadable


@click.command()
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where to listen."
)
@click.option(
    "--data",
    "folder",
    default=".demo",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the demo keeps its database and its mails.",
)
@click.option("--reset", is_flag=True, help="Forget what was done in the demo, and start over.")
def demo(port: int, folder: Path, reset: bool) -> None:
    """Start an example coalition on this machine. No mail leaves it. What is done in it lasts until --reset.

    Example: undersigned demo --port 8001
    """
    listening = listen(port)
    folder = folder.resolve()
    played = open_folder(folder, reset=reset)
    address = use_settings_of_its_own(folder, port)
    try:
        open_database()
    except Unreadable as trouble:
        what = "this demo was made by another version of undersigned; start over with --reset"
        raise Unreadable(what, where=str(folder)) from trouble
    from undersigned.cli.demo.story import play
    from undersigned.cli.demo.tour import tour

    if not played:
        click.echo("Preparing the example: 120 offices, five letters, their mails ...")
        play(folder / "outbox", now)
        mark_as_played(folder)
    click.echo(tour(folder, address, now()))
    serve_until_stopped(listening, lambda: click.echo(f"Ready: {address}"))
