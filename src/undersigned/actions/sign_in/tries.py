"""How often signing in may fail: counted for the address typed and for where the try came from.

Only keyed hashes are kept, and those for an hour. The link by mail is never limited by this.
"""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings

from undersigned.domain.reasons import Reason
from undersigned.domain.sign_in import FOR_A_PLACE, FOR_AN_ADDRESS, LONGEST_KEPT, Allowance, wait_until
from undersigned.errors import Refused
from undersigned.records.models import SignInTry


def require_a_try(*, address: str, origin: str, at: datetime) -> None:
    """Refused (too-many-sign-ins) after too many tries that failed."""
    for key, allowance in _limits(address, origin):
        failed = SignInTry.objects.filter(key=key).values_list("at", flat=True)
        if wait_until(failed, allowance, at) is not None:
            raise Refused(Reason.TOO_MANY_SIGN_INS)


def note_failure(*, address: str, origin: str, at: datetime) -> None:
    SignInTry.objects.bulk_create(SignInTry(key=key, at=at) for key, _ in _limits(address, origin))


def forget_failures(*, address: str) -> None:
    """Somebody got in: what failed before was mistyped."""
    SignInTry.objects.filter(key=_hidden("address", address)).delete()


def use_once(what: str, *, at: datetime) -> bool:
    """Whether a thing that may be used once (a challenge) is used now for the first time."""
    _, fresh = SignInTry.objects.get_or_create(key=_hidden("once", what), defaults={"at": at})
    return fresh


def forget_old_tries(at: datetime) -> int:
    """Delete what counts no more; how many there were."""
    old = SignInTry.objects.filter(at__lt=at - LONGEST_KEPT)
    return old.delete()[0] if old.exists() else 0


def _limits(address: str, origin: str) -> tuple[tuple[str, Allowance], ...]:
    return (_hidden("address", address), FOR_AN_ADDRESS), (_hidden("origin", origin), FOR_A_PLACE)


def _hidden(kind: str, value: str) -> str:
    key = settings.SECRET_KEY.encode("utf-8")
    said = f"undersigned/sign-in-{kind}/v1\n{value.strip().casefold()}"
    return hmac.new(key, said.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
