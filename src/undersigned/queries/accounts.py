"""Reads of who an organiser is, and where they may act."""

from dataclasses import dataclass

from undersigned.domain.accounts import Role
from undersigned.records.models import Appointment, Coalition, Letter


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
    row = (
        Appointment.objects.filter(organiser_id=organiser, coalition__slug=slug)
        .select_related("coalition")
        .first()
    )
    return Seat(row.coalition.slug, row.coalition.name, Role(row.role)) if row else None


def seat_at_letter(organiser: int, slug: str) -> Seat | None:
    letter = Letter.objects.filter(slug=slug).select_related("coalition").first()
    return _seat(organiser, letter.coalition, letter.slug) if letter else None


def _seat(organiser: int, coalition: Coalition, letter: str = "") -> Seat | None:
    row = Appointment.objects.filter(organiser_id=organiser, coalition=coalition).first()
    return Seat(coalition.slug, coalition.name, Role(row.role), letter) if row else None
