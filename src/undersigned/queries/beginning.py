"""How far an installation and its coalitions have come."""

from django.db.models import Count, Q

from undersigned.domain.first_steps import Beginning
from undersigned.queries.mail import mails_leave
from undersigned.records.models import Appointment, Coalition, FirstRunLink, Letter, Member


def is_empty() -> bool:
    """Whether nobody can sign in to any desk yet."""
    return not Appointment.objects.exists()


def first_run_stands(token_hash: str) -> bool:
    """Whether this first-run link can still be used."""
    return is_empty() and FirstRunLink.objects.filter(token_hash=token_hash).exists()


def beginning_of(coalition: Coalition) -> Beginning:
    letters = Letter.objects.filter(coalition=coalition).aggregate(
        all=Count("pk"), circulated=Count("pk", filter=Q(circulated_at__isnull=False))
    )
    return Beginning(
        has_contact=bool(coalition.contact_name and (coalition.contact_phone or coalition.contact_email)),
        mails_leave=mails_leave(),
        members=Member.objects.filter(coalition=coalition).count(),
        letters=letters["all"],
        circulated=letters["circulated"],
    )
