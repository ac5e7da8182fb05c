"""How often one place on the network may type a code that is none."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.public_signing.ask import count_each
from undersigned.domain.limits import CODES_FROM_ONE_PLACE, too_many
from undersigned.errors import Refused
from undersigned.records.models import Coalition


@transaction.atomic
def count_code(network: str | None, *, at: datetime) -> None:
    """Count one wrong code. Refused (too-many-at-once) past the limit.

    Nobody knows which coalition a wrong code was meant for: the first keeps the count.
    """
    keeper = Coalition.objects.order_by("pk").values_list("pk", flat=True).first()
    if network is None or keeper is None:
        return
    number = count_each([(keeper, CODES_FROM_ONE_PLACE, network)], at)[0]
    if reason := too_many(CODES_FROM_ONE_PLACE, number):
        raise Refused(reason, seconds=CODES_FROM_ONE_PLACE.seconds_left(at))
