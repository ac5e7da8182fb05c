"""Absolute addresses, of this interface and of the pages and files beside it."""

from urllib.parse import urlencode

from django.conf import settings

BASE = "/api/v1"


def address(path: str, **query: object) -> str:
    """The address of a path of this installation; what is None or empty is left out of its query."""
    given = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return f"{settings.BASE_URL}{path}" + (f"?{urlencode(given)}" if given else "")


def next_part(path: str, *, offset: int, limit: int, total: int, **query: object) -> str | None:
    """The address of the part of a list after this one; None after the last."""
    following = offset + limit
    if following >= total:
        return None
    return address(path, **query, offset=following, limit=limit)
