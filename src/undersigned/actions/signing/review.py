"""The organiser's review of a printed line that a signatory mended."""

from dataclasses import astuple
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import Upon, note
from undersigned.actions.evidence import append, keep_opening, new_opening
from undersigned.actions.invitations import Outgoing, letter_in_mail, new_link
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import About, queue
from undersigned.actions.publishing import publish_again
from undersigned.actions.signing import require_line
from undersigned.domain.history import Deed
from undersigned.domain.own_words import paragraphs, trouble_in_message
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import By, PrintedLine
from undersigned.domain.statements import Corrected
from undersigned.errors import Refused
from undersigned.messages import line_reviewed, organiser_message
from undersigned.queries.signing import line_of, line_text, record_of, standing
from undersigned.records.models import Letter, LineChange, Signature
from undersigned.wording import speak


@transaction.atomic
def review_line(*, slug: str, change: int, accept: bool, words: str = "", at: datetime) -> Signature:
    """Print the mended line from now on, or keep the recorded one; the signatory is told, in these words too.

    Refused (change-already-reviewed) if it was reviewed before, is none of this letter's, or the signature
    does not stand any more; or why the line cannot be printed, or the words cannot stand in a mail.
    """
    letter = lock_letter(slug)
    row = _waiting(letter, change)
    if words:
        _require_words(words)
    row.reviewed_at, row.accepted = at, accept
    deed = Deed.LINE_ACCEPTED if accept else Deed.LINE_KEPT
    note(deed, letter.coalition, Upon(letter, row.signature.invitation.member), at=at)
    row.save(update_fields=["reviewed_at", "accepted"])
    signature = row.signature
    if accept:
        _correct(signature, PrintedLine(row.name, row.office, row.place, row.region), at=at)
    _tell(signature, row, words, at=at)
    return signature


@transaction.atomic
def ask_about_line(*, slug: str, change: int, words: str, at: datetime) -> None:
    """Ask whoever mended a line, in the organiser's words; the change goes on waiting.

    Refused: change-already-reviewed, recipient-unknown, or why the words cannot stand in a mail.
    """
    letter = lock_letter(slug)
    row = _waiting(letter, change)
    _require_words(words)
    signature = row.signature
    to = _address_of(signature)
    if not to:
        raise Refused(Reason.RECIPIENT_UNKNOWN)
    made = new_link(signature.invitation, signature.term, signature.delegate, at=at)
    values = organiser_message.OrganiserMessage(
        letter=letter_in_mail(letter, signature.invitation.member),
        subject=speak(letter.language).say("About your printed line: {title}", title=letter.title),
        text="\n\n".join(paragraphs(words)),
        way=made.way("r"),
    )
    outgoing = Outgoing()
    reason = f"line-asked-about:{change}:{at.isoformat()}"
    about = About(letter.coalition, reason, letter, signature.invitation)
    outgoing.add(made, organiser_message.write(speak(letter.language), values), to, about)
    outgoing.send(at=at)
    note(Deed.LINE_ASKED_ABOUT, letter.coalition, Upon(letter, signature.invitation.member), at=at)


def _waiting(letter: Letter, change: int) -> LineChange:
    row = (
        LineChange.objects.select_related(
            "signature__invitation__member", "signature__term", "signature__delegate", "signature__edition"
        )
        .filter(standing("signature__"), pk=change, reviewed_at=None, signature__invitation__letter=letter)
        .first()
    )
    if row is None:
        raise Refused(Reason.CHANGE_ALREADY_REVIEWED)
    return row


def _require_words(words: str) -> None:
    if trouble := trouble_in_message(words):
        raise Refused(trouble.reason, field=trouble.field, longest=trouble.longest)


def _address_of(signature: Signature) -> str:
    """Where whoever gave the signature is written to; "" where no address is known."""
    if signature.by == By.DELEGATE and signature.delegate:
        return signature.delegate.email
    return signature.term.email


def _correct(signature: Signature, line: PrintedLine, *, at: datetime) -> None:
    """Print this line from now on. Both lines stay provable: the first by its receipt."""
    require_line(line)
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


def _tell(signature: Signature, change: LineChange, words: str, *, at: datetime) -> None:
    invitation = signature.invitation
    letter = invitation.letter
    to = _address_of(signature)
    if not to:
        return
    values = line_reviewed.LineReviewed(
        letter_in_mail(letter, invitation.member),
        bool(change.accepted),
        line_text(line_of(signature), speak(letter.language)),
        "\n\n".join(paragraphs(words)),
    )
    about = About(letter.coalition, f"line-reviewed:{change.pk}", letter, invitation)
    queue(line_reviewed.write(speak(letter.language), values), to=to, about=about, at=at)
