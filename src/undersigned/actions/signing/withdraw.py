"""End a signature: withdrawn by whoever gave it, or disowned by the office-holder and so struck."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from undersigned.actions.evidence import append, close_openings
from undersigned.actions.invitations import letter_in_mail
from undersigned.actions.mail import About, queue
from undersigned.actions.programs import announce_signature
from undersigned.actions.publishing import publish_again
from undersigned.actions.signing import lock_link, signature_of
from undersigned.domain.signing import may_disown
from undersigned.domain.statements import Struck, Withdrawn
from undersigned.messages import disowned
from undersigned.queries.forgetting import openings_of
from undersigned.queries.roster import today_at
from undersigned.queries.signing import line_of, line_text
from undersigned.records.models import Signature
from undersigned.wording import speak


@transaction.atomic
def withdraw_by_link(*, token: str, at: datetime) -> Signature:
    """Withdraw what stands, also after publication. Refused: nothing-signed, already-…."""
    signature = signature_of(lock_link(token))
    signature.withdrawn_at = at
    signature.save(update_fields=["withdrawn_at"])
    _end_in_evidence(signature, lambda minute, of: Withdrawn(minute, of, "signer"), at=at)
    announce_signature(signature, "withdrawn", at=at)
    return signature


@transaction.atomic
def disown_by_link(*, token: str, at: datetime) -> Signature:
    """Strike what a delegate signed, end that delegate's authority, and tell the delegate."""
    link = lock_link(token)
    signature = signature_of(link, may_disown)
    signature.struck_at = at
    signature.struck_why = "denied"
    signature.save(update_fields=["struck_at", "struck_why"])
    _end_in_evidence(signature, lambda minute, of: Struck(minute, of, "denied"), at=at)
    announce_signature(signature, "struck", at=at)
    delegate = signature.delegate
    if delegate is not None:
        delegate.until = today_at(link.invitation.member, at)
        delegate.save(update_fields=["until"])
        if delegate.email:
            _tell_delegate(signature, delegate.email, at=at)
    return signature


def _end_in_evidence(
    signature: Signature, ending: Callable[[datetime, int], Withdrawn | Struck], *, at: datetime
) -> None:
    """Append the end, close what was opened, and bring what is public up to date."""
    letter, index = signature.invitation.letter, signature.entry
    assert index is not None  # noqa: S101  # every signature was appended when it was given
    append(letter, [lambda minute: ending(minute, index)], at=at)
    close_openings(letter, openings_of(letter, [signature]))
    publish_again(letter, at=at)


def _tell_delegate(signature: Signature, email: str, *, at: datetime) -> None:
    invitation = signature.invitation
    letter = invitation.letter
    values = disowned.Disowned(
        letter_in_mail(letter, invitation.member),
        signature.term.name,
        line_text(line_of(signature), speak(letter.language)),
    )
    about = About(letter.coalition, f"disowned:{signature.pk}", letter, invitation)
    queue(disowned.write(speak(letter.language), values), to=email, about=about, at=at)
