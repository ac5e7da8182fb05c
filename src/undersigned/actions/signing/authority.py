"""Who may sign for an office: standing authority, and one letter handed on to a colleague.

Authority comes from the office-holder, by their own link, or the organiser records where it is from. It is
dated, and ends when either says so, when the office-holder's term ends, or when the holder disowns what the
delegate signed. The rows stay.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from undersigned.actions.acting import Upon, note
from undersigned.actions.invitations import (
    Outgoing,
    invitation_mail,
    letter_in_mail,
    new_link,
    office_of,
    reach_of,
)
from undersigned.actions.mail import About
from undersigned.actions.signing import lock_link
from undersigned.domain.delegates import may_hand_on, may_name_delegates, trouble_in_colleague
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import holder_on
from undersigned.domain.signing import By, SigningFacts
from undersigned.errors import Refused
from undersigned.messages import handed_on_notice
from undersigned.queries.roster import entry_of, members_by_key, today_at
from undersigned.queries.signing import address_of_link, facts_for
from undersigned.records.models import Coalition, Delegate, Member, PendingAnswer, PersonalLink
from undersigned.wording import speak


@dataclass(frozen=True, slots=True)
class Colleague:
    """The person who is named, as typed."""

    name: str
    email: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """Authority that was given elsewhere: where that is written down, and from which day it holds."""

    colleague: Colleague
    source: str
    since: date


@transaction.atomic
def hand_on_by_link(*, token: str, colleague: Colleague, at: datetime) -> Delegate:
    """Let a colleague answer this one letter for the office. Both are recorded; the colleague is written to.

    Where a delegate hands it on, the office-holder is told. Refused with the reason of `may_hand_on`, or of a
    person who cannot be named.
    """
    link, facts = _link_for(token, colleague, at)
    if reason := may_hand_on(facts, at):
        raise Refused(reason)
    row = _named(link, facts, colleague, link.invitation.letter_id)
    if row.only_for_id is not None:
        row.handed_on_by = link.delegate.name if link.delegate else link.term.name
    row.save()
    _invite(link, row, at=at)
    if link.delegate and link.term.email:
        _tell_holder(link, link.delegate, row, at=at)
    return row


@transaction.atomic
def name_delegate_by_link(*, token: str, colleague: Colleague, at: datetime) -> Delegate:
    """Give somebody standing authority, by the office-holder's own link; they can answer this letter too."""
    link, facts = _link_for(token, colleague, at)
    if reason := may_name_delegates(facts):
        raise Refused(reason)
    row = _named(link, facts, colleague, None)
    row.source = speak("en").say("the office-holder, by a personal link")
    row.save()
    if may_hand_on(facts, at) is None:
        _invite(link, row, at=at)
    return row


@transaction.atomic
def end_authority_by_link(*, token: str, delegate: int, at: datetime) -> None:
    """End somebody's authority, by the office-holder's own link. What they signed before stays.

    Refused: with the reason of `may_name_delegates`, delegate-unknown.
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=None, at=at)
    if reason := may_name_delegates(facts):
        raise Refused(reason)
    row = link.invitation.member.delegates.filter(pk=delegate, named_by=link.term.name, until=None).first()
    if row is None:
        raise Refused(Reason.DELEGATE_UNKNOWN)
    end_authority(row, at=at)


@transaction.atomic
def record_authority(*, coalition: Coalition, member: str, grant: Grant, at: datetime) -> Delegate:
    """Record authority that the office-holder gave elsewhere.

    Refused: member-unknown, member-not-in-office, source-missing, or the reason of a person who cannot be
    named.
    """
    [row] = members_by_key(coalition, [member])
    today = today_at(row, at)
    holder = holder_on(entry_of(row).holders, today)
    if holder is None:
        raise Refused(Reason.MEMBER_NOT_IN_OFFICE, member=member)
    colleague, source = grant.colleague, grant.source.strip()
    if not source:
        raise Refused(Reason.SOURCE_MISSING)
    if reason := trouble_in_colleague(colleague.name, colleague.email):
        raise Refused(reason, field="colleague", address=colleague.email)
    known = _rows_of(row, holder.name, colleague, None)
    delegate = known[0] if known else Delegate(member=row, named_by=holder.name)
    delegate.name, delegate.email, delegate.role = colleague.name, colleague.email, colleague.role
    delegate.since, delegate.until, delegate.source = grant.since, None, source[:300]
    delegate.save()
    note(Deed.DELEGATE_NAMED, coalition, Upon(member=row), at=at)
    return delegate


@transaction.atomic
def end_recorded_authority(*, coalition: Coalition, member: str, delegate: int, at: datetime) -> None:
    """End a delegate's authority because the office-holder said so elsewhere. Refused: delegate-unknown."""
    row = Delegate.objects.filter(
        member__coalition=coalition, member__key=member, pk=delegate, until=None
    ).first()
    if row is None:
        raise Refused(Reason.DELEGATE_UNKNOWN)
    end_authority(row, at=at)
    note(Deed.DELEGATE_ENDED, coalition, Upon(member=row.member), at=at)


def end_authority(delegate: Delegate, *, at: datetime) -> None:
    """From today on the delegate signs nothing for the office; an answer of theirs that waits is deleted."""
    delegate.until = today_at(delegate.member, at)
    delegate.save(update_fields=["until"])
    PendingAnswer.objects.filter(delegate=delegate).delete()


def _link_for(token: str, colleague: Colleague, at: datetime) -> tuple[PersonalLink, SigningFacts]:
    """The link and its facts. Refused with the reason of a person who cannot be named by it."""
    link = lock_link(token)
    if reason := trouble_in_colleague(colleague.name, colleague.email):
        raise Refused(reason, field="colleague", address=colleague.email)
    if colleague.email.casefold() == address_of_link(link).casefold():
        raise Refused(Reason.NOT_YOUR_OWN_ADDRESS, field="email", address=colleague.email)
    return link, facts_for(link, edition_shown=None, at=at)


def _named(link: PersonalLink, facts: SigningFacts, colleague: Colleague, only_for: int | None) -> Delegate:
    """The colleague's row, with authority from today; one who has it already keeps it as it is.

    Whom the office-holder stopped, only the office-holder lets act again. Refused: delegate-was-stopped,
    not-your-own-address (of the office-holder, who needs no authority).
    """
    if colleague.email.casefold() == link.term.email.casefold():
        raise Refused(Reason.NOT_YOUR_OWN_ADDRESS, field="email", address=colleague.email)
    rows = _rows_of(link.invitation.member, link.term.name, colleague, only_for)
    acting = next((row for row in rows if row.until is None and row.only_for_id in (None, only_for)), None)
    if acting is not None:
        return acting
    if rows and facts.link.by is By.DELEGATE:
        raise Refused(Reason.DELEGATE_WAS_STOPPED, field="email", address=colleague.email)
    row = next((row for row in rows if row.only_for_id == only_for), None) or Delegate(
        member=link.invitation.member, named_by=link.term.name, only_for_id=only_for
    )
    row.name, row.email, row.role = colleague.name, colleague.email, colleague.role
    row.since, row.until = facts.today, None
    return row


def _rows_of(member: Member, named_by: str, colleague: Colleague, only_for: int | None) -> list[Delegate]:
    """What was ever given to this address: standing authority, and that for one letter."""
    reach = Q(only_for=None) | Q(only_for=only_for)
    return list(member.delegates.filter(reach, named_by=named_by, email__iexact=colleague.email))


def _invite(link: PersonalLink, row: Delegate, *, at: datetime) -> None:
    """Write to the colleague; asked for again within the hour, it is queued once."""
    letter, invitation = link.invitation.letter, link.invitation
    [member] = members_by_key(letter.coalition, [invitation.member.key])
    office = office_of(member, reach_of(letter), at=at)
    recipient = next((each for each in office.recipients if each.delegate == row), None)
    if recipient is None:  # wants no mail of this coalition
        return
    made, outgoing = new_link(invitation, link.term, row, at=at, domain=recipient.domain), Outgoing()
    key = f"handed-on:{letter.pk}:{row.pk}:{at:%Y-%m-%dT%H}"
    about = About(letter.coalition, key, letter, invitation, unsubscribe=made.no_mail)
    message = invitation_mail(letter, office, recipient, made.way("i"))
    outgoing.add(made, message, row.email, about)
    outgoing.send(at=at)


def _tell_holder(link: PersonalLink, by: Delegate, to: Delegate, *, at: datetime) -> None:
    letter, outgoing = link.invitation.letter, Outgoing()
    made = new_link(link.invitation, link.term, None, at=at)
    values = handed_on_notice.HandedOnNotice(
        letter_in_mail(letter, link.invitation.member), by.name, to.name, made.way("i")
    )
    about = About(letter.coalition, f"handed-on-notice:{letter.pk}:{to.pk}", letter, link.invitation)
    outgoing.add(made, handed_on_notice.write(speak(letter.language), values), link.term.email, about)
    outgoing.send(at=at)
