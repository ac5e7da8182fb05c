"""Make a closed letter public, and bring what is public up to date when a fact follows."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.evidence import append
from undersigned.actions.growing import FileShown, growing_file, growing_letter
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.programs import announce
from undersigned.actions.stationery import laid_out
from undersigned.actions.tracking import note_when_asks_are_due
from undersigned.domain.history import Deed
from undersigned.domain.hooks import HookKind
from undersigned.domain.letters import LetterState, Step
from undersigned.domain.publishing import Rendered
from undersigned.domain.reasons import Reason
from undersigned.domain.statements import Published
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused, Unreadable
from undersigned.outputs import BESIDE, file_name, format_named, format_of_file
from undersigned.outside.files import forget_by_hash, keep_by_hash, kept
from undersigned.outside.shelf import OnShelf, put_back, take_off
from undersigned.queries.evidence import list_of
from undersigned.queries.publishing import FILES
from undersigned.records.models import Letter, PublishedFile

_BESIDE_FILES = tuple(map(file_name, BESIDE))


@transaction.atomic
def publish(*, slug: str, at: datetime) -> Letter:
    """Make the letter and its list public, and seal the hashes of all its files."""
    letter = lock_letter(slug)
    letter.state = require(letter, Step.PUBLISH)
    letter.published_at = at
    letter.save(update_fields=["state", "published_at"])
    _publish_files(letter, at=at)
    note_when_asks_are_due(letter)
    note_letter(Deed.PUBLISHED, letter, at=at)
    announce(letter, HookKind.PUBLISHED, {}, key=at.isoformat(), at=at)
    return letter


def publish_again(letter: Letter, *, at: datetime) -> None:
    """After a withdrawal, a strike or a correction: the files as the list stands now, if it is public."""
    if letter.state == LetterState.PUBLISHED:
        _publish_files(letter, at=at)


def _publish_files(letter: Letter, *, at: datetime) -> None:
    publication = laid_out(letter)
    try:
        files = [format_named(name).render(publication) for name in ("html", *FILES)]
        beside = [format_named(name).render(publication) for name in BESIDE]
    except Unreadable as trouble:  # our own templates work: it is one of the data folder's
        raise Refused(Reason.TEMPLATE_FAILS, file=trouble.where, trouble=trouble.what) from trouble
    for file in (*files, *beside):
        keep_by_hash(settings.DATA_DIR, file.content)
    hashes = tuple(sorted((file.filename, sha256_hex(file.content)) for file in files))
    proved = list_of(letter)
    append(letter, [lambda minute: Published(minute, proved.size, proved.sha256, hashes)], at=at)
    _replace_rows(letter, [_row(letter, file) for file in (*files, *beside)])


def _replace_rows(letter: Letter, rows: list[PublishedFile]) -> None:
    """The rows, and what readers find on the shelf. What stood beside the letter before is deleted: the map
    has names in it, and no seal keeps it."""
    old = PublishedFile.objects.filter(letter=letter)
    left = set(old.filter(name__in=_BESIDE_FILES).values_list("sha256", flat=True))
    old.delete()
    PublishedFile.objects.bulk_create(rows)
    token = take_off(settings.DATA_DIR, letter.slug)
    files = {row.name: OnShelf(row.sha256, row.media_type) for row in rows}
    transaction.on_commit(partial(put_back, settings.DATA_DIR, letter.slug, token, files))
    for sha256 in left - {row.sha256 for row in rows}:
        transaction.on_commit(partial(forget_by_hash, settings.DATA_DIR, sha256))


def _row(letter: Letter, file: Rendered) -> PublishedFile:
    return PublishedFile(
        letter=letter, name=file.filename, media_type=file.media_type, sha256=sha256_hex(file.content)
    )


def delete_files(hashes: Iterable[str]) -> None:
    """Delete the bytes of files that no publication shows any more."""
    for sha256 in hashes:
        forget_by_hash(settings.DATA_DIR, sha256)


def public_file(slug: str, name: str) -> FileShown:
    """A file of a public letter. Refused (letter-unknown) if there is none.

    Bytes that are no longer in the data folder are made again; they are the same, unless the program changed.
    """
    row = PublishedFile.objects.filter(
        letter__slug=slug, letter__state=LetterState.PUBLISHED, name=name
    ).first()
    return growing_file(slug, name) if row is None else _shown(row)


def public_files(slug: str) -> tuple[FileShown, ...]:
    """All sealed files of a public letter, by name, but not what stands beside it.

    None yet of an open one before its publication. Refused (letter-unknown) if it is not public.
    """
    rows = PublishedFile.objects.filter(letter__slug=slug, letter__state=LetterState.PUBLISHED)
    files = tuple(_shown(row) for row in rows.exclude(name__in=_BESIDE_FILES).order_by("name"))
    if not files:
        growing_letter(slug)  # an open letter is public, and none of its files is sealed yet
    return files


def _shown(row: PublishedFile) -> FileShown:
    content = kept(settings.DATA_DIR, row.sha256)
    if content is None:
        content = format_of_file(row.name).render(laid_out(row.letter)).content
        keep_by_hash(settings.DATA_DIR, content)
    return FileShown(row.name, row.media_type, content, row.sha256)
