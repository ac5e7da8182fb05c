"""A yes that waits: kept until the office-holder confirms it, or until the letter closes and settles it."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from undersigned.actions.signing import lock_link
from undersigned.actions.signing.give import Yes, give
from undersigned.actions.signing.notices import tell_of_signatures
from undersigned.actions.signing.notices_of_waiting import tell_of_pending, tell_of_unmet
from undersigned.domain import conditions
from undersigned.domain.conditions import Condition
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import may_answer, may_replace
from undersigned.errors import Refused
from undersigned.queries.pending import (
    acting_of,
    counts,
    line_of_pending,
    pending_answers,
    pending_of,
    signers_of,
)
from undersigned.queries.signing import facts_for
from undersigned.records.models import Letter, PendingAnswer


def keep_waiting(
    yes: Yes,
    before: PendingAnswer | None,
    condition: Condition | None,
    *,
    waits_for_holder: bool,
    at: datetime,
) -> PendingAnswer:
    """Keep a yes in the place of one that waited before, and tell who has to know.

    Refused (holder-has-no-address) if it waits for somebody who cannot be written to.
    """
    if waits_for_holder and not yes.term.email:
        raise Refused(Reason.HOLDER_HAS_NO_ADDRESS)
    if before is not None:
        before.delete()
    pending = PendingAnswer.objects.create(
        invitation=yes.invitation,
        edition=yes.edition,
        term=yes.term,
        delegate=yes.delegate,
        given_at=at,
        how=yes.how,
        show=yes.show,
        domain=yes.domain,
        condition=None if condition is None else conditions.to_json(condition),
        awaits_holder=waits_for_holder,
        typed=asdict(yes.asked) if yes.asked != yes.line else {},
    )
    tell_of_pending(pending, at=at)
    return pending


@transaction.atomic
def take_back_by_link(*, token: str, at: datetime) -> None:
    """Take back an answer that waits. Refused with the reason of `may_answer` or `may_replace`."""
    link = lock_link(token)
    facts, pending = facts_for(link, edition_shown=None, at=at), pending_of(link.invitation)
    if pending is None:
        raise Refused(Reason.NOTHING_SIGNED)
    if reason := may_answer(facts, at) or may_replace(acting_of(pending), facts.link.by):
        raise Refused(reason)
    pending.delete()


def settle(letter: Letter, *, at: datetime) -> None:
    """Settle what waits, for good: who is in the greatest set signs, and everybody is told their own.

    An answer that the office-holder did not confirm, whose giver may not speak any more, or whose line cannot
    be printed, is none.
    """
    waiting = pending_answers(letter)
    counted = [row for row in waiting if counts(row, letter, at)]
    chosen = conditions.settle(signers_of(letter, counted))
    met = [row for row in counted if row.invitation.member.key in chosen]
    given = give(letter, [_yes(row) for row in met], at=at) if met else []
    tell_of_signatures(letter, given, at=at, settled=True)
    unmet = [row for row in waiting if row not in met]
    tell_of_unmet(letter, unmet, at=at)
    forget_waiting(letter)


def forget_waiting(letter: Letter) -> list[PendingAnswer]:
    """Delete all that waits on a letter; what it was."""
    rows = pending_answers(letter)
    PendingAnswer.objects.filter(invitation__letter=letter).delete()
    return rows


def _yes(row: PendingAnswer) -> Yes:
    recorded, asked = line_of_pending(row)
    return Yes(
        invitation=row.invitation,
        edition=row.edition,
        term=row.term,
        delegate=row.delegate,
        line=recorded,
        asked=asked,
        how="code" if row.how == "code" else "link",
        show="private" if row.show == "private" else "public",
        domain=row.domain,
    )
