"""Signing in by a passkey; adding one and taking it away."""

from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from undersigned.actions.sign_in import tell
from undersigned.actions.sign_in.tries import use_once
from undersigned.confirmation import passkey
from undersigned.domain.reasons import Reason
from undersigned.domain.sign_in import WayChange
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.records.models import Organiser, Passkey

_LONGEST_NAME = 100


def site() -> passkey.Site:
    parts = urlsplit(settings.BASE_URL)
    return passkey.Site(parts.hostname or "", f"{parts.scheme}://{parts.netloc}", parts.hostname or "")


def can_have_passkeys() -> bool:
    """Browsers bind passkeys to a name reached by TLS, or to localhost; never to a number."""
    host, parts = site().host, urlsplit(settings.BASE_URL)
    return host == "localhost" or (parts.scheme == "https" and not _is_number(host))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def start_adding(organiser: int) -> passkey.Challenge:
    row = Organiser.objects.get(pk=organiser)
    known = tuple(bytes(one) for one in row.passkeys.values_list("credential", flat=True))
    return passkey.start_adding(site(), passkey.Owner(str(row.pk).encode(), row.email, known))


@transaction.atomic
def add_passkey(*, organiser: int, name: str, answer: str, random: bytes, at: datetime) -> None:
    """Keep the public half of a new passkey. Refused: passkey-refused."""
    made = passkey.check_added(site(), answer, random)
    if made is None or Passkey.objects.filter(credential=made.credential).exists():
        raise Refused(Reason.PASSKEY_REFUSED)
    row = Organiser.objects.get(pk=organiser)
    Passkey.objects.create(
        organiser=row,
        name=tidy(name)[:_LONGEST_NAME] or "Passkey",
        credential=made.credential,
        public_key=made.public_key,
        times_used=made.times_used,
        added_at=at,
    )
    tell(row, WayChange.PASSKEY_ADDED, at=at)


@transaction.atomic
def remove_passkey(*, organiser: int, which: int, at: datetime) -> None:
    """Nothing happens where it is gone already."""
    row = Passkey.objects.filter(organiser_id=organiser, pk=which).select_related("organiser").first()
    if row is not None:
        row.delete()
        tell(row.organiser, WayChange.PASSKEY_REMOVED, at=at)


@transaction.atomic
def sign_in_by_passkey(*, answer: str, random: bytes, at: datetime) -> Organiser:
    """Whose passkey it is. Refused: passkey-unknown, passkey-refused (also for a challenge used before)."""
    row = (
        Passkey.objects.select_for_update(of=("self",))
        .select_related("organiser")
        .filter(credential=passkey.credential_in(answer) or b"", organiser__is_active=True)
        .first()
    )
    if row is None:
        raise Refused(Reason.PASSKEY_UNKNOWN)
    known = passkey.NewPasskey(bytes(row.credential), bytes(row.public_key), row.times_used)
    times_used = passkey.check_use(site(), answer, random, known)
    if times_used is None or not use_once(random.hex(), at=at):
        raise Refused(Reason.PASSKEY_REFUSED)
    row.times_used, row.used_at = times_used, at
    row.save(update_fields=["times_used", "used_at"])
    return row.organiser
