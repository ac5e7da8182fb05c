"""The organiser's review of a printed line that a public signatory mended."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.evidence import append, keep_opening
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import queue
from undersigned.actions.public_signing import require_line
from undersigned.actions.public_signing.confirm import new_opening_of
from undersigned.actions.public_signing.notices import about, letter_in_public_mail, line_in_mail
from undersigned.actions.publishing import publish_again
from undersigned.domain.history import Deed
from undersigned.domain.public_signing import PRINTED_PARTS, PublicLine, PublicState, Signer
from undersigned.domain.reasons import Reason
from undersigned.domain.review import name_key
from undersigned.domain.statements import Corrected
from undersigned.errors import Refused
from undersigned.messages import line_reviewed
from undersigned.queries.public_signing import ongoing, public_line
from undersigned.records.models import Letter, PublicLineChange, PublicSignature
from undersigned.wording import speak


@transaction.atomic
def review_public_line(*, slug: str, change: int, accept: bool, at: datetime) -> None:
    """Print the mended line from now on, or keep the recorded one; the signatory is told.

    Refused (change-already-reviewed) if it was reviewed before, or the signature has ended; and with the
    reason of a line that cannot be printed.
    """
    letter = lock_letter(slug)
    row = (
        PublicLineChange.objects.select_related("signature__edition")
        .filter(ongoing("signature__"), pk=change, reviewed_at=None, signature__letter=letter)
        .first()
    )
    if row is None:
        raise Refused(Reason.CHANGE_ALREADY_REVIEWED)
    signature = row.signature
    signature.letter = letter
    if accept:
        row.entry = _correct(letter, signature, row, at=at)
    row.reviewed_at, row.accepted = at, accept
    row.save(update_fields=["reviewed_at", "accepted", "entry"])
    note_letter(Deed.LINE_ACCEPTED if accept else Deed.LINE_KEPT, letter, at=at)
    _tell(letter, signature, row, at=at)


def _correct(
    letter: Letter, signature: PublicSignature, change: PublicLineChange, *, at: datetime
) -> int | None:
    """Print this line; the entry that corrected the log, or None where nothing stands in it yet."""
    line = replace(public_line(signature), **{part: getattr(change, part) for part in PRINTED_PARTS})
    require_line(line)
    for part in PRINTED_PARTS:
        setattr(signature, part, getattr(change, part))
    signature.name_key = name_key(line.organisation if line.signer is Signer.ORGANISATION else line.name)
    entry = None
    if signature.state is PublicState.STANDING:
        entry = signature.opened_at = _correct_in_the_log(letter, signature, line, at=at)
    signature.save(update_fields=[*PRINTED_PARTS, "name_key", "opened_at"])
    publish_again(letter, at=at)
    return entry


def _correct_in_the_log(letter: Letter, signature: PublicSignature, line: PublicLine, *, at: datetime) -> int:
    index, edition = signature.entry, signature.edition
    assert index is not None  # noqa: S101  # what stands is in the log
    assert edition is not None  # noqa: S101  # and was signed under an edition
    opened = new_opening_of(line, edition)
    who = opened.commitment().hex()
    corrected = append(letter, [lambda minute: Corrected(minute, index, who)], at=at)
    keep_opening(letter, corrected.indexes[0], opened)
    return corrected.indexes[0]


def _tell(letter: Letter, signature: PublicSignature, change: PublicLineChange, *, at: datetime) -> None:
    if not signature.email:
        return
    wording = speak(letter.language)
    values = line_reviewed.LineReviewed(
        letter_in_public_mail(letter),
        bool(change.accepted),
        line_in_mail(public_line(signature), wording),
    )
    message = line_reviewed.write(wording, values)
    queue(message, to=signature.email, about=about(signature, f"line-reviewed-{change.pk}"), at=at)
