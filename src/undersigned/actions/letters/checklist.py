"""Say that a point of a letter's checklist was looked at, as it is now."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.letters import lock_letter
from undersigned.domain.checklist import LOOKED_AT, Point
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.checklist import checklist_of
from undersigned.records.models import SeenPoint


@transaction.atomic
def look_at_point(*, slug: str, point: str, digest: str, by: str, at: datetime) -> None:
    """`digest` is of what the organiser was shown. Refused (point-changed) where it is another by now."""
    letter = lock_letter(slug)
    digests = checklist_of(letter, at=at).digests
    if point not in LOOKED_AT or digests[Point(point)] != digest:
        raise Refused(Reason.POINT_CHANGED)
    seen = {"digest": digest, "seen_at": at, "seen_by": by}
    SeenPoint.objects.update_or_create(letter=letter, point=point, defaults=seen)
    note_letter(Deed.POINT_SEEN, letter, at=at, point=point)
