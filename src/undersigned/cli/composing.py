"""What `undersigned compose` does: read the two files, set the letter, write the folder."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from undersigned.cli.options import read_file
from undersigned.domain.block import GroupBy, Order, in_order, printed_line
from undersigned.domain.documents import LetterDocument, Signatory, count_signatories
from undersigned.domain.letterheads import letterhead_of, trouble_with_letterhead
from undersigned.domain.publishing import Letterhead, Links, Presentation, Publication, Rendered
from undersigned.domain.whereabouts import located
from undersigned.errors import Unreadable
from undersigned.outputs import TEMPLATES, file_name, format_named
from undersigned.outside.folders import write_files
from undersigned.reading.letter_source import read_letter_source
from undersigned.reading.signatories import read_signatories
from undersigned.wording import speak

_LONG_LIST = 2_000
_MOST_REPEATED = 5


def compose_to(folder: Path, letter: str, options: dict[str, Any]) -> None:
    """Set the letter in every format asked for; print the paths. `options` are those of the command."""
    publication = _publication(letter, options)
    rendered = list(_rendered(publication, options["formats"]))
    for path in write_files(
        folder, {file.filename: file.content for file in rendered}, force=options["force"]
    ):
        click.echo(path)
    for file in rendered:
        for note in file.notes:
            _note(note)


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
    name, data = read_file(file)
    try:
        read = read_letter_source(data)
        read.require_that_all_is_printed()
        document = read.document
    except Unreadable as trouble:
        raise trouble.within(name) from trouble
    assert document.source is not None  # noqa: S101  # the reader always gives it
    source = replace(document.source, file=None if file == "-" else Path(file).name)
    return replace(document, source=source, language=language or document.language)


def _signatories(file: str) -> tuple[Signatory, ...]:
    name, data = read_file(file)
    return tuple(located(signatory) for signatory in read_signatories(name, data))


def _tell_repeated(signatories: tuple[Signatory, ...]) -> None:
    """A line that stands twice may be a mistake, or two people of one name: said, not mended."""
    rows: dict[str, list[int]] = {}
    for signatory in signatories:
        rows.setdefault(printed_line(signatory), []).append(
            signatory.source.line or 0 if signatory.source else 0
        )
    repeated = [(line, where) for line, where in rows.items() if len(where) > 1]
    for line, where in repeated[:_MOST_REPEATED]:
        *first, last = map(str, where)
        _note(f"rows {', '.join(first)} and {last} are the same: {line}")
    if len(repeated) > _MOST_REPEATED:
        _note(f"{len(repeated) - _MOST_REPEATED:,} more lines stand more than once")


def _note(sentence: str) -> None:
    click.echo(f"undersigned: note: {sentence}", err=True)


def _letterhead(file: str) -> Letterhead:
    name, data = read_file(file)
    letterhead = letterhead_of(data)
    if trouble := trouble_with_letterhead(data):
        raise Unreadable(speak("en").reason(trouble), where=name)
    assert letterhead is not None  # noqa: S101  # there was no trouble with it
    return letterhead


def _templates(folder: Path) -> Iterator[tuple[str, str]]:
    found = [folder / name for name in TEMPLATES if (folder / name).is_file()]
    if not found:
        raise Unreadable(f"there is no {' or '.join(TEMPLATES)} in it", where=str(folder))
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
