"""The organiser's review of a printed line that a signatory mended."""

from dataclasses import astuple
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import Upon, note
from undersigned.actions.evidence import append, keep_opening, new_opening
from undersigned.actions.invitations import letter_in_mail
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import About, queue
from undersigned.actions.publishing import publish_again
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import By, PrintedLine
from undersigned.domain.statements import Corrected
from undersigned.errors import Refused
from undersigned.messages import line_reviewed
from undersigned.queries.signing import line_of, line_text, record_of, standing
from undersigned.records.models import LineChange, Signature
from undersigned.wording import speak


@transaction.atomic
def review_line(*, slug: str, change: int, accept: bool, at: datetime) -> Signature:
    """Print the mended line from now on, or keep the recorded one; the signatory is told.

    Refused (change-already-reviewed) if it was reviewed before, is none of this letter's, or the signature
    does not stand any more.
    """
    letter = lock_letter(slug)
    row = (
        LineChange.objects.select_related(
            "signature__invitation__member", "signature__term", "signature__delegate", "signature__edition"
        )
        .filter(standing("signature__"), pk=change, reviewed_at=None, signature__invitation__letter=letter)
        .first()
    )
    if row is None:
        raise Refused(Reason.CHANGE_ALREADY_REVIEWED)
    row.reviewed_at, row.accepted = at, accept
    deed = Deed.LINE_ACCEPTED if accept else Deed.LINE_KEPT
    note(deed, letter.coalition, Upon(letter, row.signature.invitation.member), at=at)
    row.save(update_fields=["reviewed_at", "accepted"])
    signature = row.signature
    if accept:
        _correct(signature, PrintedLine(row.name, row.office, row.place, row.region), at=at)
    _tell(signature, row, at=at)
    return signature


def _correct(signature: Signature, line: PrintedLine, *, at: datetime) -> None:
    """Print this line from now on. Both lines stay provable: the first by its receipt."""
    letter, index = signature.invitation.letter, signature.entry
    assert index is not None  # noqa: S101  # every signature was appended when it was given
    opened = new_opening(record_of(signature, line))
    who = opened.commitment().hex()
    corrected = append(letter, [lambda minute: Corrected(minute, index, who)], at=at)
    keep_opening(letter, corrected.indexes[0], opened, public=signature.show == "public")
    signature.name, signature.office, signature.place, signature.region = astuple(line)
    signature.opened_at = corrected.indexes[0]
    signature.save(update_fields=["name", "office", "place", "region", "opened_at"])
    publish_again(letter, at=at)


def _tell(signature: Signature, change: LineChange, *, at: datetime) -> None:
    invitation = signature.invitation
    letter = invitation.letter
    to = (
        signature.delegate.email
        if signature.by == By.DELEGATE and signature.delegate
        else signature.term.email
    )
    if not to:
        return
    values = line_reviewed.LineReviewed(
        letter_in_mail(letter, invitation.member),
        bool(change.accepted),
        line_text(line_of(signature), speak("en")),
    )
    about = About(letter.coalition, f"line-reviewed:{change.pk}", letter, invitation)
    queue(line_reviewed.write(speak("en"), values), to=to, about=about, at=at)
