"""The other answers to an invitation: opened (noted, nothing depends on it), no, not now, no more mail."""

from datetime import date, datetime

from django.db import transaction

from undersigned.actions.signing import lock_link
from undersigned.domain.signing import may_answer, may_replace, may_wait_until
from undersigned.errors import Refused
from undersigned.queries.pending import acting_of, pending_of
from undersigned.queries.signing import address_of_link, facts_for
from undersigned.records.models import Invitation, MailStop, Pause

_LONGEST_REASON = 2000


def note_opened(invitation: int, *, at: datetime) -> None:
    """Note the first opening: perhaps a person's, perhaps a mail scanner's."""
    Invitation.objects.filter(pk=invitation, opened_at=None).update(opened_at=at)


@transaction.atomic
def decline_by_link(*, token: str, reason: str, at: datetime) -> bool:
    """Record a decline, with a reason that only the organiser sees; False if the office has signed.

    Declining again changes nothing but the reason. An answer that waited is taken back with it. Refused where
    the letter or link takes no answer, or for a delegate where the office-holder's own answer waits.
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=None, at=at)
    if why_not := may_answer(facts, at):
        raise Refused(why_not)
    if facts.already_signed:
        return False
    pending = pending_of(link.invitation)
    if why_not := may_replace(acting_of(pending), facts.link.by):
        raise Refused(why_not)
    if pending is not None:
        pending.delete()
    invitation = link.invitation
    invitation.declined_at = invitation.declined_at or at
    invitation.decline_reason = reason.strip()[:_LONGEST_REASON]
    invitation.save(update_fields=["declined_at", "decline_reason"])
    return True


@transaction.atomic
def ask_later_by_link(*, token: str, until: date, away: bool, at: datetime) -> None:
    """Write to nobody of this office before that day; or, where `away`, not to this person alone.

    Refused where the letter or link takes no answer, or the day is not ahead (date-not-ahead).
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=None, at=at)
    if why_not := may_answer(facts, at) or may_wait_until(until, facts):
        raise Refused(why_not)
    Pause.objects.filter(invitation=link.invitation, delegate=link.delegate).delete()
    Pause.objects.create(
        invitation=link.invitation, delegate=link.delegate, until=until, away=away, asked_at=at
    )


@transaction.atomic
def stop_mail_by_link(*, token: str, stop: bool, at: datetime) -> None:
    """End the coalition's invitations and reminders to the address of whom the link was made for, or resume.

    Asked twice, it is the same. Refused (link-unknown) for a token that is none of ours.
    """
    link = lock_link(token)
    address = address_of_link(link).casefold()
    coalition = link.invitation.letter.coalition
    if stop and address:
        MailStop.objects.get_or_create(coalition=coalition, address=address, defaults={"stopped_at": at})
    elif not stop:
        MailStop.objects.filter(coalition=coalition, address=address).delete()
