"""The letter as a PDF for whoever advises the office, before anybody has signed."""

from datetime import datetime
from functools import lru_cache

from undersigned.domain.documents import LetterDocument
from undersigned.domain.publishing import Publication, Rendered
from undersigned.outputs import format_named
from undersigned.queries.letters import text_of
from undersigned.queries.signing import link_by_token


def counsel_copy(token: str, *, at: datetime) -> Rendered | None:
    """None for a token that is none of ours, or was replaced."""
    link = link_by_token(token)
    if link is None or link.replaced_at is not None or at >= link.expires_at:
        return None
    return _set(text_of(link.invitation.letter))


@lru_cache(maxsize=16)  # counsel of many offices ask for the same text
def _set(document: LetterDocument) -> Rendered:
    return format_named("pdf").render(Publication(document))
