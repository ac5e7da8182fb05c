"""What a coalition is called, and the person whom a signatory may call."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note
from undersigned.actions.letters.draft import Contact, usable_contact
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.domain.text import tidy, trouble_in_line
from undersigned.errors import Refused
from undersigned.records.models import Coalition


@transaction.atomic
def describe(*, coalition: Coalition, name: str, contact: Contact, at: datetime) -> Coalition:
    """The coalition's name, and the contact that new letters begin with; letters that there are keep theirs.

    Refused: coalition-nameless, address-not-usable, or why a line cannot be printed (`field` says which).
    """
    row = Coalition.objects.select_for_update().get(pk=coalition.pk)
    row.name = tidy(name)
    if not row.name:
        raise Refused(Reason.COALITION_NAMELESS, field="name")
    if trouble := trouble_in_line(row.name):
        raise Refused(Reason(trouble), field="name")
    kept = usable_contact(contact)
    row.contact_name, row.contact_phone, row.contact_email = kept.name, kept.phone, kept.email
    row.save(update_fields=["name", "contact_name", "contact_phone", "contact_email"])
    note(Deed.DESCRIBED, row, at=at)
    return row
