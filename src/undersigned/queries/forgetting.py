"""What an installation holds about a person, found by the mail address, for whoever has to forget it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from undersigned.domain.statements import Corrected, Published, from_bytes
from undersigned.queries.evidence import entries_of
from undersigned.records.models import (
    Coalition,
    Delegate,
    Invitation,
    Letter,
    Log,
    Mail,
    MailStop,
    PublishedFile,
    Signature,
    Term,
)


@dataclass(frozen=True, slots=True)
class Traces:
    """`own` are signatures in the person's name, `given` those that the person gave as a delegate.

    `invitations` are all that the person could answer; `mails` all to the address and about a signature in
    `own`, and those about `invitations` that wait for nobody any more. `stops` are where the person asked for
    no more mail.
    """

    terms: tuple[Term, ...]
    delegates: tuple[Delegate, ...]
    own: tuple[Signature, ...]
    given: tuple[Signature, ...]
    invitations: tuple[Invitation, ...]
    mails: tuple[Mail, ...]
    stops: tuple[MailStop, ...] = ()

    @property
    def letters(self) -> list[str]:
        """The slugs of the letters that a signature is on, in order."""
        return sorted({row.invitation.letter.slug for row in (*self.own, *self.given)})

    def __bool__(self) -> bool:
        return any((self.terms, self.delegates, self.own, self.given, self.mails, self.stops))


def traces_of(email: str, coalition: Coalition | None) -> Traces:
    """Everything found by this address, in one coalition or in all."""
    within = Q() if coalition is None else Q(member__coalition=coalition)
    terms = _terms(email, within)
    delegates = tuple(Delegate.objects.filter(within, email__iexact=email))
    members = {term.member_id for term in terms} | {delegate.member_id for delegate in delegates}
    invitations = tuple(Invitation.objects.filter(member_id__in=members))
    own = tuple(_signatures().filter(term__in=terms))
    mails = Q(to__iexact=email) if coalition is None else Q(to__iexact=email, coalition=coalition)
    mails |= Q(invitation__in=[row.invitation_id for row in own])
    here = Q() if coalition is None else Q(coalition=coalition)
    done = Q(posted_at__isnull=False) | Q(refused_at__isnull=False)
    return Traces(
        terms=terms,
        delegates=delegates,
        own=own,
        given=tuple(_signatures().filter(delegate__in=delegates)),
        invitations=invitations,
        mails=tuple(Mail.objects.filter(mails | (done & Q(invitation__in=invitations)))),
        stops=tuple(MailStop.objects.filter(here, address__iexact=email)),
    )


def _terms(email: str, within: Q) -> tuple[Term, ...]:
    """The terms with this address, and the person's others in the same office, by the name."""
    found = list(Term.objects.filter(within, email__iexact=email))
    same = [Q(member_id=row.member_id, name=row.name) for row in found if row.name]
    others = Term.objects.filter(_any(same)).exclude(pk__in=[row.pk for row in found]) if same else ()
    return (*found, *others)


def _any(conditions: Iterable[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _signatures() -> QuerySet[Signature]:
    return Signature.objects.select_related("invitation__letter").order_by("pk")


def traces_of_answer(signatures: Iterable[Signature]) -> Traces:
    """What belongs to these signatures of one invitation alone."""
    own = tuple(signatures)
    invitations = tuple({row.invitation_id: row.invitation for row in own}.values())
    mails = tuple(Mail.objects.filter(invitation__in=invitations))
    return Traces((), (), own, (), invitations, mails)


def openings_of(letter: Letter, signatures: Iterable[Signature]) -> list[int]:
    """Every entry whose commitment tells of these signatures: their own, and those that corrected them."""
    own = {row.entry for row in signatures if row.entry is not None}
    said = enumerate(map(from_bytes, entries_of(Log.objects.get(letter=letter))))
    return sorted(own | {at for at, each in said if isinstance(each, Corrected) and each.of in own})


def superseded_files(letter: Letter) -> set[str]:
    """The hashes of files that earlier publications of a letter showed and that none shows now."""
    said = map(from_bytes, entries_of(Log.objects.get(letter=letter)))
    published = {sha256 for each in said if isinstance(each, Published) for _, sha256 in each.files}
    return published - set(PublishedFile.objects.values_list("sha256", flat=True))
