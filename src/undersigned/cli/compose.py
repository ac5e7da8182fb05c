"""`undersigned compose`: two files in, an open letter in every format out; no database, no server."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from undersigned.cli.options import read_file
from undersigned.domain.block import GroupBy, Order, in_order, printed_line
from undersigned.domain.documents import LetterDocument, Signatory, count_signatories
from undersigned.domain.publishing import Letterhead, Links, Presentation, Publication, Rendered
from undersigned.domain.whereabouts import located
from undersigned.errors import Unreadable
from undersigned.outputs import FORMATS, file_name, format_named
from undersigned.outside.folders import write_files
from undersigned.wording import LANGUAGES

_DEFAULT_FORMATS = tuple(name for name in FORMATS if name != "xlsx")
_MOST_COLUMNS = 6
_LONG_LIST = 2_000
_LARGEST_IMAGE = 5_000_000
_TEMPLATES = ("letter.typ", "letter.html.j2", "letter.css")
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
    type=click.Choice([each.value for each in Order]),
    default="listed",
    show_default=True,
    help="Order of names.",
)
@click.option(
    "--group-by", type=click.Choice([each.value for each in GroupBy]), help="Headings within the list."
)
@click.option("--columns", type=click.IntRange(1, _MOST_COLUMNS), help="Columns of names on paper.")
@click.option("--letterhead", metavar="FILE", help="A PNG, JPEG or SVG instead of the coalition's name.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of dates, counts and headings.")
@click.option("--cover", is_flag=True, help="Begin the PDF with a page of counts by region.")
@click.option(
    "--templates", metavar="DIR", type=_FOLDER, help=f"A folder with your own {' or '.join(_TEMPLATES)}."
)
@click.option("--fonts", metavar="DIR", type=_FOLDER, help="A folder with more fonts for the PDF.")
@click.option("--force", is_flag=True, help="Write over files that are not ours.")
def compose(letter: str, folder: Path, **options: Any) -> None:
    """Set an open letter: a page, a PDF, a DOCX, text and data, from a letter and a list of its signatories.

    LETTER.md begins with a header between two lines of ---, with at least “title: …”; the text is Markdown,
    and an item or paragraph that ends in {.ask} is a request. The list has a header row with columns such
    as name, office, place, region, organisation, title. Without a list, the letter is ready to circulate.

    \b
    Example:
      undersigned compose letter.md --signatories list.csv --to out
      undersigned compose letter.md --to out --format pdf,docx
    """
    if letter == "-" and options["signatories"] == "-":
        raise click.UsageError("only one of the two files can be standard input")
    publication = _publication(letter, options)
    rendered = list(_rendered(publication, options["formats"]))
    named = {file.filename: file.content for file in rendered}
    for path in write_files(folder, named, force=options["force"]):
        click.echo(path)
    for file in rendered:
        for note in file.notes:
            click.echo(f"undersigned: note: {note}", err=True)


def _publication(letter: str, options: dict[str, Any]) -> Publication:
    document = _document(letter, options["language"])
    group_by = GroupBy(options["group_by"]) if options["group_by"] else None
    if options["signatories"]:
        signatories = _signatories(options["signatories"])
        _tell_repeated(signatories)
        signatories = in_order(signatories, Order(options["order"]), document.language, group_by)
        document = replace(document, signatories=signatories, count=count_signatories(signatories))
    return Publication(
        document,
        # The files lie beside the page, which leads to each of them.
        links=Links(files=tuple((name, file_name(name)) for name in options["formats"] if name != "html")),
        presentation=Presentation(
            group_by=group_by,
            columns=options["columns"],
            letterhead=_letterhead(options["letterhead"]) if options["letterhead"] else None,
            cover=options["cover"],
            templates=tuple(_templates(options["templates"])) if options["templates"] else (),
            fonts=options["fonts"],
        ),
    )


def _document(file: str, language: str | None) -> LetterDocument:
    from undersigned.reading.letter_source import read_letter_source

    name, data = read_file(file)
    try:
        document = read_letter_source(data).document
    except Unreadable as trouble:
        raise trouble.within(name) from trouble
    assert document.source is not None  # noqa: S101  # the reader always gives it
    source = replace(document.source, file=None if file == "-" else Path(file).name)
    return replace(document, source=source, language=language or document.language)


def _signatories(file: str) -> tuple[Signatory, ...]:
    from undersigned.reading.signatories import read_signatories

    name, data = read_file(file)
    return tuple(located(signatory) for signatory in read_signatories(name, data))


def _tell_repeated(signatories: tuple[Signatory, ...]) -> None:
    """A line that stands twice may be a mistake, or two people of one name: said, not mended."""
    seen: dict[str, int | None] = {}
    for signatory in signatories:
        line = printed_line(signatory)
        row = signatory.source.line if signatory.source else None
        if line in seen:
            click.echo(f"undersigned: note: rows {seen[line]} and {row} are the same: {line}", err=True)
        seen.setdefault(line, row)


def _letterhead(file: str) -> Letterhead:
    name, data = read_file(file)
    if len(data) > _LARGEST_IMAGE:
        raise Unreadable(f"the image has {len(data):,} bytes; it may have {_LARGEST_IMAGE:,}", where=name)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Letterhead(data, "image/png")
    if data.startswith(b"\xff\xd8\xff"):
        return Letterhead(data, "image/jpeg")
    if b"<svg" in data[:2000]:
        return Letterhead(data, "image/svg+xml")
    raise Unreadable("this is not a PNG, JPEG or SVG image", where=name)


def _templates(folder: Path) -> Iterator[tuple[str, str]]:
    found = [folder / name for name in _TEMPLATES if (folder / name).is_file()]
    if not found:
        raise Unreadable(f"there is no {' or '.join(_TEMPLATES)} in it", where=str(folder))
    for path in found:
        try:
            yield path.name, path.read_text("utf-8")
        except UnicodeDecodeError as trouble:
            raise Unreadable("this is not UTF-8 text", where=str(path)) from trouble


def _rendered(publication: Publication, formats: tuple[str, ...]) -> Iterator[Rendered]:
    """Each file in turn; on a terminal, a long list says what it is at."""
    tell = len(publication.document.signatories) > _LONG_LIST and sys.stderr.isatty()
    for name in formats:
        if tell:
            click.echo(f"Setting {file_name(name)} …", err=True)
        yield format_named(name).render(publication)
