"""End the signing: close by the organiser or by the deadline, or cancel."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.evidence import append
from undersigned.actions.invitations import letter_in_mail, office_of, reach_of
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.mail import About, queue_all, stop_waiting
from undersigned.actions.public_signing.cancelling import tell_of_cancelling
from undersigned.actions.public_signing.review import settle_unreviewed
from undersigned.actions.signing.notices import tell_of_closing
from undersigned.actions.signing.pending import forget_waiting, settle
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState, Step
from undersigned.domain.statements import Closed
from undersigned.errors import Refused
from undersigned.messages import ASKING, Message, cancelled
from undersigned.queries.public_signing import listed
from undersigned.queries.signing import last_signed_at, standing_signature, standing_signatures
from undersigned.records.models import Letter
from undersigned.wording import speak


@transaction.atomic
def close(*, slug: str, at: datetime) -> Letter:
    """Settle what waits. The list is final from here on; who stands on it gets the checkpoint sealing it."""
    letter = lock_letter(slug)
    after = require(letter, Step.CLOSE)
    settle(letter, at=at)
    letter.state = after
    letter.closed_at = max(at, last_signed_at(letter) or at)  # whoever closes may have waited for the lock
    letter.save(update_fields=["state", "closed_at"])
    signatures = list(
        standing_signatures(letter).select_related("invitation__member", "term", "delegate").order_by("pk")
    )
    stop_waiting(letter, kinds=ASKING, at=at)
    settle_unreviewed(letter, at=at)
    standing = len(signatures) + listed(letter).count()
    sealed = append(letter, [lambda minute: Closed(minute, standing)], at=at)
    tell_of_closing(letter, signatures, sealed.checkpoint, standing=standing, at=at)
    note_letter(Deed.CLOSED, letter, at=at, signed=standing)
    return letter


@transaction.atomic
def close_if_due(*, slug: str, at: datetime) -> bool:
    """Close a letter whose deadline has passed; False if it was extended, closed or cancelled meanwhile."""
    letter = lock_letter(slug)
    if letter.state != LetterState.CIRCULATING or letter.deadline is None or letter.deadline > at:
        return False
    close(slug=slug, at=at)
    return True


@transaction.atomic
def cancel(*, slug: str, at: datetime) -> Letter:
    """Give the letter up; everybody invited or on it is told, and nothing signed is published."""
    letter = lock_letter(slug)
    letter.state = require(letter, Step.CANCEL)
    letter.cancelled_at = at
    letter.save(update_fields=["state", "cancelled_at"])
    forget_waiting(letter)
    stop_waiting(letter, kinds=ASKING, at=at)
    queue_all(_notices(letter, at=at), at=at)
    tell_of_cancelling(letter, at=at)
    note_letter(Deed.CANCELLED, letter, at=at)
    return letter


def _notices(letter: Letter, *, at: datetime) -> list[tuple[Message, str, About]]:
    notices: list[tuple[Message, str, About]] = []
    reach = reach_of(letter)
    for row in letter.invitations.select_related("member"):
        signed = standing_signature(row) is not None
        message = cancelled.write(
            speak(letter.language), cancelled.Cancelled(letter_in_mail(letter, row.member), signed)
        )
        try:
            recipients = office_of(row.member, reach, at=at).recipients
        except Refused:  # nobody in office, or no address: nobody to tell
            continue
        for recipient in recipients:
            key = f"cancelled:{letter.pk}:{row.member.pk}:{recipient.who}"
            notices.append((message, recipient.email, About(letter.coalition, key, letter, row)))
    return notices
