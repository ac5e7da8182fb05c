"""The organiser's review of public signatures: accept one, strike one, or strike by a rule."""

from collections.abc import Sequence
from datetime import datetime
from typing import get_args

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import queue_all
from undersigned.actions.public_signing import require_line
from undersigned.actions.public_signing.end import open_for_all, put_on_the_list, strike_all
from undersigned.actions.public_signing.notices import Sendable, about, new_link, receipt_to, struck_notice
from undersigned.actions.publishing import publish_again
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState
from undersigned.domain.public_signing import (
    OWN_PAGE_LIVES,
    PublicState,
    Signer,
    may_be_reviewed,
    may_be_struck,
)
from undersigned.domain.reasons import Reason
from undersigned.domain.review import Rule, fold
from undersigned.domain.shapes import Why
from undersigned.errors import Refused
from undersigned.evidence import checkpoint
from undersigned.queries.public_signing import public_line
from undersigned.queries.review import caught_by, signature_to_review
from undersigned.records.models import Letter, PublicSignature, ReviewRule
from undersigned.records.sql import public_signing as sql


@transaction.atomic
def accept(*, slug: str, signature: int, at: datetime) -> None:
    """Leave a signature on the list, or put it there if it was held; then its receipt is sent.

    Refused: nothing-to-review, not-circulating, and the reason of a line that cannot be printed.
    """
    letter = lock_letter(slug)
    row = signature_to_review(letter, signature)
    if row is None:
        raise Refused(Reason.NOTHING_TO_REVIEW)
    if reason := may_be_reviewed(row.state, LetterState(letter.state)):
        raise Refused(reason)
    if row.state is PublicState.HELD:
        require_line(public_line(row))
        _list(letter, row, at=at)
    row.reviewed_at = at
    row.save(update_fields=["reviewed_at"])
    note_letter(Deed.PUBLIC_ACCEPTED, letter, at=at)


def _list(letter: Letter, row: PublicSignature, *, at: datetime) -> None:
    row.letter = letter
    appended, opened = put_on_the_list(letter, [row], at=at)
    open_for_all(letter, appended, opened)
    row.held = False
    row.save(update_fields=["edition", "entry", "opened_at", "signed_at", "held"])
    kind = "organisations" if row.signer == Signer.ORGANISATION else "individuals"
    sql.add_to_tally(letter.pk, {"held": -1, kind: 1})
    token, link = new_link(row, at + OWN_PAGE_LIVES)
    sql.add_links([link])
    proof = appended.receipt(0, opened[0])
    sealed = checkpoint.parse(appended.checkpoint).checkpoint.fingerprint()
    message = receipt_to(letter, public_line(row), token=token, sealed=sealed, at=at)
    queue_all([(message, row.email, about(row, "receipt", proof))], at=at)


@transaction.atomic
def strike(*, slug: str, signature: int, why: str, at: datetime) -> None:
    """Take a signature off the list, visibly; the signatory is told.

    Refused: nothing-to-review, why-missing.
    """
    letter = lock_letter(slug)
    row = signature_to_review(letter, signature)
    if row is None:
        raise Refused(Reason.NOTHING_TO_REVIEW)
    if reason := may_be_struck(row.state):
        raise Refused(reason)
    _strike(letter, [row], _known(why), at=at)
    note_letter(Deed.PUBLIC_STRUCK, letter, at=at, struck=1)


@transaction.atomic
def strike_by_rule(*, slug: str, rule: Rule, why: str, at: datetime) -> int:
    """Strike all that a rule catches, and hold what it catches later; how many were struck.

    Refused: rule-empty, why-missing.
    """
    letter = lock_letter(slug)
    if not fold(rule.text):
        raise Refused(Reason.RULE_EMPTY)
    known = _known(why)
    rows = caught_by(letter, rule)
    _strike(letter, rows, known, at=at)
    ReviewRule.objects.create(
        letter=letter,
        field=rule.field,
        text=rule.text,
        part=rule.part,
        why=known,
        made_at=at,
        struck=len(rows),
    )
    note_letter(Deed.PUBLIC_STRUCK, letter, at=at, struck=len(rows))
    return len(rows)


@transaction.atomic
def end_rule(*, slug: str, rule: int, at: datetime) -> None:
    """Catch nothing by this rule any more; what it struck stays struck."""
    ReviewRule.objects.filter(letter=lock_letter(slug), pk=rule, ended_at=None).update(ended_at=at)


def settle_unreviewed(letter: Letter, *, at: datetime) -> None:
    """At the closing: who was held and whom nobody reviewed is struck, for everybody to see, and told.

    In the transaction that closes the letter.
    """
    rows = list(PublicSignature.objects.filter(letter=letter, held=True).order_by("pk"))
    _strike(letter, rows, "other", at=at)


def _strike(letter: Letter, rows: Sequence[PublicSignature], why: Why, *, at: datetime) -> None:
    if not rows:
        return
    for row in rows:
        row.letter = letter
    strike_all(letter, rows, why=why, at=at)
    told = [_told(row, at=at) for row in rows if row.email]
    sql.add_links(link for link, _ in told)
    queue_all((mail for _, mail in told), at=at)
    publish_again(letter, at=at)


def _told(row: PublicSignature, *, at: datetime) -> tuple[tuple[int, str, str, datetime], Sendable]:
    token, link = new_link(row, at + OWN_PAGE_LIVES)
    return link, (struck_notice(row, token=token), row.email, about(row, "struck"))


def _known(why: str) -> Why:
    for known in get_args(Why):
        if why == known:
            found: Why = known
            return found
    raise Refused(Reason.WHY_MISSING)
