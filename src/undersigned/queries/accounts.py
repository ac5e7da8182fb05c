"""Reads of who an organiser is, and where they may act."""

from dataclasses import dataclass

from django.db.models import Q

from undersigned.domain.accounts import Role
from undersigned.records.models import Appointment


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
