"""The statements by which many of the public sign at once. They run unchanged on both databases.

Django's models write the same rows, at several times the cost of the rows themselves; whatever else reads or
writes public signatures goes through the models.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from undersigned.domain.public_signing import PublicCount
from undersigned.records.sql.statement import run

_COLUMNS = (
    *("letter_id", "signer", "name", "title", "organisation", "place", "region", "postcode", "email"),
    *("address_key", "name_key", "asked_at", "how", "doubts", "held", "struck_why", "told_of_closing"),
)
_NOT_CONFIRMED = ("", "", False, "", False)


@dataclass(frozen=True, slots=True)
class NewSignature:
    """A public signature as it is asked for; the columns that follow it are empty until it is confirmed."""

    letter: int
    signer: str
    name: str
    title: str
    organisation: str
    place: str
    region: str
    postcode: str
    email: str
    address_key: str
    name_key: str
    asked_at: datetime


def add_signatures(rows: Iterable[NewSignature]) -> list[int]:
    """Put in signatures that are asked for; their ids, in order. Lock: none, the ids are the table's own."""
    names, places = ", ".join(_COLUMNS), ", ".join(["%s"] * len(_COLUMNS))
    statement = f"INSERT INTO records_publicsignature ({names}) VALUES ({places}) RETURNING id"  # noqa: S608  # our own words
    ids: list[int] = []
    for row in rows:
        values = (
            *(row.letter, row.signer, row.name, row.title, row.organisation, row.place, row.region),
            *(row.postcode, row.email, row.address_key, row.name_key, _moment(row.asked_at)),
        )
        ids.append(run(statement, (*values, *_NOT_CONFIRMED)).fetchone()[0])
    return ids


def add_links(rows: Iterable[tuple[int, str, str, datetime]]) -> None:
    """Put in links: signature, hash of the token, how it confirms, until when. Lock: none."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO records_publiclink (signature_id, token_hash, how, expires_at)"
            " VALUES (%s, %s, %s, %s)",
            [(signature, token_hash, how, _moment(until)) for signature, token_hash, how, until in rows],
        )


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation sets. `entry` is None where the signature is held."""

    id: int
    edition: int
    at: datetime
    how: str
    doubts: str
    entry: int | None


def mark_confirmed(rows: Iterable[Confirmed]) -> None:
    """Set what confirms these signatures.

    Lock: needs the letter's. Behind it, the index over address and letter refuses a second one that stands.
    """
    values = [
        (row.edition, _moment(row.at), row.how, row.doubts, row.entry is None, *_listed(row), row.id)
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE records_publicsignature SET edition_id = %s, confirmed_at = %s, how = %s, doubts = %s,"
            " held = %s, entry = %s, opened_at = %s, signed_at = %s WHERE id = %s",
            values,
        )


def _listed(row: Confirmed) -> tuple[Any, Any, Any]:
    return (row.entry, row.entry, None if row.entry is None else _moment(row.at))


def add_to_tally(letter: int, changes: Mapping[str, int]) -> None:
    """Add to the counts of a letter; a name is that of a field of `PublicCount`.

    Lock: PostgreSQL's of the tally's row, behind the letter's, which the caller needs.
    """
    known = {name: number for name, number in changes.items() if number}
    if not known:
        return
    assert known.keys() <= PublicCount.__dataclass_fields__.keys()  # noqa: S101  # they become part of the statement
    assignments = ", ".join(f"{name} = {name} + %s" for name in known)
    run(
        f"UPDATE records_publictally SET {assignments} WHERE letter_id = %s",  # noqa: S608  # field names, see above
        [*known.values(), letter],
    )


def count_up(happened: Counter[tuple[int, str, int]], at: datetime) -> dict[tuple[int, str, int], int]:
    """Count what happened: (coalition, key, window) → how often; the numbers after it.

    Lock: PostgreSQL's of each row, taken in the order of the keys, so that two groups never wait crosswise.
    """
    after: dict[tuple[int, str, int], int] = {}
    for row, number in sorted(happened.items()):
        counted = run(
            'INSERT INTO records_allowance (coalition_id, "key", "window", number, counted_at)'
            ' VALUES (%s, %s, %s, %s, %s) ON CONFLICT ("key", "window")'
            " DO UPDATE SET number = records_allowance.number + excluded.number RETURNING number",
            (*row, number, _moment(at)),
        )
        after[row] = counted.fetchone()[0]
    return after


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
