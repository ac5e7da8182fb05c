"""Say yes by a personal link, for oneself or for the office-holder one acts for.

A yes is a signature at once; or it waits, because it has a condition or the office-holder has to confirm it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from undersigned.actions.signing import lock_link, require_line, require_recorded_line
from undersigned.actions.signing.give import Yes, give
from undersigned.actions.signing.notices import tell_of_signatures
from undersigned.actions.signing.pending import keep_waiting
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import (
    SigningFacts,
    Wish,
    awaits_holder,
    may_replace,
    may_sign,
    may_wish,
    recorded_line,
)
from undersigned.errors import Refused
from undersigned.queries.pending import acting_of, pending_of, wishes_taken
from undersigned.queries.roster import term_of
from undersigned.queries.signing import facts_for, last_edition
from undersigned.records.models import PendingAnswer, PersonalLink, Signature

_PLAIN = Wish()


@transaction.atomic
def sign_by_link(
    *, token: str, edition_shown: int | None, typed: Mapping[str, str], at: datetime, wish: Wish = _PLAIN
) -> Signature | PendingAnswer | None:
    """Record a yes; None if this office had signed already, which is no mistake of whoever asks.

    `typed` are the fields of the printed line as the signatory wants them; a field that was not typed stays
    as recorded. Where the line differs from the roster's, the change goes to the organiser's review and the
    roster's line stands until then.
    Refused with the reason of `may_sign`, `may_wish`, `may_replace`, or of a line that cannot be printed.
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=edition_shown, at=at)
    pending = pending_of(link.invitation)
    reason = may_sign(facts, at)
    if reason is Reason.ALREADY_SIGNED:
        return None
    reason = reason or may_wish(wish, wishes_taken(link.invitation.letter))
    if reason := reason or may_replace(acting_of(pending), facts.link.by):
        raise Refused(reason)
    yes = _yes(link, facts, typed, wish)
    waits_for_holder = awaits_holder(facts.authority, facts.link.by)
    if wish.condition is not None or waits_for_holder:
        return keep_waiting(yes, pending, wish.condition, waits_for_holder=waits_for_holder, at=at)
    _no_longer_declined(link)
    if pending is not None:
        pending.delete()
        if pending.delegate and not yes.delegate:
            yes = replace(yes, prepared_by=pending.delegate.name)
    [given] = give(link.invitation.letter, [yes], at=at)
    tell_of_signatures(link.invitation.letter, [given], at=at)
    return given.signature


def _yes(link: PersonalLink, facts: SigningFacts, typed: Mapping[str, str], wish: Wish) -> Yes:
    """What the link says yes to. Refused with the reason of a line that cannot be printed."""
    recorded = recorded_line(facts.member, term_of(link.term))
    asked = replace(recorded, **typed)
    require_recorded_line(recorded)
    require_line(asked)
    edition = last_edition(link.invitation.letter)
    assert edition is not None  # noqa: S101  # may_sign has refused a draft
    return Yes(
        invitation=link.invitation,
        edition=edition,
        term=link.term,
        delegate=link.delegate,
        line=recorded,
        asked=asked,
        how="code" if link.how == "code" else "link",
        show=wish.show,
        domain=link.domain,
    )


def _no_longer_declined(link: PersonalLink) -> None:
    invitation = link.invitation
    if invitation.declined_at is not None:
        invitation.declined_at = None
        invitation.decline_reason = ""
        invitation.save(update_fields=["declined_at", "decline_reason"])
