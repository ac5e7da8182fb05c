"""Reads of how a letter was handed over."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.delivery import Handing, Shown, To, Way
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.records.models import Delivery, Letter


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One delivery at the desk. `file` is the name of the attached proof, "" where there is none."""

    id: int
    handing: Handing
    file: str
    recorded_by: str
    recorded_at: datetime


def deliveries_of(letter: Letter) -> tuple[DeliveryRow, ...]:
    """In the order in which they were written down."""
    return tuple(_row(row) for row in letter.deliveries.all())


def delivery_at(letter: Letter, number: int) -> Delivery:
    """Refused (delivery-unknown) if it is none of this letter's."""
    row = letter.deliveries.filter(pk=number).first()
    if row is None:
        raise Refused(Reason.DELIVERY_UNKNOWN)
    return row


def handing_of(row: Delivery) -> Handing:
    return Handing(
        to=To(row.to),
        recipient=row.recipient,
        way=Way(row.way),
        shown=Shown(row.shown),
        planned_on=row.planned_on,
        person=row.person,
        delivered_on=row.delivered_on,
        proof=row.proof,
        acknowledged_on=row.acknowledged_on,
        acknowledgement=row.acknowledgement,
    )


def _row(row: Delivery) -> DeliveryRow:
    return DeliveryRow(row.pk, handing_of(row), row.proof_name, row.recorded_by, row.recorded_at)


def deliveries_shown(letter: Letter) -> tuple[Handing, ...]:
    """What the public sees, the earliest first: deliveries that are done and allowed to be shown."""
    done = letter.deliveries.exclude(shown=Shown.NOTHING).filter(delivered_on__isnull=False)
    return tuple(handing_of(row) for row in done.order_by("delivered_on", "pk"))
