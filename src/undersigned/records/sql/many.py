"""Many rows of one table put in at once: thousands of members, invitations, links or mails.

Django's own way asks each value of each row how it is to be written, at several times the cost of the rows.
Here that is decided once for each column.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import BinaryField, DateField, DateTimeField, Field, Model

Adapt = Callable[[Any], Any]


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
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  # names
    if skip_known:
        statement += " ON CONFLICT DO NOTHING"
    written = [(field.attname, _adapted(field)) for field in fields]
    values = [[adapt(row.__dict__[name]) for name, adapt in written] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _adapted(field: "Field[Any, Any]") -> Adapt:
    """How the values of a column are handed to the database."""
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, BinaryField):
        return lambda value: None if value is None else bytes(value)
    return lambda value: value
