"""One letter's trouble stops no other: it is logged with the letter's name, and tried again next time."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

Done = TypeVar("Done")
_log = logging.getLogger("undersigned.letters")


class LettersFailed(Exception):
    """What a job could not do for some letters, after it was done for all others. The log says what."""


def each_letter(do: Callable[[str], Done], slugs: Iterable[str]) -> list[Done]:
    """Do it for each of these letters; what came of each. At the end, `LettersFailed` where some failed."""
    done: list[Done] = []
    failed: list[str] = []
    for slug in slugs:
        try:
            done.append(do(slug))
        except Exception as trouble:
            _log.exception("%s: %s: %s", slug, type(trouble).__name__, trouble)
            failed.append(slug)
    if failed:
        raise LettersFailed(", ".join(failed))
    return done
