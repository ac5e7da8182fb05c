"""The reference for what is stored: the same rows put into the same tables of SQLite, and nothing else."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter

# Table → rows that belong together in one transaction.
Rows = dict[str, list[tuple[object, ...]]]

_DURABLE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF;"


class Ledger:
    """What is added to a database between two moments: `written()` gives the rows since the last call."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.schema = self._ask(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        )
        self.tables = [
            str(name) for (name,) in self._ask("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        self._seen = {table: self._last(table) for table in self.tables}

    def written(self) -> Rows:
        seen = self._seen
        rows = {
            table: self._ask(f"SELECT * FROM {table} WHERE rowid > {seen[table]} ORDER BY rowid")
            for table in self.tables
        }
        self._seen = {table: self._last(table) for table in self.tables}
        return {table: found for table, found in rows.items() if found}

    def rows(self, table: str, row: int) -> list[tuple[object, ...]]:
        """One row as it stands now."""
        return self._ask(f"SELECT * FROM {table} WHERE rowid = {row}")

    def _last(self, table: str) -> int:
        return int(str(self._ask(f"SELECT COALESCE(MAX(rowid), 0) FROM {table}")[0][0]))

    def _ask(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(sql).fetchall()


def insert_seconds(ledger: Ledger, transactions: Sequence[Rows], *, guard: bool = False) -> float:
    """How long it takes to put the rows into empty tables, with a durable commit after each transaction.

    One connection, on the file system of the ledger's own database; tables and indexes are the product's.
    With `guard` also a durable line in a file beside it, after each commit.
    """
    file = ledger.database.with_name("bare.sqlite3")
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(_DURABLE)
        for (statement,) in ledger.schema:
            connection.execute(str(statement))
        begun = perf_counter()
        for rows in transactions:
            connection.execute("BEGIN IMMEDIATE")
            for table, values in rows.items():
                places = ",".join("?" * len(values[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)
            connection.execute("COMMIT")
            if guard:
                note(file.with_suffix(".guard"))
        return perf_counter() - begun


def note(file: Path) -> None:
    """A line as the guard writes one, durable when it returns."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, b'["127.0.0.1:8000/letters/night-buses",12345,"' + b"0" * 64 + b'"]\n')
        os.fdatasync(descriptor)
    finally:
        os.close(descriptor)
