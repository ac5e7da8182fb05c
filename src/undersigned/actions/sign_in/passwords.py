"""Signing in by a password, and choosing one. The link by mail stays, so nobody has to have one."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from undersigned.actions.sign_in import tell
from undersigned.actions.sign_in.tries import forget_failures, note_failure, require_a_try
from undersigned.domain.reasons import Reason
from undersigned.domain.sign_in import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    WayChange,
    trouble_in_password,
)
from undersigned.errors import Refused
from undersigned.records.models import Organiser


def sign_in_by_password(*, email: str, password: str, origin: str, at: datetime) -> Organiser:
    """Whose password it is. Refused: sign-in-refused, too-many-sign-ins.

    It takes the same time and says the same whether the address is unknown, has no password or another one.
    """
    require_a_try(address=email, origin=origin, at=at)
    organiser = Organiser.objects.filter(email=email.strip().lower(), is_active=True).first()
    if organiser is None or not organiser.has_password:
        make_password(password[:LONGEST_PASSWORD])
    elif len(password) <= LONGEST_PASSWORD and organiser.check_password(password):
        forget_failures(address=email)
        return organiser
    note_failure(address=email, origin=origin, at=at)
    raise Refused(Reason.SIGN_IN_REFUSED)


@transaction.atomic
def set_password(*, organiser: int, password: str, again: str, at: datetime) -> Organiser:
    """Refused with the reason of `trouble_in_password`, or passwords-differ."""
    row = Organiser.objects.select_for_update().get(pk=organiser)
    if reason := trouble_in_password(password, address=row.email, is_common=_is_common(password)):
        raise Refused(reason, shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD)
    if password != again:
        raise Refused(Reason.PASSWORDS_DIFFER)
    row.set_password(password)
    row.save(update_fields=["password"])
    tell(row, WayChange.PASSWORD_SET, at=at)
    return row


@transaction.atomic
def remove_password(*, organiser: int, at: datetime) -> Organiser:
    row = Organiser.objects.select_for_update().get(pk=organiser)
    row.set_unusable_password()
    row.save(update_fields=["password"])
    tell(row, WayChange.PASSWORD_REMOVED, at=at)
    return row


def _is_common(password: str) -> bool:
    """Whether it is one of the twenty thousand passwords that are guessed first."""
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False
