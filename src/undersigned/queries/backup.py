"""What a backup has to know of the tables, and what a restored installation still lacks."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from undersigned.evidence.note import SigningKey
from undersigned.queries.evidence import keys_in_force, keys_of
from undersigned.records.models import Log, Seal


def applied_migrations() -> list[str]:
    """The migrations of our tables, in order."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(name for app, name in applied if app == "records")


def logs_behind(sealed: Mapping[str, tuple[int, str]]) -> tuple[str, ...]:
    """The origins of logs that do not extend what was sealed: size and root (hexadecimal) by the origin."""
    logs = Log.objects.filter(origin__in=sealed).order_by("origin")
    return tuple(log.origin for log in logs if not _extends(log, *sealed[log.origin]))


def _extends(log: Log, size: int, root: str) -> bool:
    seal = Seal.objects.filter(log=log, size=size).first()
    return seal is not None and bytes(seal.root).hex() == root


def missing_keys(held: Iterable[SigningKey]) -> tuple[str, ...]:
    """The keys in force in some log that are not among those held."""
    publics = {key.verifier.public for key in held}
    needed = (key for log in Log.objects.order_by("origin") for key in keys_in_force(keys_of(log)))
    return tuple(dict.fromkeys(str(key) for key in needed if key.public not in publics))
