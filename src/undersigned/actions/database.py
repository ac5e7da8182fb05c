"""The database as a whole: prepared when empty, refused when it is of another version."""

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from undersigned.actions.keys import make_first_key
from undersigned.errors import OutsideFailure, Unreadable


def prepare() -> None:
    """Make the tables of an empty database, and the key that seals what will be signed.

    Unreadable if it was made by another version (with the command to run), OutsideFailure if it cannot be
    reached.
    """
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        executor = MigrationExecutor(connection)
        applied = executor.loader.applied_migrations
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise OutsideFailure(
            f"the database cannot be reached: {' '.join(str(error).split())}", retry=True
        ) from error
    if not applied:
        call_command("migrate", verbosity=0, interactive=False)
    elif plan:
        raise Unreadable(
            "the database is of an older version; run: undersigned manage migrate", where="database"
        )
    elif set(applied) - set(executor.loader.graph.nodes):
        raise Unreadable(
            "the database is of a newer version; install that version of undersigned", where="database"
        )
    make_first_key()


def is_down(trouble: Exception) -> bool:
    """Whether this says that the database, its disk or its lock cannot be had now: trying later may help."""
    return isinstance(trouble, OperationalError)


def scrub() -> bool:
    """After something was forgotten: leave no old page of it in SQLite's files; False if others hold them.

    SQLite overwrites what is deleted, but keeps copies in its journal and in pages that it moved; so the
    database is written anew. PostgreSQL does the like by itself, in its own time: see docs/howto/forget.md.
    """
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
    except OperationalError:
        return False
    return not busy
