"""What a coalition is called, and the person whom a signatory may call."""

from datetime import datetime

from django.db import transaction
from email_validator import EmailNotValidError, validate_email

from undersigned.actions.acting import note
from undersigned.actions.letters.draft import Contact
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
    row.contact_name, row.contact_phone = tidy(contact.name), tidy(contact.phone)
    for field, text in (("name", row.name), ("contact", row.contact_name), ("phone", row.contact_phone)):
        if trouble := trouble_in_line(text):
            raise Refused(Reason(trouble), field=field)
    row.contact_email = _address(contact.email)
    row.save(update_fields=["name", "contact_name", "contact_phone", "contact_email"])
    note(Deed.DESCRIBED, row, at=at)
    return row


def _address(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise Refused(Reason.ADDRESS_NOT_USABLE, address=typed, field="email") from None
