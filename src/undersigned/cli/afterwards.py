"""What follows a letter's closing, by command: its press kits, its pack, and the letter that follows up.

The commands are parts of `undersigned letter`.
"""

from pathlib import Path

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json


@click.command()
@click.argument("slug")
@click.option(
    "--to",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.zip",
    help="The file to write; one that is there is written over.",
)
def kits(slug: str, file: Path) -> None:
    """Write a closed or published letter's press kits, as text and for Word, each place apart, as one zip.

    Example: undersigned letter kits night-buses --to kits.zip
    """
    open_database()
    from undersigned.actions.press import kits_of_letter
    from undersigned.outside.files import write_file

    write_file(file, kits_of_letter(slug))
    click.echo(str(file))


@click.command()
@click.argument("slug")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write the PDF and the zip into.",
)
def pack(slug: str, folder: Path) -> None:
    """Write what is handed to the addressee of a closed or published letter: one PDF, and one zip.

    Example: undersigned letter pack night-buses --to out
    """
    open_database()
    from undersigned.actions.delivery import letter_pack
    from undersigned.outside.files import write_file

    made = letter_pack(slug)
    for name, content in ((f"{made.name}.pdf", made.pdf), (f"{made.name}.zip", made.zip)):
        write_file(folder / name, content)
        click.echo(str(folder / name))


@click.command("follow-up")
@click.argument("slug")
@click.option("--slug", "new_slug", help="The new letter's short name. Without it: made of its title.")
@as_json
def follow_up(slug: str, new_slug: str | None, json_: bool) -> None:
    """Draft a letter from the asks of a published one that are open still.

    Example: undersigned letter follow-up night-buses --slug night-buses-again
    """
    open_database()
    from undersigned.actions.letters.follow_up import follow_up as action

    draft = action(slug=slug, new_slug=new_slug, at=now())
    if json_:
        print_json({"letter": draft.slug, "title": draft.title, "state": draft.state, "follows": slug})
    else:
        click.echo(f"Created the draft {draft.slug}. It takes up what is open of {slug}.")
