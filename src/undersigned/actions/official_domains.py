"""Record the official domains of the members' places from a public list."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import Upon, note
from undersigned.domain.history import Deed
from undersigned.domain.official_domains import ListedDomain, domains_of
from undersigned.queries.roster import member_entries
from undersigned.records.models import Coalition, Domain, Member


@transaction.atomic
def import_domains(
    *, coalition: Coalition, listed: Sequence[ListedDomain], dry_run: bool, at: datetime
) -> tuple[tuple[str, str], ...]:
    """Add what the members have not yet, and take nothing away; (member key, domain) for each."""
    Coalition.objects.select_for_update().get(pk=coalition.pk)
    found = domains_of(member_entries(coalition), listed)
    if found and not dry_run:
        rows = dict(Member.objects.filter(coalition=coalition).values_list("key", "pk"))
        Domain.objects.bulk_create(
            [Domain(member_id=rows[key], domain=domain) for key, domain in found], batch_size=500
        )
        note(Deed.DOMAINS_IMPORTED, coalition, Upon(), at=at, added=len(found))
    return found
