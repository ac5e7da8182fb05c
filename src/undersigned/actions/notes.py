"""Notes that organisers keep on a member."""

from datetime import datetime

from django.db import transaction

from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Note

LONGEST = 2000


@transaction.atomic
def write_note(*, slug: str, invitation: int, text: str, by: str, at: datetime) -> None:
    """Keep a note on the member that this invitation is of. Refused: note-empty, note-too-long."""
    letter = letter_by_slug(slug)
    row = letter.invitations.filter(pk=invitation).first()
    kept = text.replace("\r\n", "\n").replace("\0", "").strip()
    if row is None or not kept:
        raise Refused(Reason.NOTE_EMPTY)
    if len(kept) > LONGEST:
        raise Refused(Reason.NOTE_TOO_LONG)
    Note.objects.create(member_id=row.member_id, letter=letter, text=kept, written_at=at, written_by=by)


@transaction.atomic
def delete_note(*, slug: str, note: int) -> None:
    """Delete a note on a member of the letter's coalition; nothing happens if there is none."""
    Note.objects.filter(pk=note, member__coalition=letter_by_slug(slug).coalition).delete()
