"""What a personal link can do: open, sign, decline, withdraw, disown; and the review of a mended line."""

from undersigned.actions.letters import letters_to_lock
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.signing import letter_of_token, link_to
from undersigned.records.models import PersonalLink


def lock_link(token: str) -> PersonalLink:
    """The link, with its letter locked: everything said about this letter waits for this transaction.

    The letter's lock is the one lock of signing, so that signing, closing, withdrawing and disowning
    follow each other and none of them decides on what another is changing.
    Refused (link-unknown) for a token that is none of ours.
    """
    letter = letters_to_lock().prefetch_related("editions").filter(pk=letter_of_token(token)).first()
    link = link_to(letter, token) if letter else None  # after the lock: what was read before it may be old
    if link is None:
        raise Refused(Reason.LINK_UNKNOWN)
    return link
