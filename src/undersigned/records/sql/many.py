"""Many rows of one table put in at once: thousands of members, invitations, links or mails.

Django's own way asks each value of each row how it is to be written, at several times the cost of the rows.
Here that is decided once for each column.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import BinaryField, DateField, DateTimeField, Field, Model

Adapt = Callable[[Any], Any]

_ROWS_AT_ONCE = 100  # of any of our tables: far below what a statement may carry


def put_in(rows: Sequence[Model], *, skip_known: bool = False) -> None:
    """Insert rows of one model, whose ids stay unknown; with `skip_known` those that break a unique rule not.

    Lock: none of its own; it is a part of the caller's transaction.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    written = [(field.attname, _adapted(field)) for field in fields]
    values = [[adapt(row.__dict__[name]) for name, adapt in written] for row in rows]
    table = f"{quote(model._meta.db_table)} ({columns})"
    put_in_values(table, values, "ON CONFLICT DO NOTHING" if skip_known else "")


def put_in_values(table: str, rows: Sequence[Sequence[Any]], otherwise: str = "") -> None:
    """Insert rows of plain values. `table` is its name and, in brackets, its columns, as SQL writes them.

    One statement carries many rows: both databases take them at about half the cost of one at a time.
    """
    with connection.cursor() as cursor:
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[first : first + _ROWS_AT_ONCE]
            statement = f"INSERT INTO {table} VALUES {_places(len(some), len(some[0]))} {otherwise}"  # noqa: S608  # names
            cursor.execute(statement, list(chain.from_iterable(some)))


@cache
def _places(rows: int, columns: int) -> str:
    row = ", ".join(["%s"] * columns)
    return ", ".join([f"({row})"] * rows)


def _adapted(field: "Field[Any, Any]") -> Adapt:
    """How the values of a column are handed to the database."""
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, BinaryField):
        return lambda value: None if value is None else bytes(value)
    return lambda value: value
