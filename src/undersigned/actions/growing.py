"""The files of an open letter while its list grows: made when somebody asks, and kept while they hold.

They are kept in the memory of the process and nowhere else: a name that was withdrawn or forgotten is in no
file of a moment later. A long list is not made anew for each signature, but every few minutes; and at once
for whatever else happens to it.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from undersigned.actions.stationery import laid_out
from undersigned.domain.public_signing import is_public
from undersigned.domain.reasons import Reason
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused, Unreadable
from undersigned.outputs import BESIDE, file_name, format_of_file
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.public_signing import open_facts
from undersigned.queries.publishing import FILES, publication_of
from undersigned.records.models import Letter, Log

_log = logging.getLogger("undersigned.publishing")
_SHOWN = frozenset(map(file_name, (*FILES, *BESIDE)))
_LONG_LIST = 2_000
_LONG_LIST_HOLDS_SECONDS = 120


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of a public letter. Once it is published, the hash of its bytes is sealed in the evidence."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def growing_letter(slug: str) -> Letter:
    """An open letter that circulates or is closed. Refused (letter-unknown) for what is not public."""
    letter = letter_by_slug(slug)
    if not is_public(open_facts(letter)):
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    return letter


def growing_file(slug: str, name: str) -> FileShown:
    """A file as the list stands now. Refused (letter-unknown) if there is none."""
    letter = growing_letter(slug)
    if name not in _SHOWN:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    log = Log.objects.only("size", "changes", "peaks").get(letter=letter)
    long = log.size > _LONG_LIST
    signed = str(monotonic() // _LONG_LIST_HOLDS_SECONDS) if long else bytes(log.peaks).hex()
    return _made(letter.slug, name, f"{letter.state} {log.changes} {signed}")


@lru_cache(maxsize=32)
def _made(slug: str, name: str, as_of: str) -> FileShown:
    """The file, made once for each state of the list that it is asked for in."""
    letter, made_by = letter_by_slug(slug), format_of_file(name)
    try:
        file = made_by.render(laid_out(letter))
    except Unreadable:  # a template of the data folder: nobody who reads the letter can mend it
        _log.exception("%s of %s is set with our own template", name, slug)
        file = made_by.render(publication_of(letter))
    return FileShown(file.filename, file.media_type, file.content, sha256_hex(file.content))
