"""What a public signatory does by the link in a mail: withdraw, correct, have the receipt, be forgotten."""

from datetime import datetime
from functools import partial

from django.db import transaction

from undersigned.actions.evidence import close_openings
from undersigned.actions.mail import forget_mails, queue
from undersigned.actions.public_signing import lock_signature, require_line
from undersigned.actions.public_signing.end import openings_of, withdraw
from undersigned.actions.public_signing.notices import about, new_link, receipt_to
from undersigned.actions.publishing import delete_files, publish_again
from undersigned.domain.public_signing import (
    OWN_PAGE_LIVES,
    PRINTED_PARTS,
    PublicLine,
    PublicState,
    may_be_withdrawn,
)
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.evidence.receipt import parse
from undersigned.queries.evidence import receipt_at
from undersigned.queries.forgetting import superseded_files
from undersigned.queries.public_signing import public_line
from undersigned.records.models import Mail, PublicLineChange, PublicSignature
from undersigned.records.sql import public_signing as sql

_TEXTS = (*PRINTED_PARTS, "postcode", "email", "address_key", "name_key")


@transaction.atomic
def withdraw_by_public_link(*, token: str, at: datetime) -> None:
    """Take the signature back, also after publication. Refused: nothing-signed, already-…."""
    _, row = lock_signature(token)
    if reason := may_be_withdrawn(row.state):
        raise Refused(reason)
    withdraw(row.letter, row, "signer", at=at)
    publish_again(row.letter, at=at)


@transaction.atomic
def ask_for_public_line(*, token: str, line: PublicLine, at: datetime) -> None:
    """Hand a mended line to the organiser's review; it takes the place of one that waits there.

    Refused: with the reason of `may_be_withdrawn`, other-edition for one that has lapsed, or the reason of a
    line that cannot be printed.
    """
    row = _standing(token)
    require_line(line)
    row.line_changes.filter(reviewed_at=None).delete()
    if line != public_line(row):
        parts = {part: getattr(line, part) for part in PRINTED_PARTS}
        PublicLineChange.objects.create(signature=row, asked_at=at, **parts)


@transaction.atomic
def receive_public_receipt_again(*, token: str, at: datetime) -> None:
    """Queue the receipt once more, the same bytes; at most one mail an hour. Refused: nothing-to-prove."""
    row = _standing(token)
    proof = receipt_at(row.letter, row.opened_at)
    if proof is None or not row.email:
        raise Refused(Reason.NOTHING_TO_PROVE)
    fresh, link = new_link(row, at + OWN_PAGE_LIVES)
    sql.add_links([link])
    sealed = parse(proof).checkpoint.checkpoint.fingerprint()
    message = receipt_to(row.letter, public_line(row), token=fresh, sealed=sealed, at=row.signed_at or at)
    queue(message, to=row.email, about=about(row, f"receipt-again-{at:%Y-%m-%dT%H}", proof), at=at)


@transaction.atomic
def forget_by_public_link(*, token: str, at: datetime) -> None:
    """Forget the signature behind a link, and others of its address on this letter.

    Refused: nothing-signed.
    """
    _, row = lock_signature(token)
    if row.state is PublicState.ASKED:
        raise Refused(Reason.NOTHING_SIGNED)
    same = PublicSignature.objects.filter(letter=row.letter, address_key=row.address_key)
    rows = [each for each in same.exclude(pk=row.pk) if row.address_key]
    forget_all([row, *rows], at=at)


def forget_all(rows: list[PublicSignature], *, at: datetime) -> None:
    """Withdraw what stands, and delete all that tells of these signatures. Their letters are locked.

    Of what was never confirmed nothing is left.
    """
    for letter in {row.letter_id: row.letter for row in rows}.values():
        mine = [row for row in rows if row.letter_id == letter.pk]
        for row in mine:
            row.letter = letter
            _forget(row, at=at)
        publish_again(letter, at=at)
        transaction.on_commit(partial(delete_files, superseded_files(letter)))


def _forget(row: PublicSignature, *, at: datetime) -> None:
    if row.email:
        forget_mails(Mail.objects.filter(letter=row.letter, invitation=None, to__iexact=row.email))
    if row.state is PublicState.ASKED:  # nothing hangs on it but the links that would confirm it
        row.delete()
        return
    if row.confirmed_at is not None and row.withdrawn_at is None and row.struck_at is None:
        withdraw(row.letter, row, "erasure", at=at)
    close_openings(row.letter, openings_of([row]))
    row.line_changes.all().delete()
    for text in _TEXTS:
        setattr(row, text, "")
    row.forgotten_at = row.forgotten_at or at
    row.save(update_fields=[*_TEXTS, "forgotten_at"])


def _standing(token: str) -> PublicSignature:
    _, row = lock_signature(token)
    if reason := may_be_withdrawn(row.state):
        raise Refused(reason)
    if row.state is PublicState.LAPSED:
        raise Refused(Reason.OTHER_EDITION)
    return row
