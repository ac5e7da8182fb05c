"""Create a coalition, and write what an import of its roster planned."""

from datetime import date

from django.db import transaction

from undersigned.domain.reasons import Reason
from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry
from undersigned.domain.roster_import import ImportPlan, RosterRow, plan_import
from undersigned.domain.text import slug_of
from undersigned.errors import Refused
from undersigned.queries.roster import delegate_of, member_entries, term_of
from undersigned.records.models import Coalition, Delegate, Domain, Member, Term


@transaction.atomic
def create_coalition(*, slug: str, name: str) -> Coalition:
    if not slug or slug != slug_of(slug):
        raise Refused(Reason.SLUG_NOT_USABLE, slug=slug)
    if Coalition.objects.filter(slug=slug).exists():
        raise Refused(Reason.COALITION_EXISTS, slug=slug)
    return Coalition.objects.create(slug=slug, name=name)
