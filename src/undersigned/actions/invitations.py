"""Making invitations, their personal links and their mails: used by circulating, inviting and reminding."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.conf import settings

from undersigned.actions.mail import About, queue_all
from undersigned.confirmation import personal_link, typed_code
from undersigned.confirmation.official_domain import official_domain
from undersigned.domain.own_words import OURS, OwnWords
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import HolderTerm, MemberEntry, delegates_on, holder_on
from undersigned.domain.sending import Sending, moment_of
from undersigned.domain.signing import Authority, PrintedLine, recorded_line
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.messages import (
    LetterInMail,
    Message,
    WayIn,
    deadline_extended,
    delegate_invitation,
    invitation,
    reminder,
)
from undersigned.queries.roster import delegate_of, entry_of, rows_of, term_of, today_at
from undersigned.queries.signing import line_text
from undersigned.records.models import Delegate, Invitation, Letter, MailStop, Member, PersonalLink, Term
from undersigned.records.sql.many import put_in
from undersigned.wording import speak

# A link answers until the letter closes; this only bounds it where a deadline is extended again and again.
_LINK_LIVES = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may be written to about a letter: its coalition's policy, and who wants no mail of it."""

    letter: int
    authority: Authority
    stopped: frozenset[str]

    def without_stops(self) -> "Reach":
        """The same for mails about what was done in somebody's name: these are never stopped."""
        return replace(self, stopped=frozenset())


def reach_of(letter: Letter) -> Reach:
    stops = MailStop.objects.filter(coalition=letter.coalition).values_list("address", flat=True)
    return Reach(letter.pk, Authority(letter.coalition.authority), frozenset(stops))


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a link goes to: the office-holder, or one delegate. `domain`: the official one of the address."""

    name: str
    email: str
    delegate: Delegate | None
    domain: str

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


def office_of(member: Member, reach: Reach, *, at: datetime) -> Office:
    """Refused: member-not-in-office, member-has-no-address, member-wants-no-mail: nobody could be invited."""
    today = today_at(member, at)
    entry = entry_of(member, on=today, letter=reach.letter)
    holder = holder_on(entry.holders, today)
    if holder is None:
        raise Refused(Reason.MEMBER_NOT_IN_OFFICE, member=member.key)
    everybody = _recipients(member, entry, holder, today, reach)
    if not everybody:
        raise Refused(Reason.MEMBER_HAS_NO_ADDRESS, member=member.key)
    recipients = tuple(each for each in everybody if each.email.casefold() not in reach.stopped)
    if not recipients:
        raise Refused(Reason.MEMBER_WANTS_NO_MAIL, member=member.key)
    term = next(row for row in rows_of(member, "terms") if term_of(row) == holder)
    return Office(member, term, holder, recorded_line(entry, holder), recipients)


def _recipients(
    member: Member, entry: MemberEntry, holder: HolderTerm, today: date, reach: Reach
) -> list[Recipient]:
    """The office-holder, then the delegates who may act in this coalition; whoever has an address."""
    recipients: list[Recipient] = []
    if holder.email:
        recipients.append(_recipient(holder.name, holder.email, None, entry))
    if reach.authority is Authority.HOLDER_ONLY:
        return recipients
    standing = delegates_on(entry, today)
    for row in sorted(rows_of(member, "delegates"), key=lambda row: row.pk):
        if row.email and row.only_for_id in (None, reach.letter) and delegate_of(row) in standing:
            recipients.append(_recipient(row.name, row.email, row, entry))
    return recipients


def _recipient(name: str, email: str, delegate: Delegate | None, entry: MemberEntry) -> Recipient:
    return Recipient(name, email, delegate, official_domain(email, entry.domains) or "")


def letter_in_mail(letter: Letter, member: Member) -> LetterInMail:
    """What a mail tells about the letter, its times in the member's zone, or else in the deadline's."""
    contact = ", ".join(
        part for part in (letter.contact_name, letter.contact_phone, letter.contact_email) if part
    )
    return LetterInMail(
        title=letter.title,
        coalition=letter.coalition.name,
        deadline=letter.deadline,
        zone=zone_named(member.time_zone or letter.deadline_zone),
        contact=contact,
    )


def address_of(path: str) -> str:
    """The absolute address of a path of ours, as a mail needs it."""
    return f"{settings.BASE_URL}{path}"


@dataclass(frozen=True, slots=True)
class MadeLink:
    """An unsaved link with its token and code, which are known only now."""

    row: PersonalLink
    token: str
    code: str

    def way(self, page: str) -> WayIn:
        """The way in by `page`: "i" for the invitation, "r" for the signatory's own."""
        return WayIn(address_of(f"/{page}/{self.token}/"), self.code, address_of("/i/"))

    @property
    def no_mail(self) -> str:
        """Where the reader ends the coalition's mails."""
        return address_of(f"/i/{self.token}/no-mail/")


@dataclass(slots=True)
class Outgoing:
    """Links and the mails that carry them, gathered to be saved and queued in one go."""

    links: list[PersonalLink] = field(default_factory=list)
    mails: list[tuple[Message, str, About]] = field(default_factory=list)

    def add(self, made: MadeLink, message: Message, to: str, about: About) -> None:
        self.links.append(made.row)
        self.mails.append((message, to, about))

    def send(self, *, at: datetime) -> None:
        put_in(PersonalLink, list(map(vars, self.links)))
        queue_all(self.mails, at=at)


def new_link(
    invitation_row: Invitation, term: Term, delegate: Delegate | None, *, at: datetime, domain: str = ""
) -> MadeLink:
    challenge = personal_link.start(expires_at=at + _LINK_LIVES)
    code, code_hash = typed_code.start(settings.SECRET_KEY)
    row = PersonalLink(
        invitation=invitation_row,
        delegate=delegate,
        term=term,
        token_hash=challenge.token_hash,
        code_hash=code_hash,
        domain=domain,
        made_at=at,
        expires_at=challenge.expires_at,
    )
    return MadeLink(row, challenge.token, code)


def invite_offices(letter: Letter, offices: Iterable[Office], sending: Sending, *, at: datetime) -> None:
    """Save an invitation for each office, and queue its mails."""
    offices, outgoing = list(offices), Outgoing()
    rows = {
        office.member.pk: Invitation(letter=letter, member=office.member, invited_at=at) for office in offices
    }
    put_in(Invitation, list(map(vars, rows.values())))
    for pk, member in letter.invitations.values_list("pk", "member"):
        if member in rows:
            rows[member].pk = pk
    for office in offices:
        row = rows[office.member.pk]
        for recipient in office.recipients:
            made = new_link(row, office.term, recipient.delegate, at=at, domain=recipient.domain)
            key = f"invitation:{letter.pk}:{office.member.pk}:{recipient.who}"
            due = due_at(sending, letter, office.member)
            about = About(letter.coalition, key, letter, row, unsubscribe=made.no_mail, due=due)
            message = invitation_mail(letter, office, recipient, made.way("i"), sending.own)
            outgoing.add(made, message, recipient.email, about)
    outgoing.send(at=at)


def due_at(sending: Sending, letter: Letter, member: Member) -> datetime | None:
    """When a mail to this office is to go; None for at once."""
    if sending.when is None or letter.deadline is None:
        return None
    return moment_of(sending.when, letter.deadline, letter.deadline_zone, member.time_zone)


def invitation_mail(
    letter: Letter, office: Office, recipient: Recipient, way: WayIn, own: OwnWords = OURS
) -> Message:
    wording = speak(letter.language)
    about, line = letter_in_mail(letter, office.member), line_text(office.line, wording)
    if recipient.delegate is None:
        return invitation.write(wording, invitation.Invitation(about, office.holder.name, line, way, own))
    values = delegate_invitation.DelegateInvitation(
        letter=about,
        delegate=recipient.name,
        holder=office.holder.name,
        handed_on_by=recipient.delegate.handed_on_by or None,
        line=line,
        way=way,
        own=own,
    )
    return delegate_invitation.write(wording, values)


def reminder_mail(letter: Letter, office: Office, way: WayIn, own: OwnWords) -> Message:
    about, holder = letter_in_mail(letter, office.member), office.holder.name
    return reminder.write(speak(letter.language), reminder.Reminder(about, holder, way, own))


def extension_mail(letter: Letter, office: Office, way: WayIn, own: OwnWords) -> Message:
    """The notice of a later deadline."""
    about, holder = letter_in_mail(letter, office.member), office.holder.name
    return deadline_extended.write(
        speak(letter.language), deadline_extended.DeadlineExtended(about, holder, way, own)
    )
