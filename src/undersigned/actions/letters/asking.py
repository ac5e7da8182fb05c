"""Asking again whoever has not answered: the one way in which reminders and notices are made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from undersigned.actions.invitations import (
    MadeLink,
    Office,
    Outgoing,
    due_at,
    new_link,
    office_of,
    reach_of,
)
from undersigned.actions.mail import About
from undersigned.domain.own_words import OwnWords, trouble_in_words
from undersigned.domain.sending import Round, Sending, may_be_planned, moment_of
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.messages import Message, WayIn
from undersigned.queries.pauses import resting
from undersigned.queries.roster import today_at
from undersigned.records.models import Invitation, Letter, MailWords
from undersigned.wording import speak

# Makes a mail of the letter, the office, the way in, and the organiser's words.
Write = Callable[[Letter, Office, WayIn, OwnWords], Message]


def require_sending(letter: Letter, kind: str, sending: Sending, *, at: datetime) -> None:
    """Hold the words and the time to the rules, and keep the words for the next mail of this kind.

    Refused: line-break, markup, web-address, words-too-long, control-characters, direction-override;
    time-not-usable, time-after-deadline.
    """
    if trouble := trouble_in_words(sending.own):
        raise Refused(trouble.reason, field=trouble.field, longest=trouble.longest)
    if sending.when is not None:
        require_time(letter, sending.when, at=at)
    values = {"subject": sending.own.subject, "opening": sending.own.opening}
    MailWords.objects.update_or_create(letter=letter, kind=kind, defaults=values)


def require_time(letter: Letter, when: Round, *, at: datetime) -> None:
    """Refused (time-not-usable, time-after-deadline) where mails cannot go then."""
    if letter.deadline is None:
        return
    zone = letter.deadline_zone
    if reason := may_be_planned(when, letter.deadline, zone, at):
        moment, wording = moment_of(when, letter.deadline, zone, zone), speak("en")
        raise Refused(
            reason,
            text=wording.moment(moment, moment.tzinfo or zone_named(zone)),
            deadline=wording.moment(letter.deadline, zone_named(zone)),
        )


@dataclass(frozen=True, slots=True)
class Asking:
    """A kind of mail to many offices. `reason` makes it go once to each person (`About.reason_key`)."""

    write: Write
    reason: str
    sending: Sending


def ask_offices(
    letter: Letter, rows: Iterable[Invitation], asking: Asking, *, at: datetime
) -> list[Invitation]:
    """Queue a mail with a new link to each person of each of these offices who may be written to now.

    Those that had a mail: an office whose term ended or whose address went since the invitation is left out,
    and so is one that rests. `rows` come with what an office is made from.
    """
    reach, outgoing, asked = reach_of(letter), Outgoing(), []
    for row in rows:
        try:
            office = office_of(row.member, reach, at=at)
        except Refused:
            continue
        mails = list(_mails(letter, row, office, asking, at))
        for mail in mails:
            outgoing.add(*mail)
        if mails:
            asked.append(row)
    outgoing.send(at=at)
    return asked


def _mails(
    letter: Letter, row: Invitation, office: Office, asking: Asking, at: datetime
) -> Iterator[tuple[MadeLink, Message, str, About]]:
    """The mails to one office, but to nobody who rests."""
    rests = resting(row.pauses.all(), today_at(row.member, at))
    due = due_at(asking.sending, letter, row.member)
    for recipient in office.recipients:
        if rests(recipient.delegate):
            continue
        made = new_link(row, office.term, recipient.delegate, at=at, domain=recipient.domain)
        key = f"{asking.reason}:{letter.pk}:{row.member.pk}:{recipient.who}"
        about = About(letter.coalition, key, letter, row, unsubscribe=made.no_mail, due=due)
        message = asking.write(letter, office, made.way("i"), asking.sending.own)
        yield made, message, recipient.email, about
