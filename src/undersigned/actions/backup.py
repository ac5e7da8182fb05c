"""Back up a running installation into one file, and restore it, on SQLite and PostgreSQL alike.

The rows are of one moment, while people sign. What this host has sealed is read before them, so the rows of a
backup always extend it; and it is never taken back: after an older state is restored, a log that was sealed
further refuses to be signed.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from undersigned import __version__
from undersigned.actions.evidence import guard, installation_keys
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused, Unreadable
from undersigned.evidence.note import SigningKey
from undersigned.outside import signing_key
from undersigned.outside.backup_file import Manifest, Reading, reading, writing
from undersigned.outside.files import write_file
from undersigned.queries.backup import applied_migrations, logs_behind, missing_keys
from undersigned.queries.snapshot import one_moment
from undersigned.records.models import Coalition, Device, Letter, Log, Organiser

SIGNING_KEY, SECRET_KEY = "signing-key", "secret-key"  # names of files
_MADE_AGAIN = ("bundles", "published/shelf")  # in the data folder
_ROWS_AT_ONCE = 1_000

Tell = Callable[[str], None]


def back_up(file: Path, *, with_keys: bool, force: bool, at: datetime, tell: Tell) -> Manifest:
    """Write the backup; what is in it. Refused (backup-exists) where there is a file, unless `force`.

    `with_keys` puts in what seals the evidence and what passwords of mail servers are locked with.
    """
    if file.exists() and not force:
        raise Refused(Reason.BACKUP_EXISTS, file=file)
    sealed = guard().all()
    with writing(file) as backup, one_moment():
        tables = {}
        for model in _models():
            tell(model._meta.label_lower)
            with backup.rows(model._meta.label_lower) as stream:
                tables[model._meta.label_lower] = _write_rows(model, stream.write)
        for path in _files(but=file):
            with suppress(
                FileNotFoundError
            ):  # somebody was forgotten, or a letter published again, meanwhile
                backup.file(path.relative_to(settings.DATA_DIR).as_posix(), path.read_bytes())
        if with_keys:
            keys = "".join(f"{key.secret_text()}\n" for key in installation_keys())
            backup.key(SIGNING_KEY, keys.encode())
            backup.key(SECRET_KEY, settings.SECRET_KEY.encode())
        backup.sealed(sealed)
        manifest = Manifest(
            made_at=at.isoformat(timespec="seconds"),
            version=__version__,
            base_url=settings.BASE_URL,
            migrations=applied_migrations(),
            tables=tables,
            files=backup.files,
            with_keys=with_keys,
        )
        backup.manifest(manifest)
    return manifest


def _models() -> list[type[Model]]:
    """The tables that belong into a backup: not the devices, for nobody stays signed in by a file."""
    return [model for model in _all_models() if model is not Device]


def _all_models() -> list[type[Model]]:
    return list(apps.get_app_config("records").get_models())


class _Exactly(DjangoJSONEncoder):
    """Django's own cuts moments to a thousandth of a second: what follows another would come before it."""

    def default(self, o: object) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _write_rows(model: type[Model], write: Callable[[bytes], object]) -> int:
    number = 0
    serializer = serializers.get_serializer("jsonl")()
    for row in model._default_manager.order_by("pk").iterator(_ROWS_AT_ONCE):
        write(serializer.serialize([row], cls=_Exactly).encode("utf-8"))
        number += 1
    return number


def _files(*, but: Path) -> Iterator[Path]:
    """The files of the data folder that belong into a backup. Drafts of files begin with a dot."""
    left_out = {but.resolve(), *_left_out()}
    for path in sorted(settings.DATA_DIR.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(settings.DATA_DIR).parts)
        if path.is_file() and not hidden and left_out.isdisjoint((path, *path.parents)):
            yield path


def _left_out() -> Iterator[Path]:
    """What is secret, what is the database, what was posted, and what is made again by itself."""
    yield from (settings.SIGNING_KEY_FILE, guard().file, settings.DATA_DIR / SECRET_KEY)
    yield from (settings.DATA_DIR / made_again for made_again in _MADE_AGAIN)
    if settings.EMAIL_URL.startswith("file:"):
        yield Path(settings.EMAIL_URL.removeprefix("file:")).resolve()
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"]).resolve()
        yield from (database.with_name(f"{database.name}{end}") for end in ("", "-wal", "-shm", "-queue"))


@dataclass(frozen=True, slots=True)
class Restored:
    """`behind` are the origins of logs that this host has sealed further than the backup goes.

    `missing_keys` are keys in force in some log that are not in the installation's file.
    """

    manifest: Manifest
    behind: tuple[str, ...]
    missing_keys: tuple[str, ...]


def restore(file: Path, *, replace: bool, tell: Tell) -> Restored:
    """Put the backup in the place of what is here: all of its rows or none.

    Refused (installation-not-empty) where there is something, unless `replace`. Unreadable for a damaged
    file, or one of another version.
    """
    with reading(file) as backup:
        _require_this_version(backup.manifest, file)
        if not replace and _is_in_use():
            raise Refused(Reason.INSTALLATION_NOT_EMPTY, folder=settings.DATA_DIR)
        for path, content in backup.files():
            write_file(settings.DATA_DIR / path, content)
        for origin, sealed in backup.sealed.items():
            guard().note(origin, sealed)
        _put_keys(backup)
        with transaction.atomic():
            _empty()
            for model in _models():
                tell(model._meta.label_lower)
                _read_rows(model, backup, file)
    for made_again in _MADE_AGAIN:
        rmtree(settings.DATA_DIR / made_again, ignore_errors=True)
    return Restored(backup.manifest, seals_ahead(), missing_keys(installation_keys()))


def seals_ahead() -> tuple[str, ...]:
    """The origins of logs that this host has sealed further than the database goes."""
    return logs_behind({origin: (sealed.size, sealed.root) for origin, sealed in guard().all().items()})


def _require_this_version(manifest: Manifest, file: Path) -> None:
    if manifest.migrations != applied_migrations():
        raise Unreadable(
            f"was made by version {manifest.version}, whose tables are others than those of {__version__}; "
            "install that version, restore with it, then update",
            where=str(file),
        )


def _is_in_use() -> bool:
    return any(model.objects.exists() for model in (Coalition, Letter, Organiser))


def _put_keys(backup: Reading) -> None:
    """The keys of the backup come into their files. Keys that logs here were sealed with stay beside them."""
    text = backup.key(SIGNING_KEY)
    if text is None:
        return
    keys = tuple(SigningKey.parse(line) for line in text.decode().split())
    if Log.objects.exists() and settings.SIGNING_KEY_FILE.exists():
        known = {key.verifier for key in keys}
        keys = (*(key for key in installation_keys() if key.verifier not in known), *keys)
    signing_key.write(settings.SIGNING_KEY_FILE, keys)
    write_file(settings.DATA_DIR / SECRET_KEY, backup.key(SECRET_KEY) or b"", secret=True)


def _empty() -> None:
    """Delete every row of ours."""
    tables = [model._meta.db_table for model in _all_models()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=True):
            cursor.execute(statement)


def _read_rows(model: type[Model], backup: Reading, file: Path) -> None:
    table, number = model._meta.label_lower, 0
    with backup.rows(table) as stream:
        rows = serializers.deserialize("jsonl", stream)
        try:
            while some := [each.object for each in islice(rows, _ROWS_AT_ONCE)]:
                model._default_manager.bulk_create(some)
                number += len(some)
        except (serializers.base.DeserializationError, DatabaseError) as error:
            raise Unreadable(
                f"a row of {table} cannot be read; take another backup", where=str(file)
            ) from error
    if number != backup.manifest.tables.get(table):
        raise Unreadable(f"rows of {table} are missing; take another backup", where=str(file))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
