"""Many rows of one table put in at once: thousands of members, invitations, links or mails.

Django's own way asks each value of each row how it is to be written, at several times the cost of the rows.
Here that is decided once for each column.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import BinaryField, DateField, DateTimeField, Field, Model

from undersigned.records.sql.statement import run

_ROWS_AT_ONCE = 100  # of any of our tables: far below what a statement may carry


def put_in(model: type[Model], rows: Sequence[Mapping[str, Any]], *, skip_known: bool = False) -> None:
    """Insert rows of a model, whose ids stay unknown; with `skip_known` those that break a unique rule not.

    A row is the values of its columns, as `vars` of an instance gives them; all rows have the same ones, and
    a column that is not among them has its default.

    Lock: none of its own; it is a part of the caller's transaction.
    """
    if not rows:
        return
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    said = [field for field in columns if field.attname in rows[0]]
    unsaid = [field for field in columns if field.attname not in rows[0]]
    given = [_written(field, [row[field.attname] for row in rows]) for field in said]
    defaults = [_written(field, [field.get_default()] * len(rows)) for field in unsaid]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in (*said, *unsaid))
    table = f"{quote(model._meta.db_table)} ({names})"
    put_in_values(
        table, list(zip(*given, *defaults, strict=True)), "ON CONFLICT DO NOTHING" if skip_known else ""
    )


def put_in_values(table: str, rows: Sequence[Sequence[Any]], otherwise: str = "") -> None:
    """Insert rows of plain values. `table` is its name and, in brackets, its columns, as SQL writes them.

    One statement carries many rows: both databases take them at about half the cost of one at a time.
    """
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[first : first + _ROWS_AT_ONCE]
        statement = f"INSERT INTO {table} VALUES {_places(len(some), len(some[0]))} {otherwise}"  # noqa: S608  # names
        run(statement, list(chain.from_iterable(some)))


@cache
def _places(rows: int, columns: int) -> str:
    row = ", ".join(["%s"] * columns)
    return ", ".join([f"({row})"] * rows)


def _written(field: "Field[Any, Any]", column: list[Any]) -> list[Any]:
    """The values of a column as they are handed to the database."""
    if isinstance(field, DateTimeField):
        return list(map(connection.ops.adapt_datetimefield_value, column))
    if isinstance(field, DateField):
        return list(map(connection.ops.adapt_datefield_value, column))
    if isinstance(field, BinaryField):
        return [None if value is None else bytes(value) for value in column]
    return column
