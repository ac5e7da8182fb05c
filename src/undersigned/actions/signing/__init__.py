"""What a personal link can do: open, sign, decline, withdraw, disown; and the review of a mended line."""

from collections.abc import Callable

from undersigned.actions.letters import letters_to_lock
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import (
    By,
    PrintedLine,
    SignatureFacts,
    may_withdraw,
    trouble_in_printed_line,
)
from undersigned.errors import Refused
from undersigned.queries.signing import latest_signature, letter_of_token, link_to, signature_facts
from undersigned.records.models import PersonalLink, Signature

Rule = Callable[[SignatureFacts | None, By], Reason | None]


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


def require_line(line: PrintedLine) -> None:
    """Refused with the reason of a line that cannot be printed; `field` names where."""
    if trouble := trouble_in_printed_line(line):
        raise Refused(trouble.reason, field=trouble.field)


def require_recorded_line(line: PrintedLine) -> None:
    """Refused (roster-line-unprintable) for such a line of the roster, as an earlier version took it."""
    if trouble := trouble_in_printed_line(line):
        raise Refused(Reason.ROSTER_LINE_UNPRINTABLE, field=trouble.field)


def signature_of(link: PersonalLink, may: Rule = may_withdraw) -> Signature:
    """The office's last signature, for whoever holds this link and may do with it what the rule says.

    Refused: with the reason of the rule; nothing-signed where there is none.
    """
    signature = latest_signature(link.invitation)
    acting = By.DELEGATE if link.delegate else By.SELF
    if reason := may(signature_facts(signature), acting):
        raise Refused(reason)
    if signature is None:
        raise Refused(Reason.NOTHING_SIGNED)
    return signature


def standing_signature_of(link: PersonalLink) -> Signature:
    """The same, of one that stands on the present edition. Refused as well: other-edition."""
    signature = signature_of(link)
    if not signature.stands:
        raise Refused(Reason.OTHER_EDITION)
    return signature
