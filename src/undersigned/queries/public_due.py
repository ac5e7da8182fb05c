"""What is due for the public with nobody present, letter by letter: whom to tell, and what to forget."""

from datetime import datetime

from django.db.models import Q, QuerySet

from undersigned.domain.public_signing import ADDRESSES_KEPT, CONFIRM_WITHIN
from undersigned.records.models import Letter, PublicSignature

_ADDRESSES_KNOWN = Q(signing_form__pepper__isnull=False)


def letters_to_tell_of_closing() -> tuple[str, ...]:
    """Slugs of the letters that have closed, and whose signatories can be written to still."""
    return _slugs(Letter.objects.filter(_ADDRESSES_KNOWN, closed_at__isnull=False))


def letters_to_forget_addresses_of(at: datetime) -> tuple[str, ...]:
    """Slugs of the letters that ended so long ago that nobody needs the addresses any more."""
    ended = Q(closed_at__lte=at - ADDRESSES_KEPT) | Q(cancelled_at__lte=at - ADDRESSES_KEPT)
    return _slugs(Letter.objects.filter(_ADDRESSES_KNOWN, ended))


def letters_with_unconfirmed(at: datetime) -> tuple[str, ...]:
    """Slugs of the letters with `unconfirmed` signatures."""
    return _slugs(Letter.objects.filter(pk__in=unconfirmed(at).values("letter")))


def unconfirmed(at: datetime) -> QuerySet[PublicSignature]:
    """What was asked for so long ago that nobody can confirm it any more."""
    late = PublicSignature.objects.filter(confirmed_at=None, asked_at__lte=at - CONFIRM_WITHIN)
    # A new edition asks again until the deadline: what it asked waits as long as the letter circulates.
    waiting = late.filter(letter__closed_at=None, letter__cancelled_at=None, links__expires_at__gt=at)
    return late.exclude(pk__in=waiting.values("pk"))


def _slugs(letters: QuerySet[Letter]) -> tuple[str, ...]:
    return tuple(letters.order_by("pk").values_list("slug", flat=True))
