"""Forget an organiser: the account, every way to sign in, the address wherever it says who wrote something.

What was done stays in the history and beside what it was done to, by nobody that can be named. Whom a
signatory may call is public, and is changed at the desk.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from undersigned.actions.accounts import remove
from undersigned.actions.mail import forget_mails
from undersigned.actions.sign_in.tries import forget_failures
from undersigned.queries.accounts import organiser_by_address
from undersigned.records.models import (
    Article,
    Delivery,
    LocalFact,
    Mail,
    Note,
    Outcome,
    RecordedAnswer,
    Response,
    SeenPoint,
)

# Where an organiser's address is kept as text: a test looks for more of the kind.
WRITERS: tuple[tuple[type[Model], str], ...] = (
    (Article, "recorded_by"),
    (Delivery, "recorded_by"),
    (LocalFact, "recorded_by"),
    (Note, "written_by"),
    (Outcome, "recorded_by"),
    (RecordedAnswer, "recorded_by"),
    (Response, "recorded_by"),
    (SeenPoint, "seen_by"),
)


@transaction.atomic
def forget_organiser(*, email: str, at: datetime) -> None:
    """Refused: organiser-unknown; last-owner, where a coalition would be left without one."""
    organiser = organiser_by_address(email)
    for appointment in organiser.appointments.select_related("coalition"):
        remove(coalition=appointment.coalition, organiser=organiser.pk, at=at)
    for model, field in WRITERS:
        model._default_manager.filter(**{f"{field}__iexact": organiser.email}).update(**{field: ""})
    forget_mails(Mail.objects.filter(to__iexact=organiser.email))
    forget_failures(address=organiser.email)
    organiser.delete()
