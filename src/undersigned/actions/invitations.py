"""Making invitations, their personal links and their mails: used by circulating, inviting and reminding."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from undersigned.actions.mail import About
from undersigned.confirmation import personal_link
from undersigned.domain.own_words import OwnWords
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import DelegateEntry, HolderTerm, delegates_on, holder_on
from undersigned.domain.sending import Sending, moment_of
from undersigned.domain.signing import PrintedLine
from undersigned.errors import Refused
from undersigned.messages import (
    LetterInMail,
    Message,
    deadline_extended,
    delegate_invitation,
    invitation,
    reminder,
)
from undersigned.queries.roster import entry_of, term_of, today_at, zone_of
from undersigned.queries.signing import line_text, recorded_line
from undersigned.records.models import Delegate, Invitation, Letter, Member, PersonalLink, Term
from undersigned.wording import speak

# A link answers until the letter closes; this only bounds it where a deadline is extended again and again.
_LINK_LIVES = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a link goes to: the office-holder, or one delegate."""

    name: str
    email: str
    delegate: Delegate | None

    @property
    def who(self) -> str:
        return f"delegate-{self.delegate.pk}" if self.delegate else "holder"


@dataclass(frozen=True, slots=True)
class Office:
    """A member as it stands today: who holds it, and who is written to."""

    member: Member
    term: Term
    holder: HolderTerm
    line: PrintedLine
    recipients: tuple[Recipient, ...]


def office_of(member: Member, *, at: datetime) -> Office:
    """Refused (member-not-in-office, member-has-no-address) where nobody could be invited."""
    today = today_at(member, at)
    entry = entry_of(member, on=today)
    holder = holder_on(entry.holders, today)
    if holder is None:
        raise Refused(Reason.MEMBER_NOT_IN_OFFICE, member=member.key)
    recipients = _recipients(member, holder, delegates_on(entry, today), today)
    if not recipients:
        raise Refused(Reason.MEMBER_HAS_NO_ADDRESS, member=member.key)
    term = next(row for row in member.terms.all() if term_of(row) == holder)
    return Office(member, term, holder, recorded_line(entry, holder), recipients)


def _recipients(
    member: Member, holder: HolderTerm, standing: tuple[DelegateEntry, ...], today: date
) -> tuple[Recipient, ...]:
    addresses = {delegate.email.casefold() for delegate in standing if delegate.email}
    recipients = [
        Recipient(row.name, row.email, row)
        for row in sorted(member.delegates.all(), key=lambda row: row.pk)
        if row.email
        and row.email.casefold() in addresses
        and row.named_by == holder.name
        and (row.until is None or today < row.until)
    ]
    if holder.email:
        recipients.insert(0, Recipient(holder.name, holder.email, None))
    return tuple(recipients)


def letter_in_mail(letter: Letter, member: Member) -> LetterInMail:
    """What a mail tells about the letter, its times in the member's zone."""
    contact = ", ".join(
        part for part in (letter.contact_name, letter.contact_phone, letter.contact_email) if part
    )
    return LetterInMail(
        title=letter.title,
        coalition=letter.coalition.name,
        deadline=letter.deadline,
        zone=zone_of(member),
        contact=contact,
    )


def address_of(path: str) -> str:
    """The absolute address of a path of ours, as a mail needs it."""
    return f"{settings.BASE_URL}{path}"


def new_link(
    invitation_row: Invitation, term: Term, delegate: Delegate | None, *, at: datetime
) -> tuple[PersonalLink, str]:
    """An unsaved link, and its token: the token is known only now."""
    challenge = personal_link.start(expires_at=at + _LINK_LIVES)
    link = PersonalLink(
        invitation=invitation_row,
        delegate=delegate,
        term=term,
        token_hash=challenge.token_hash,
        made_at=at,
        expires_at=challenge.expires_at,
    )
    return link, challenge.token


def invite_offices(
    letter: Letter, offices: Iterable[Office], sending: Sending, *, at: datetime
) -> tuple[list[PersonalLink], list[tuple[Message, str, About]]]:
    """Save an invitation for each office; give its links (unsaved) and its mails (not yet queued)."""
    offices = list(offices)
    rows = Invitation.objects.bulk_create(
        [Invitation(letter=letter, member=office.member, invited_at=at) for office in offices], batch_size=500
    )
    links: list[PersonalLink] = []
    mails: list[tuple[Message, str, About]] = []
    for row, office in zip(rows, offices, strict=True):
        for recipient in office.recipients:
            link, token = new_link(row, office.term, recipient.delegate, at=at)
            links.append(link)
            message = invitation_to(letter, office, recipient, token, sending.own)
            key = f"invitation:{letter.pk}:{office.member.pk}:{recipient.who}"
            due = due_at(sending, letter, office.member)
            mails.append((message, recipient.email, About(letter.coalition, key, letter, row, due=due)))
    return links, mails


def due_at(sending: Sending, letter: Letter, member: Member) -> datetime | None:
    """When a mail to this office is to go; None for at once."""
    if sending.when is None or letter.deadline is None:
        return None
    return moment_of(sending.when, letter.deadline, letter.deadline_zone, member.time_zone)


def invitation_to(letter: Letter, office: Office, recipient: Recipient, token: str, own: OwnWords) -> Message:
    wording = speak("en")
    about, line, address = (
        letter_in_mail(letter, office.member),
        line_text(office.line, wording),
        address_of(f"/i/{token}/"),
    )
    if recipient.delegate:
        return delegate_invitation.write(
            wording,
            delegate_invitation.DelegateInvitation(
                about, recipient.name, office.holder.name, line, address, own
            ),
        )
    return invitation.write(wording, invitation.Invitation(about, office.holder.name, line, address, own))


def reminder_to(letter: Letter, office: Office, token: str, own: OwnWords) -> Message:
    about, holder = letter_in_mail(letter, office.member), office.holder.name
    return reminder.write(speak("en"), reminder.Reminder(about, holder, address_of(f"/i/{token}/"), own))


def extension_to(letter: Letter, office: Office, token: str, own: OwnWords) -> Message:
    about, holder = letter_in_mail(letter, office.member), office.holder.name
    address = address_of(f"/i/{token}/")
    return deadline_extended.write(
        speak("en"), deadline_extended.DeadlineExtended(about, holder, address, own)
    )
