"""The other answers to an invitation: opened (noted, nothing depends on it) and declined."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.signing import lock_link
from undersigned.domain.signing import may_answer
from undersigned.errors import Refused
from undersigned.queries.signing import facts_for
from undersigned.records.models import Invitation

_LONGEST_REASON = 2000


def note_opened(invitation: int, *, at: datetime) -> None:
    """Note the first opening: perhaps a person's, perhaps a mail scanner's."""
    Invitation.objects.filter(pk=invitation, opened_at=None).update(opened_at=at)


@transaction.atomic
def decline_by_link(*, token: str, reason: str, at: datetime) -> bool:
    """Record a decline, with a reason that only the organiser sees; False if the office has signed.

    Declining again changes nothing but the reason. Refused where the letter or link takes no answer.
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=None, at=at)
    if why_not := may_answer(facts, at):
        raise Refused(why_not)
    if facts.already_signed:
        return False
    invitation = link.invitation
    invitation.declined_at = invitation.declined_at or at
    invitation.decline_reason = reason.strip()[:_LONGEST_REASON]
    invitation.save(update_fields=["declined_at", "decline_reason"])
    return True
