"""Telling people of an answer that waits: it was noted, it needs a word more, it came to nothing."""

from collections.abc import Sequence
from datetime import datetime

from undersigned.actions.invitations import MadeLink, Outgoing, letter_in_mail, new_link
from undersigned.actions.mail import About, queue_all
from undersigned.messages import Message, condition_noted, to_confirm, unmet
from undersigned.queries.pending import condition_in_words, line_of_pending
from undersigned.queries.signing import line_text
from undersigned.records.models import Delegate, Letter, PendingAnswer
from undersigned.wording import Wording, speak


def tell_of_pending(pending: PendingAnswer, *, at: datetime) -> None:
    """Queue the note to whoever gave the answer; and what the office-holder has to know or to do."""
    outgoing, delegate, holder = Outgoing(), pending.delegate, pending.term.email
    if pending.condition is not None and not pending.awaits_holder:
        if delegate and delegate.email:
            _add(outgoing, pending, delegate, delegate.email, at)
        if holder:
            _add(outgoing, pending, None, holder, at)
    elif pending.awaits_holder:
        made = _link(pending, None, at)
        outgoing.add(made, _question(pending, made), holder, _about(pending, "to-confirm"))
    outgoing.send(at=at)


def _add(outgoing: Outgoing, pending: PendingAnswer, to: Delegate | None, email: str, at: datetime) -> None:
    made, who = _link(pending, to, at), "delegate" if to else "holder"
    outgoing.add(made, _note(pending, made, to), email, _about(pending, f"condition-noted-{who}"))


def _link(pending: PendingAnswer, delegate: Delegate | None, at: datetime) -> MadeLink:
    return new_link(pending.invitation, pending.term, delegate, at=at, domain=pending.domain)


def _about(pending: PendingAnswer, reason: str) -> About:
    letter = pending.invitation.letter
    return About(letter.coalition, f"{reason}:{pending.pk}", letter, pending.invitation)


def _line(pending: PendingAnswer, wording: Wording) -> str:
    return line_text(line_of_pending(pending)[0], wording)


def _letter_and_wording(pending: PendingAnswer) -> tuple[Letter, Wording]:
    letter = pending.invitation.letter
    return letter, speak(letter.language)


def _note(pending: PendingAnswer, made: MadeLink, to: Delegate | None) -> Message:
    letter, wording = _letter_and_wording(pending)
    values = condition_noted.ConditionNoted(
        letter=letter_in_mail(letter, pending.invitation.member),
        given_by=pending.delegate.name if pending.delegate and to is None else None,
        condition=condition_in_words(pending, letter, wording),
        line=_line(pending, wording),
        way=made.way("i"),
    )
    return condition_noted.write(wording, values)


def _question(pending: PendingAnswer, made: MadeLink) -> Message:
    letter, wording = _letter_and_wording(pending)
    values = to_confirm.ToConfirm(
        letter=letter_in_mail(letter, pending.invitation.member),
        delegate=pending.delegate.name if pending.delegate else "",
        condition=condition_in_words(pending, letter, wording) or None,
        line=_line(pending, wording),
        way=made.way("i"),
    )
    return to_confirm.write(wording, values)


def tell_of_unmet(letter: Letter, unmet_ones: Sequence[PendingAnswer], *, at: datetime) -> None:
    """Queue to each whose answer came to nothing what came of it, and to nobody else."""
    mails = []
    for pending in unmet_ones:
        to = pending.delegate.email if pending.delegate else pending.term.email
        if to:
            mails.append((_came_to_nothing(letter, pending), to, _about(pending, "unmet")))
    queue_all(mails, at=at)


def _came_to_nothing(letter: Letter, pending: PendingAnswer) -> Message:
    wording = speak(letter.language)
    condition = None if pending.awaits_holder else condition_in_words(pending, letter, wording)
    values = unmet.Unmet(
        letter_in_mail(letter, pending.invitation.member), pending.term.name, condition or None
    )
    return unmet.write(wording, values)
