"""Reads of who an organiser is, and where they may act."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from undersigned.domain.accounts import Role
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.records.models import Appointment, Coalition, Organiser


@dataclass(frozen=True, slots=True)
class Seat:
    """An organiser's place in a coalition; `letter` is the slug of the letter at hand, or ""."""

    coalition: str
    coalition_name: str
    role: Role
    letter: str = ""


def seats_of(organiser: int) -> tuple[Seat, ...]:
    """All the coalitions an organiser may act in, by name."""
    rows = (
        Appointment.objects.filter(organiser_id=organiser)
        .select_related("coalition")
        .order_by("coalition__name")
    )
    return tuple(Seat(row.coalition.slug, row.coalition.name, Role(row.role)) for row in rows)


def seat_at_coalition(organiser: int, slug: str) -> Seat | None:
    """None where there is no such coalition, or no seat in it for this organiser."""
    return _seat(organiser, Q(coalition__slug=slug))


def seat_at_letter(organiser: int, slug: str) -> Seat | None:
    """The same for the coalition of a letter."""
    return _seat(organiser, Q(coalition__letters__slug=slug), slug)


def _seat(organiser: int, where: Q, letter: str = "") -> Seat | None:
    row = Appointment.objects.select_related("coalition").filter(where, organiser_id=organiser).first()
    return Seat(row.coalition.slug, row.coalition.name, Role(row.role), letter) if row else None


def organiser_by_address(email: str) -> Organiser:
    """Refused (organiser-unknown) if nobody has this address here."""
    try:
        return Organiser.objects.get(email=email.strip().lower())
    except Organiser.DoesNotExist:
        raise Refused(Reason.ORGANISER_UNKNOWN) from None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at a coalition's desk. `seen_at` is when they were there last, as far as a device tells."""

    id: int
    email: str
    role: Role
    seen_at: datetime | None
    second_step: bool


def colleagues(coalition: Coalition) -> tuple[Colleague, ...]:
    """All who are at a coalition's desk: owners first, then by address."""
    rows = (
        Appointment.objects.filter(coalition=coalition)
        .select_related("organiser")
        .annotate(
            seen_at=Max("organiser__devices__seen_at"), passkeys=Count("organiser__passkeys", distinct=True)
        )
    )
    found = (
        Colleague(
            id=row.organiser_id,
            email=row.organiser.email,
            role=Role(row.role),
            seen_at=row.seen_at or row.organiser.last_login,
            second_step=bool(row.organiser.code_secret) or row.passkeys > 0,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (list(Role).index(one.role), one.email)))
