"""What is sent to one person of one office: a new link in place of the old ones, or the organiser's words."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import Upon, note
from undersigned.actions.invitations import (
    MadeLink,
    Office,
    Outgoing,
    Recipient,
    letter_in_mail,
    new_link,
    office_of,
    reach_of,
)
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.mail import About
from undersigned.domain.history import Deed
from undersigned.domain.letters import Step
from undersigned.domain.own_words import OwnWords, paragraphs, trouble_in_message, trouble_in_words
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.messages import Message, organiser_message
from undersigned.messages import new_link as message
from undersigned.records.models import Invitation, Letter
from undersigned.wording import speak


@transaction.atomic
def send_new_link(*, slug: str, invitation: int, who: str, at: datetime) -> None:
    """Mail a new personal link to this person; every link that the person had before dies.

    Refused: not-circulating, recipient-unknown.
    """
    letter = lock_letter(slug)
    require(letter, Step.INVITE)
    row, office, recipient = _person(letter, invitation, who, at)
    row.links.filter(delegate=recipient.delegate, replaced_at=None).update(replaced_at=at)
    made = new_link(row, office.term, recipient.delegate, at=at, domain=recipient.domain)
    values = message.NewLink(
        letter_in_mail(letter, row.member), recipient.name, office.holder.name, made.way("i")
    )
    _queue(made, row, recipient, message.write(speak(letter.language), values), at)
    note(Deed.LINK_RENEWED, letter.coalition, Upon(letter=letter, member=row.member), at=at)


@transaction.atomic
def write_to(*, slug: str, invitation: int, who: str, words: OwnWords, at: datetime) -> None:
    """Mail the organiser's own words to this person: `words.opening` is the whole message.

    Refused: recipient-unknown, message-empty, or with the reason why the words cannot stand in a mail.
    """
    letter = lock_letter(slug)
    row, office, recipient = _person(letter, invitation, who, at)
    trouble = trouble_in_words(replace(words, opening="")) or trouble_in_message(words.opening)
    if trouble:
        raise Refused(trouble.reason, field=trouble.field, longest=trouble.longest)
    made = new_link(row, office.term, recipient.delegate, at=at, domain=recipient.domain)
    values = organiser_message.OrganiserMessage(
        letter=letter_in_mail(letter, row.member),
        subject=words.subject,
        text="\n\n".join(paragraphs(words.opening)),
        way=made.way("i"),
    )
    _queue(made, row, recipient, organiser_message.write(speak(letter.language), values), at)
    note(Deed.WRITTEN_TO, letter.coalition, Upon(letter=letter, member=row.member), at=at)


def people_of(invitation: Invitation, *, at: datetime) -> tuple[Recipient, ...]:
    """Who of the office is written to today; nobody where the term ended or there is no address."""
    try:
        return office_of(invitation.member, reach_of(invitation.letter), at=at).recipients
    except Refused:
        return ()


def _person(letter: Letter, invitation: int, who: str, at: datetime) -> tuple[Invitation, Office, Recipient]:
    row = letter.invitations.select_related("member", "letter__coalition").filter(pk=invitation).first()
    if row is None:
        raise Refused(Reason.RECIPIENT_UNKNOWN)
    office = office_of(row.member, reach_of(letter), at=at)
    found = next((recipient for recipient in office.recipients if recipient.who == who), None)
    if found is None:
        raise Refused(Reason.RECIPIENT_UNKNOWN)
    return row, office, found


def _queue(made: MadeLink, row: Invitation, recipient: Recipient, mail: Message, at: datetime) -> None:
    reason = f"{mail.kind}:{row.pk}:{recipient.who}:{at.isoformat()}"
    about = About(row.letter.coalition, reason, row.letter, row)
    outgoing = Outgoing()
    outgoing.add(made, mail, recipient.email, about)
    outgoing.send(at=at)
