"""Line 3: the public confirms signatures on PostgreSQL, with a durable commit, as in lines 1 and 2.

The server is one of this run's own, with `fsync` on. The reference puts the same rows into copies of the same
tables over one connection, with a commit and a durable line in a file beside it after each signature.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from tests.postgres import binaries, server

from bench.bare import note
from bench.figures import ROUNDS, Figure, in_turn
from bench.installation import Installation, installation, now, open_here, serving
from bench.public_signing import CONFIRMED, FEW, MANY, Work, open_letter, tokens_of

NAME = "public_signing_postgres"
_TABLES = ("publicsignature", "entry", "seal", "opening", "mail")
_REFERENCE = "bare durable INSERT+COMMIT of the same rows and one guard line, one connection, PostgreSQL"
_STORED = 60  # signatures that the reference is made from

Rows = dict[str, list[Any]]


def lines() -> list[Figure]:
    programs = binaries()
    if programs is None:
        return []
    with server(programs, durable=True) as url, installation() as place:
        here = Installation(place.folder, place.port, url)
        open_here(here)
        open_letter()
        tokens = iter(tokens_of(sum(CONFIRMED.values()) * (ROUNDS + 1) + 200))
        with _connections_closed(), closing(psycopg.connect(url, autocommit=True)) as connection:
            bare = _Bare(connection, place.folder / "bare.guard")
            stored = [_confirm_here(bare, next(tokens)) for _ in range(_STORED)]
            with serving(here):
                return _measure(Work(here, tokens), bare, stored)


@contextmanager
def _connections_closed() -> Iterator[None]:
    """The product's own connections are closed at the end: the server waits for them."""
    from django.db import connections

    try:
        yield
    finally:
        connections.close_all()


def _measure(work: Work, bare: "_Bare", stored: Sequence[Rows]) -> list[Figure]:
    work.warm_up()
    measured = in_turn(
        {
            "few": lambda: work.confirm(FEW),
            "bare": lambda: len(stored) / bare.insert_seconds(stored),
            "many": lambda: work.confirm(MANY),
        }
    )
    return [
        Figure(
            3,
            f"public signatures confirmed on PostgreSQL, {connections} connections",
            measured[name],
            "signatures/s",
            _REFERENCE,
            measured["bare"],
            ">= 0.4",
        )
        for name, connections in (("few", FEW), ("many", MANY))
    ]


def _confirm_here(bare: "_Bare", token: str) -> Rows:
    """What one confirmation writes."""
    from undersigned.actions.public_signing.confirm import Confirming, confirm_all

    before = bare.latest()
    confirm_all([Confirming(token, 1, now())])
    return bare.written(before)


class _Bare:
    """The same tables once more, in a schema of their own."""

    def __init__(self, connection: "psycopg.Connection[Any]", guard: Path) -> None:
        self.connection = connection
        self.guard = guard
        connection.execute("CREATE SCHEMA bare")
        for table in _TABLES:
            connection.execute(f"CREATE TABLE bare.{table} (LIKE records_{table} INCLUDING ALL)")

    def latest(self) -> dict[str, int]:
        return {
            table: self._ask(f"SELECT COALESCE(MAX(id), 0) FROM records_{table}")[0][0] for table in _TABLES
        }

    def written(self, before: dict[str, int]) -> Rows:
        rows = {
            table: self._ask(f"SELECT * FROM records_{table} WHERE id > {before[table]}") for table in _TABLES
        }
        latest = "WHERE confirmed_at IS NOT NULL ORDER BY entry DESC LIMIT 1"
        return {**rows, "publicsignature": self._ask(f"SELECT * FROM records_publicsignature {latest}")}

    def insert_seconds(self, transactions: Sequence[Rows]) -> float:
        self.connection.execute(f"TRUNCATE {', '.join(f'bare.{table}' for table in _TABLES)}")
        begun = perf_counter()
        for rows in transactions:
            with self.connection.transaction(), self.connection.cursor() as cursor:
                for table, values in rows.items():
                    places = ", ".join(["%s"] * len(values[0]))
                    cursor.executemany(f"INSERT INTO bare.{table} VALUES ({places})", values)
            note(self.guard)
        return perf_counter() - begun

    def _ask(self, statement: str) -> list[Any]:
        return self.connection.execute(statement).fetchall()
