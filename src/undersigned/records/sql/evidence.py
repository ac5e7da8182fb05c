"""The statements by which a log grows: in one transaction, under the lock of the log's row.

Django's models make the same rows, at several times the cost of the rows themselves. Whatever else reads or
writes the evidence goes through the models.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from undersigned.evidence.append import Appended
from undersigned.evidence.opening import Opening
from undersigned.records.sql.many import put_in_values
from undersigned.records.sql.statement import run


@dataclass(frozen=True, slots=True)
class Head:
    """A log's row as it was when it was locked; `records.models.Log` says what is in it."""

    letter: int
    origin: str
    size: int
    changes: int
    peaks: bytes
    keys: str
    latest_at: datetime


_LOCKED = "SELECT origin, size, changes, peaks, keys, latest_at FROM records_log WHERE letter_id = %s"
_HEAD = (
    "UPDATE records_log SET size = %s, changes = %s, peaks = %s, keys = %s, latest_at = %s"
    " WHERE letter_id = %s"
)
_ENTRIES = 'records_entry (log_id, "index", content, sealed_size)'
_SEAL = "INSERT INTO records_seal (log_id, size, root, checkpoint) VALUES (%s, %s, %s, %s)"
_TILE_ROOTS = "records_tileroot (log_id, level, number, root)"
_OPENINGS = 'records_opening (log_id, "index", salt, record, public)'


def lock_head(letter: int) -> Head | None:
    """Read the head of this letter's log, and hold it until the transaction ends. None if it has no log.

    Lock: PostgreSQL's of the row, which is waited for. On SQLite the transaction has the whole database to
    itself since it began (IMMEDIATE).
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    row = run(_LOCKED + lock, [letter]).fetchone()
    if row is None:
        return None
    origin, size, changes, peaks, keys, latest_at = row
    return Head(letter, origin, size, changes, bytes(peaks), keys, latest_at.replace(tzinfo=UTC))


def grow(head: Head, after: Head, entries: Iterable[bytes], grown: Appended) -> None:
    """Put in new entries, the seal over them and the roots of the tiles that they filled; move the head.

    Lock: needs that of the head. A second entry of one index would be refused by the table.
    """
    log, size = head.letter, after.size
    moment = connection.ops.adapt_datetimefield_value(after.latest_at)
    put_in_values(_ENTRIES, [(log, index, entry, size) for index, entry in enumerate(entries, head.size)])
    put_in_values(_TILE_ROOTS, [(log, *root) for root in grown.tile_roots])
    run(_SEAL, (log, size, grown.root, grown.checkpoint))
    run(_HEAD, (size, after.changes, after.peaks, after.keys, moment, log))


def add_openings(letter: int, openings: Sequence[tuple[int, Opening]], *, public: bool) -> None:
    """Put in openings by the index of their entry. Lock: none; whoever appended it holds the head's."""
    put_in_values(_OPENINGS, [(letter, index, each.salt, each.record, public) for index, each in openings])
