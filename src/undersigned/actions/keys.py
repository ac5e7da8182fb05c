"""The signing keys of the installation: made when it is set up, and rotated.

A log begins with the newest key of that day; from a `rekeyed` statement on, its two newest keys sign
together, so that trust passes from one to the next. A key that is lost is never replaced by itself: what
another key seals, nobody could follow.
"""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from undersigned.actions.evidence import Draft, append, installation_keys
from undersigned.domain.statements import Rekeyed
from undersigned.evidence.note import SigningKey, VerifierKey
from undersigned.outside import signing_key
from undersigned.queries.evidence import keys_in_force, keys_of
from undersigned.records.models import Log


def make_first_key() -> None:
    """Make the installation's key, as long as no log was begun with another."""
    if not Log.objects.exists():
        signing_key.make(settings.SIGNING_KEY_FILE, _host())


@transaction.atomic
def rotate(*, at: datetime) -> tuple[VerifierKey, int]:
    """Bring a new key into force in every log, or in none; the key, and how many logs there are.

    The key is written to its file before any log names it. If an earlier rotation stopped between the two,
    the key it made comes into force, and not yet another one.
    """
    logs = list(Log.objects.select_related("letter").order_by("pk"))
    keys = installation_keys()
    if all(keys_of(log)[-1].public == keys[-1].verifier.public for log in logs):
        needed = {key.public for log in logs for key in keys_in_force(keys_of(log))}
        kept = [key for key in keys if key.verifier.public in needed]
        keys = (*kept, SigningKey.generate(_host()))
        signing_key.write(settings.SIGNING_KEY_FILE, keys)
    newest = keys[-1].verifier
    for log in logs:
        if keys_of(log)[-1].public != newest.public:
            append(log.letter, [_rekeyed(newest.named(log.origin))], at=at)
    return newest, len(logs)


def _rekeyed(vkey: VerifierKey) -> Draft:
    return lambda minute: Rekeyed(minute, vkey)


def _host() -> str:
    return urlsplit(settings.BASE_URL).netloc
