"""One invited office as its page at the desk shows it: who is written to, which mails it got, the notes."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.queries.board import BoardRow, board_row
from undersigned.queries.pending import PendingShown, pending_of, pending_shown
from undersigned.queries.signing import line_of, line_text, standing_signature
from undersigned.records.models import Invitation, Letter, Mail, Note, RecordedAnswer
from undersigned.wording import speak


@dataclass(frozen=True, slots=True)
class MailShown:
    """A mail to somebody of the office. Of the times after `due_at`, one at most is there."""

    kind: str
    to: str
    subject: str
    queued_at: datetime
    due_at: datetime
    posted_at: datetime | None
    refused_at: datetime | None
    cancelled_at: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    id: int
    text: str
    written_at: datetime
    written_by: str
    letter: str


@dataclass(frozen=True, slots=True)
class SignedAtDesk:
    """The signature of an office that stands. `channel`, `note` and `recorded_by` are of one taken down."""

    printed: str
    unnamed: bool
    how: str
    domain: str
    channel: str = ""
    note: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class OfficeAtLetter:
    """`row` is its row of the board. At most one of `signed`, what stands, and `pending`, what waits."""

    invitation: Invitation
    row: BoardRow
    signed: SignedAtDesk | None
    pending: PendingShown | None
    mails: tuple[MailShown, ...]
    notes: tuple[NoteShown, ...]


def office_at_letter(letter: Letter, invitation: int) -> OfficeAtLetter | None:
    """None where the letter has no such invitation."""
    row = board_row(letter, invitation)
    if row is None:
        return None
    found = Invitation.objects.select_related("member").get(pk=invitation)
    mails = Mail.objects.filter(invitation=found).order_by("-queued_at", "-pk")
    notes = Note.objects.filter(member=found.member).select_related("letter").order_by("-written_at", "-pk")
    return OfficeAtLetter(
        invitation=found,
        row=row,
        signed=_signed(found),
        pending=pending_shown(pending_of(found), letter, speak("en")),
        mails=tuple(_mail(mail) for mail in mails),
        notes=tuple(_note(note) for note in notes),
    )


def _signed(invitation: Invitation) -> SignedAtDesk | None:
    row = standing_signature(invitation)
    if row is None:
        return None
    taken_down = RecordedAnswer.objects.filter(signature=row).first()
    return SignedAtDesk(
        printed=line_text(line_of(row), speak(row.invitation.letter.language)),
        unnamed=row.show == "private",
        how=row.how,
        domain=row.domain,
        channel=taken_down.channel if taken_down else "",
        note=taken_down.note if taken_down else "",
        recorded_by=taken_down.recorded_by if taken_down else "",
    )


def _mail(mail: Mail) -> MailShown:
    return MailShown(
        kind=mail.kind,
        to=mail.to,
        subject=mail.subject,
        queued_at=mail.queued_at,
        due_at=mail.due_at,
        posted_at=mail.posted_at,
        refused_at=mail.refused_at,
        cancelled_at=mail.cancelled_at,
        trouble=mail.last_trouble,
    )


def _note(note: Note) -> NoteShown:
    title = note.letter.title if note.letter else ""
    return NoteShown(note.pk, note.text, note.written_at, note.written_by, title)
