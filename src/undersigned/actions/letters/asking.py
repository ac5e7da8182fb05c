"""Asking again whoever has not answered: the one way in which reminders and notices are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from undersigned.actions.invitations import Office, due_at, new_link, office_of
from undersigned.actions.mail import About, queue_all
from undersigned.domain.own_words import OwnWords, trouble_in_words
from undersigned.domain.sending import Round, Sending, may_be_planned, moment_of
from undersigned.domain.signing import UNANSWERED
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.messages import Message
from undersigned.queries.board import states_of
from undersigned.records.models import Invitation, Letter, MailWords, PersonalLink
from undersigned.wording import speak

# Makes a mail of the letter, the office, the token of a link, and the organiser's words.
Write = Callable[[Letter, Office, str, OwnWords], Message]


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


def ask_the_unanswered(
    letter: Letter, invitations: QuerySet[Invitation], asking: Asking, *, at: datetime
) -> list[Invitation]:
    """Queue a mail with a new link to each person of each of these offices that has not answered.

    Who was asked: offices whose term ended or whose address went since the invitation are left out.
    """
    states = states_of(letter)
    links: list[PersonalLink] = []
    mails: list[tuple[Message, str, About]] = []
    asked: list[Invitation] = []
    for row in with_offices(invitations):
        office = _office(row, at) if states.get(row.pk) in UNANSWERED else None
        if office is None:
            continue
        asked.append(row)
        due = due_at(asking.sending, letter, row.member)
        for recipient in office.recipients:
            link, token = new_link(row, office.term, recipient.delegate, at=at)
            links.append(link)
            key = f"{asking.reason}:{letter.pk}:{row.member.pk}:{recipient.who}"
            about = About(letter.coalition, key, letter, row, due=due)
            message = asking.write(letter, office, token, asking.sending.own)
            mails.append((message, recipient.email, about))
    PersonalLink.objects.bulk_create(links, batch_size=500)
    queue_all(mails, at=at)
    return asked


def with_offices(invitations: QuerySet[Invitation]) -> Iterable[Invitation]:
    """The invitations with what `office_of` asks of their members."""
    return invitations.select_related("member").prefetch_related(
        "member__terms", "member__delegates", "member__domains"
    )


def _office(row: Invitation, at: datetime) -> Office | None:
    try:
        return office_of(row.member, at=at)
    except Refused:
        return None
