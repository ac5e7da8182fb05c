"""What the database says about itself and about what is in it, for whoever examines an installation."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min

from undersigned.domain.ailments import Ailment, Area, Stored
from undersigned.domain.letters import LetterState
from undersigned.evidence.peaks import Peaks
from undersigned.records.models import Entry, Letter, Log, Mail, Seal


def database_ailment() -> Ailment | None:
    """What keeps the database from being used; None if nothing does."""
    try:
        executor = MigrationExecutor(connection)
        applied = set(executor.loader.applied_migrations)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return Ailment(Area.DATABASE, "database-older") if applied else None
        if applied - set(executor.loader.graph.nodes):
            return Ailment(Area.DATABASE, "database-newer")
        damage = _damage()
    except OperationalError as error:
        return Ailment(Area.DATABASE, "database-unreachable", {"trouble": _said(error)})
    except DatabaseError as error:
        damage = _said(error)
    return Ailment(Area.DATABASE, "database-damaged", {"trouble": damage}) if damage else None


def _said(error: Exception) -> str:
    """The first line of what a driver says, without its full stop."""
    return str(error).split("\n")[0].strip(" .?")


def _damage() -> str | None:
    """What SQLite finds wrong with its file. PostgreSQL looks after its own."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        found = str(cursor.fetchone()[0])
    return None if found == "ok" else found


def is_prepared() -> bool:
    """Whether the tables are there: an empty database is prepared by the first command that uses it."""
    return Letter._meta.db_table in connection.introspection.table_names()


def stored(at: datetime) -> Stored:
    """What the tables say. `at` is this machine's clock."""
    waiting = Mail.objects.filter(posted_at=None, refused_at=None)
    tried = waiting.order_by("-attempts").first()
    circulating = Letter.objects.filter(state=LetterState.CIRCULATING, deadline__lt=at).order_by("slug")
    return Stored(
        unsealed=tuple(_unsealed()),
        overdue=tuple((row.slug, row.deadline) for row in circulating if row.deadline is not None),
        mails_waiting=waiting.count(),
        untouched_since=waiting.filter(attempts=0).aggregate(due=Min("due_at"))["due"],
        tried=tried.attempts if tried else 0,
        last_trouble=tried.last_trouble if tried else "",
        latest=_latest(),
        clock=_clock(at),
    )


def _unsealed() -> Iterator[str]:
    """The slugs of letters whose log does not end where its last seal says."""
    for log in Log.objects.select_related("letter").order_by("letter__slug"):
        if log.size == 0:
            continue
        seal = Seal.objects.filter(log=log, size=log.size).first()
        root = Peaks.from_bytes(log.size, bytes(log.peaks)).root()
        last = Entry.objects.filter(log=log).aggregate(last=Max("index"))["last"]
        if seal is None or bytes(seal.root) != root or last != log.size - 1:
            yield log.letter.slug


def _latest() -> datetime | None:
    """The latest moment that something was recorded at."""
    moments = (
        Log.objects.aggregate(at=Max("latest_at"))["at"],
        Mail.objects.aggregate(at=Max("queued_at"))["at"],
    )
    return max((moment for moment in moments if moment is not None), default=None)


def _clock(at: datetime) -> datetime:
    """The database's own clock; SQLite has none but this machine's."""
    if connection.vendor != "postgresql":
        return at
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)
