"""Open invitations follow the office: a successor gets a link of their own, and the old ones are dead.

Whoever signed while in office stays on the letter, as on that date, with the links that lead to that
signature.
"""

from datetime import datetime

from django.db import transaction

from undersigned.actions.invitations import Office, Outgoing, invitation_mail, new_link, office_of, reach_of
from undersigned.actions.letters import lock_letter
from undersigned.actions.letters.remind import invited
from undersigned.actions.mail import About
from undersigned.domain.letters import LetterState
from undersigned.errors import Refused
from undersigned.queries.succession import left_behind, letters_left_behind
from undersigned.records.models import Coalition, Invitation, Letter, PendingAnswer, PersonalLink


@transaction.atomic
def follow_offices(*, slug: str, at: datetime) -> int:
    """Invite the successors in a letter that circulates; how many offices have changed hands."""
    letter = lock_letter(slug)
    if letter.state != LetterState.CIRCULATING:
        return 0
    reach, outgoing, followed = reach_of(letter), Outgoing(), 0
    for row in invited(letter).filter(pk__in=left_behind(letter, at)):
        try:
            office = office_of(row.member, reach, at=at)
        except Refused:  # nobody to follow: the office is vacant, or nobody in it can be written to
            continue
        if _changed_hands(row, office):
            _hand_over(letter, row, office, outgoing, at=at)
            followed += 1
    outgoing.send(at=at)
    return followed


def follow_in_all_letters(coalition: Coalition, *, at: datetime) -> None:
    """The same in every letter of a coalition whose roster has changed."""
    for slug in letters_left_behind(at, coalition):
        follow_offices(slug=slug, at=at)


def _changed_hands(row: Invitation, office: Office) -> bool:
    """Whether links wait for somebody who is not in office any more, and none for who is."""
    terms = {link.term_id for link in row.links.all() if link.replaced_at is None}
    return bool(terms) and office.term.pk not in terms


def _hand_over(letter: Letter, row: Invitation, office: Office, outgoing: Outgoing, *, at: datetime) -> None:
    PersonalLink.objects.filter(invitation=row, replaced_at=None).update(replaced_at=at)
    PendingAnswer.objects.filter(invitation=row).delete()
    row.pauses.all().delete()
    row.opened_at = row.declined_at = row.reminded_at = None
    row.decline_reason = ""
    row.save(update_fields=["opened_at", "declined_at", "reminded_at", "decline_reason"])
    for recipient in office.recipients:
        made = new_link(row, office.term, recipient.delegate, at=at, domain=recipient.domain)
        key = f"succession:{letter.pk}:{office.term.pk}:{recipient.who}"
        about = About(letter.coalition, key, letter, row, unsubscribe=made.no_mail)
        message = invitation_mail(letter, office, recipient, made.way("i"))
        outgoing.add(made, message, recipient.email, about)
