"""Whether the database answers and the mails move."""

from datetime import datetime

from django.db import DatabaseError

from undersigned.queries.mail import queue_is_stuck


def trouble(at: datetime) -> str | None:
    """What is wrong, in a word; None if nothing is."""
    try:
        return "mail-queue" if queue_is_stuck(at) else None
    except DatabaseError:
        return "database"
