"""A statement handed to the driver itself: for what is done while others wait for a lock, and for many rows.

Django's own cursor costs as much as a short statement does: two wrappers around each, and on SQLite a search
for its placeholders, every time. Here a statement is spelled once for the driver and remembered. Errors are
Django's, as everywhere, and whoever watches the statements of a connection is shown these as well.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def run(statement: str, values: Sequence[Any] = ()) -> Any:
    """Run one statement, with `%s` for each value, in the caller's transaction; the cursor with its rows."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.execute_wrappers or database.queries_logged:
        cursor = database.cursor()
        cursor.execute(statement, values)
        return cursor
    with database.wrap_database_errors:
        return database.connection.cursor().execute(_spelled(statement, database.vendor), values)


@lru_cache(maxsize=512)  # the number of rows is a part of a statement
def _spelled(statement: str, vendor: str) -> str:
    return statement.replace("%s", "?") if vendor == "sqlite" else statement
