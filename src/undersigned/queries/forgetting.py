"""What an installation holds about a person, found by the mail address, for whoever has to forget it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from undersigned.domain.mail_address import read_address
from undersigned.domain.statements import Corrected, Published, from_bytes
from undersigned.queries.evidence import entries_of
from undersigned.queries.mail import waiting
from undersigned.queries.public_signing import address_key
from undersigned.queries.tiles import entries_between
from undersigned.records.models import (
    Coalition,
    Delegate,
    Invitation,
    Letter,
    Log,
    Mail,
    MailStop,
    PublicSignature,
    PublishedFile,
    Signature,
    SigningForm,
    Term,
)


@dataclass(frozen=True, slots=True)
class Traces:
    """`own` are signatures in the person's name, `given` those that the person gave as a delegate.

    `invitations` are all that the person could answer; `mails` all to the address and about a signature in
    `own`, and those about `invitations` that wait for nobody any more. `stops` are where the person asked for
    no more mail. `public` is what the address signed with the public, or asked to sign.
    """

    terms: tuple[Term, ...]
    delegates: tuple[Delegate, ...]
    own: tuple[Signature, ...]
    given: tuple[Signature, ...]
    invitations: tuple[Invitation, ...]
    mails: tuple[Mail, ...]
    stops: tuple[MailStop, ...] = ()
    public: tuple[PublicSignature, ...] = ()

    @property
    def letters(self) -> list[str]:
        """The slugs of the letters that a signature is on, in order."""
        offices = {row.invitation.letter.slug for row in (*self.own, *self.given)}
        return sorted(offices | {row.letter.slug for row in self.public})

    def __bool__(self) -> bool:
        found = (self.terms, self.delegates, self.own, self.given, self.mails, self.stops, self.public)
        return any(found)


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
    done = ~waiting()
    return Traces(
        terms=terms,
        delegates=delegates,
        own=own,
        given=tuple(_signatures().filter(delegate__in=delegates)),
        invitations=invitations,
        mails=tuple(Mail.objects.filter(mails | (done & Q(invitation__in=invitations)))),
        stops=tuple(MailStop.objects.filter(here, address__iexact=email)),
        public=tuple(_public_signatures(email, coalition)),
    )


def _public_signatures(email: str, coalition: Coalition | None) -> QuerySet[PublicSignature]:
    """What this mailbox signed with the public, in whatever spelling, while that can be told."""
    forms = SigningForm.objects.filter(pepper__isnull=False).select_related("letter")
    if coalition is not None:
        forms = forms.filter(letter__coalition=coalition)
    address = read_address(email)
    keys = [address_key(form, address) for form in forms] if address else []
    return (
        PublicSignature.objects.filter(letter__in=[form.letter_id for form in forms])
        .filter(Q(address_key__in=keys) | Q(email__iexact=email))
        .select_related("letter__coalition", "letter__signing_form")
        .order_by("pk")
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
    """Every entry whose commitment tells of these signatures: their own, and those that corrected them.

    The last of these is known, so the log is read from the signature to there, and mostly not at all.
    """
    log = Log.objects.get(letter=letter)
    found: set[int] = set()
    for row in signatures:
        if row.entry is None or row.opened_at is None:
            continue
        found.add(row.entry)
        later = entries_between(log, row.entry + 1, row.opened_at + 1)
        said = enumerate(map(from_bytes, later), row.entry + 1)
        found |= {at for at, each in said if isinstance(each, Corrected) and each.of == row.entry}
    return sorted(found)


def superseded_files(letter: Letter) -> set[str]:
    """The hashes of files that earlier publications of a letter showed and that none shows now."""
    said = map(from_bytes, entries_of(Log.objects.get(letter=letter)))
    published = {sha256 for each in said if isinstance(each, Published) for _, sha256 in each.files}
    return published - set(PublishedFile.objects.values_list("sha256", flat=True))
