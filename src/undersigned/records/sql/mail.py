"""The statement by which mails are queued, a few or ten thousand. It runs unchanged on both databases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

_COLUMNS = (
    *("coalition_id", "letter_id", "invitation_id", "kind", "reason_key", '"to"', "subject", "text", "html"),
    *("attachment", "unsubscribe", "message_id", "queued_at", "due_at", "attempts", "last_trouble"),
)


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to queue; the other columns are empty until somebody tries to post it."""

    coalition: int
    letter: int | None
    invitation: int | None
    kind: str
    reason_key: str
    to: str
    subject: str
    text: str
    html: str
    attachment: bytes | None
    unsubscribe: str
    message_id: str
    queued_at: datetime
    due_at: datetime


def add_mails(rows: Iterable[NewMail]) -> None:
    """Queue these mails, but none whose reason has queued one before. Lock: none."""
    places = ", ".join(["%s"] * len(_COLUMNS))
    statement = f"INSERT INTO records_mail ({', '.join(_COLUMNS)}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608  # our own words
    values = [_values(row) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _values(row: NewMail) -> tuple[Any, ...]:
    return (
        *(row.coalition, row.letter, row.invitation, row.kind, row.reason_key, row.to, row.subject),
        *(row.text, row.html, row.attachment, row.unsubscribe, row.message_id),
        *(_moment(row.queued_at), _moment(row.due_at), 0, ""),
    )


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
