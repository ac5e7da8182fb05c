"""Fix a text that people sign: edition 1 when a letter circulates, a new edition for each change after it.

There is no silent edit. With a new edition every signature given so far lapses at once, and so does every
answer that waited; the offices they were given for are asked again, each with the difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.evidence import append, close_openings
from undersigned.actions.invitations import (
    Office,
    Outgoing,
    letter_in_mail,
    new_link,
    office_of,
    reach_of,
)
from undersigned.actions.letters import lock_letter
from undersigned.actions.letters.draft import read_draft, take_text
from undersigned.actions.mail import About
from undersigned.actions.public_signing.edition import ask_the_public_again
from undersigned.actions.signing.pending import forget_waiting
from undersigned.domain.difference import Excerpt, changes
from undersigned.domain.documents import addressee_in_a_list
from undersigned.domain.history import Deed
from undersigned.domain.letters import may_change_text
from undersigned.domain.statements import Frozen
from undersigned.errors import Refused
from undersigned.evidence.leaf import leaf_hash
from undersigned.messages import Message, WayIn
from undersigned.messages import new_edition as message_of
from undersigned.queries.editions import new_edition_facts
from undersigned.queries.forgetting import openings_of
from undersigned.queries.letters import source_of
from undersigned.queries.roster import members_by_key
from undersigned.queries.signing import line_text, standing_signatures
from undersigned.reading.letter_source import LetterSource
from undersigned.records.models import Edition, Invitation, Letter, PendingAnswer, Signature
from undersigned.wording import speak


def fix_text(letter: Letter, read: LetterSource, *, number: int, at: datetime) -> Edition:
    """Make an edition of the text, in the evidence and in the tables; lists take over its heading."""
    letter.day, letter.addressee = read.document.date, addressee_in_a_list(read.document.addressees)
    letter.save(update_fields=["day", "addressee"])
    texts = ((read.document.language or "en", read.sha256),)
    fixed = append(letter, [lambda minute: Frozen(minute, letter.log.origin, number, texts)], at=at)
    return Edition.objects.create(
        letter=letter,
        number=number,
        content=read.canonical,
        sha256=read.sha256,
        leaf=leaf_hash(fixed.entries[0]).hex(),
        fixed_at=at,
    )


@transaction.atomic
def new_edition(*, slug: str, source: bytes, compared: int | None, at: datetime) -> Edition:
    """Change the text of a circulating letter, and ask again whoever has signed: all of it or nothing.

    `compared` is the edition that the organiser was shown the difference from; None where none was shown.
    Unreadable if the source cannot circulate (`read_draft`); Refused with the reason of `may_change_text`.
    """
    letter = lock_letter(slug)
    read = read_draft(source)
    before, facts = source_of(letter), new_edition_facts(letter, read, compared=compared)
    if reason := may_change_text(facts, at):
        raise Refused(reason, edition=facts.edition)
    take_text(letter, read)
    edition = fix_text(letter, read, number=facts.edition + 1, at=at)
    ask_the_public_again(letter, changes(before, letter.source), at=at)
    lapsed = _let_lapse(letter, at=at)
    answered = [*map(_signed, lapsed), *map(_waited, forget_waiting(letter))]
    _ask_again(letter, edition, answered, changes(before, letter.source), at=at)
    note_letter(Deed.TEXT_CHANGED, letter, at=at, edition=edition.number, lapsed=len(lapsed))
    return edition


def _let_lapse(letter: Letter, *, at: datetime) -> list[Signature]:
    """Take every signature that stood off the list, and delete its opening: it names another text."""
    signatures = list(standing_signatures(letter).select_related("invitation__member"))
    close_openings(letter, openings_of(letter, signatures))
    standing_signatures(letter).update(lapsed_at=at)
    return signatures


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to the text before: by whom and when; `waited` if it was no signature yet."""

    invitation: Invitation
    by: str
    at: datetime
    waited: bool


def _signed(row: Signature) -> Answered:
    return Answered(row.invitation, row.delegate_name or row.name, row.signed_at, waited=False)


def _waited(row: PendingAnswer) -> Answered:
    return Answered(
        row.invitation, row.delegate.name if row.delegate else row.term.name, row.given_at, waited=True
    )


def _ask_again(
    letter: Letter,
    edition: Edition,
    answered: Iterable[Answered],
    changed: tuple[Excerpt, ...],
    *,
    at: datetime,
) -> None:
    """Queue the mails to the offices whose answers lapsed; to office-holder and delegates alike."""
    before = {row.invitation.member.key: row for row in answered}
    reach, outgoing = reach_of(letter), Outgoing()
    for member in members_by_key(letter.coalition, before):
        try:
            office = office_of(member, reach, at=at)
        except Refused:  # the term ended or the address went since: nobody who could sign again
            continue
        invitation = before[member.key].invitation
        for recipient in office.recipients:
            made = new_link(invitation, office.term, recipient.delegate, at=at, domain=recipient.domain)
            key = f"new-edition:{edition.pk}:{member.pk}:{recipient.who}"
            about = About(letter.coalition, key, letter, invitation, unsubscribe=made.no_mail)
            message = _question(letter, office, before[member.key], changed, made.way("i"))
            outgoing.add(made, message, recipient.email, about)
    outgoing.send(at=at)


def _question(
    letter: Letter, office: Office, before: Answered, changed: tuple[Excerpt, ...], way: WayIn
) -> Message:
    wording = speak(letter.language)
    values = message_of.NewEdition(
        letter=letter_in_mail(letter, office.member),
        signed_by=before.by,
        signed_at=before.at,
        waited=before.waited,
        line=line_text(office.line, wording),
        changed=changed,
        way=way,
    )
    return message_of.write(wording, values)
