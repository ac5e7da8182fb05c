"""The second step after a link or a password: the code of an authenticator app, or a recovery code."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.sealing import opened, sealed
from undersigned.actions.sign_in import tell
from undersigned.actions.sign_in.tries import forget_failures, note_failure, require_a_try
from undersigned.confirmation import authenticator, typed_code
from undersigned.domain.reasons import Reason
from undersigned.domain.sign_in import RECOVERY_CODES, WayChange
from undersigned.errors import Refused
from undersigned.records.models import Organiser, RecoveryCode


def is_asked_for(organiser: int) -> bool:
    return Organiser.objects.exclude(code_secret="").filter(pk=organiser).exists()


def take_code(*, organiser: int, typed: str, origin: str, at: datetime) -> Organiser:
    """The organiser, when the code holds; it is taken once. Refused: code-refused, too-many-sign-ins."""
    who = f"code of {organiser}"
    require_a_try(address=who, origin=origin, at=at)
    row = _taken(organiser, typed, at)
    if row is None:
        note_failure(address=who, origin=origin, at=at)
        raise Refused(Reason.CODE_REFUSED)
    forget_failures(address=who)
    return row


@transaction.atomic
def _taken(organiser: int, typed: str, at: datetime) -> Organiser | None:
    row = Organiser.objects.select_for_update().get(pk=organiser)
    secret = opened(row.code_secret) if row.code_secret else None
    step = authenticator.step_of(secret, typed, after=row.code_step, at=at) if secret else None
    if step is not None:
        row.code_step = step
        row.save(update_fields=["code_step"])
        return row
    code = typed_code.hash_of(typed, settings.SECRET_KEY)
    used = RecoveryCode.objects.filter(organiser=row, code_hash=code, used_at=None).update(used_at=at)
    return row if code and used else None


@transaction.atomic
def turn_on(*, organiser: int, secret: str, typed: str, at: datetime) -> list[str]:
    """Ask for the app's codes from now on; the new recovery codes. Refused: code-refused."""
    row = Organiser.objects.select_for_update().get(pk=organiser)
    step = authenticator.step_of(secret, typed, after=0, at=at)
    if step is None:
        raise Refused(Reason.CODE_REFUSED)
    row.code_secret, row.code_step = sealed(secret), step
    row.save(update_fields=["code_secret", "code_step"])
    tell(row, WayChange.APP_ADDED, at=at)
    return _new_codes(row)


@transaction.atomic
def turn_off(*, organiser: int, at: datetime) -> None:
    """Ask for no second step any more; the recovery codes go with it."""
    row = Organiser.objects.select_for_update().get(pk=organiser)
    row.code_secret, row.code_step = "", 0
    row.save(update_fields=["code_secret", "code_step"])
    row.recovery_codes.all().delete()
    tell(row, WayChange.APP_REMOVED, at=at)


@transaction.atomic
def make_new_codes(*, organiser: int, at: datetime) -> list[str]:
    """New recovery codes; the old ones hold no more."""
    row = Organiser.objects.select_for_update().get(pk=organiser)
    tell(row, WayChange.CODES_MADE, at=at)
    return _new_codes(row)


def _new_codes(row: Organiser) -> list[str]:
    row.recovery_codes.all().delete()
    made = [typed_code.start(settings.SECRET_KEY) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(organiser=row, code_hash=hashed) for _, hashed in made)
    return [code for code, _ in made]
