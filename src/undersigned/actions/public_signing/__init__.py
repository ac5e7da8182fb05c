"""Signing by the public: ask, confirm, review, correct, withdraw, be forgotten."""

from collections.abc import Iterable

from undersigned.actions.letters import letters_to_lock
from undersigned.domain.public_signing import PublicLine, PublicState, Signer, trouble_in_public_line
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.public_signing import link_by_token, signature_behind
from undersigned.records.models import Letter, PublicLink, PublicSignature


def lock_open_letters(ids: Iterable[int]) -> list[Letter]:
    """These letters, locked until the transaction ends, in the one order in which everybody locks."""
    rows = letters_to_lock().select_related("coalition", "signing_form")
    return list(rows.filter(pk__in=set(ids)).order_by("pk"))


def lock_signature(token: str) -> tuple[PublicLink, PublicSignature]:
    """A link and the signature behind it, with its letter locked. Refused (link-unknown) if it is none."""
    link = link_by_token(token)
    if link is None:
        raise Refused(Reason.LINK_UNKNOWN)
    letter = lock_open_letters([link.signature.letter_id])[0]
    link = link_by_token(token)  # after the lock: what was read before it may be old
    if link is None:
        raise Refused(Reason.LINK_UNKNOWN)
    row = signature_behind(link)
    row.letter = letter
    return link, row


def require_line(line: PublicLine) -> None:
    """Refused with the reason of a line that cannot be printed; `field` names where."""
    if trouble := trouble_in_public_line(line):
        raise Refused(trouble.reason, field=trouble.field)


def counted_as(row: PublicSignature) -> str | None:
    """The name of the count that a signature is in; None for one that was only asked for."""
    match row.state:
        case PublicState.ASKED:
            return None
        case PublicState.STANDING:
            return "organisations" if row.signer == Signer.ORGANISATION else "individuals"
        case state:
            return state.value
