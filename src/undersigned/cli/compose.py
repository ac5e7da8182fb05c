"""`undersigned compose`: two files in, an open letter in every format out; no database, no server.

This file has the options only, so that `--help` is there at once; `composing` does the work.
"""

from pathlib import Path
from typing import Any

import click

from undersigned.cli.options import LANGUAGES
from undersigned.outputs import TEMPLATES

# What there is to choose; a test compares each with the code that knows.
FORMATS = ("html", "pdf", "docx", "txt", "md", "json", "csv", "xlsx")
ORDERS = ("place", "surname", "region", "rank", "time", "listed")
GROUPS = ("region", "office", "group")

_DEFAULT_FORMATS = tuple(name for name in FORMATS if name != "xlsx")
_MOST_COLUMNS = 6
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _formats(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    if value is None:
        return _DEFAULT_FORMATS
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",")))
    for name in names:
        if name not in FORMATS:
            raise click.BadParameter(
                f"“{name}” is not a format; choose from {', '.join(FORMATS)}", ctx, param
            )
    return names


@click.command()
@click.argument("letter", metavar="LETTER.md")
@click.option("--signatories", metavar="FILE", help="The list: CSV or XLSX with a header row.")
@click.option(
    "--to", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Where to write."
)
@click.option("--format", "formats", metavar="A,B", callback=_formats, help=f"Some of {','.join(FORMATS)}.")
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    default="listed",
    show_default=True,
    help="Order of names.",
)
@click.option("--group-by", type=click.Choice(GROUPS), help="Headings within the list.")
@click.option("--columns", type=click.IntRange(1, _MOST_COLUMNS), help="Columns of names on paper.")
@click.option("--letterhead", metavar="FILE", help="A PNG, JPEG or SVG instead of the coalition's name.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of dates, counts and headings.")
@click.option("--cover", is_flag=True, help="Begin the PDF with a page of counts by region.")
@click.option(
    "--templates", metavar="DIR", type=_FOLDER, help=f"A folder with your own {' or '.join(TEMPLATES)}."
)
@click.option("--fonts", metavar="DIR", type=_FOLDER, help="A folder with more fonts for the PDF.")
@click.option("--force", is_flag=True, help="Write over files that are not ours.")
def compose(letter: str, folder: Path, **options: Any) -> None:
    """Set an open letter: a page, a PDF, a DOCX, text and data, from a letter and a list of its signatories.

    LETTER.md begins with a header between two lines of ---, with at least a title; the text is Markdown, and
    an item or paragraph that ends in {.ask} is a request. The list has a header row. Without a list, the
    letter is ready to circulate. Paper, counts and map come from what is in the two files.

    \b
    letter.md:
      ---
      title: Keep the night buses
      date: 2026-11-20
      coalition: Mayors of the North
      addressee: {name: Enid Marlowe, office: Governor}
      salutation: "Dear Governor Marlowe:"
      closing: "Sincerely,"
      ---
      We write to you as neighbours.
    \b
      1. Keep the night buses, {.ask}
         1. in every county;
         2. until the end of your term.
      2. Publish the timetable. {.ask}

    \b
    list.csv, with any of name, office, place, region, country, organisation,
    title, honorific, on_behalf_of, note, group, lead, rank, date, status:
      name,office,place,region
      Ada Lindqvist,Mayor,Carrboro,NC
      Ruth Vandermeer,County Executive,Montgomery County,MD

    \b
    Example:
      undersigned compose letter.md --signatories list.csv --to out
      undersigned compose letter.md --to out --format pdf,docx
    """
    if letter == "-" and options["signatories"] == "-":
        raise click.UsageError("only one of the two files can be standard input")
    from undersigned.cli.composing import compose_to  # what sets letters is loaded when there is a letter

    compose_to(folder, letter, options)
