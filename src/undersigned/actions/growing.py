"""The files of an open letter while its list grows: made when somebody asks, and kept while they hold.

They are kept in the memory of the process and nowhere else: a name that was withdrawn or forgotten is in no
file of a moment later. A long list is not made anew for each signature, but every few minutes.
"""

from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from undersigned.domain.public_signing import is_public
from undersigned.domain.reasons import Reason
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.outputs import format_named
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.public_signing import open_facts
from undersigned.queries.publishing import FILES, publication_of
from undersigned.records.models import Letter, Log

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
    extension = name.rpartition(".")[2]
    if extension not in FILES:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    log = Log.objects.only("size", "peaks").get(letter=letter)
    long = log.size > _LONG_LIST
    state = str(monotonic() // _LONG_LIST_HOLDS_SECONDS) if long else bytes(log.peaks).hex()
    return _made(letter.slug, extension, f"{letter.state} {state}")


@lru_cache(maxsize=32)
def _made(slug: str, extension: str, as_of: str) -> FileShown:
    """The file, made once for each state of the list that it is asked for in."""
    file = format_named(extension).render(publication_of(letter_by_slug(slug)))
    return FileShown(file.filename, file.media_type, file.content, sha256_hex(file.content))
