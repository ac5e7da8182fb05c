"""Sign by a personal link, for oneself or for the office-holder one acts for."""

from collections.abc import Mapping
from dataclasses import astuple, replace
from datetime import datetime

from django.db import transaction

from undersigned.actions.evidence import append, keep_opening, new_opening
from undersigned.actions.programs import announce_signature
from undersigned.actions.signing import lock_link
from undersigned.actions.signing.notices import tell_of_signature
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import HolderTerm, holder_on
from undersigned.domain.signing import PrintedLine, SigningFacts, may_sign, trouble_in_printed_line
from undersigned.domain.statements import Signed
from undersigned.errors import Refused
from undersigned.queries.roster import term_of
from undersigned.queries.signing import facts_for, last_edition, line_of, record_of, recorded_line
from undersigned.records.models import LineChange, PersonalLink, Signature, Term


@transaction.atomic
def sign_by_link(
    *, token: str, edition_shown: int | None, typed: Mapping[str, str], at: datetime
) -> Signature | None:
    """Record a signature; None if this office had signed already, which is no mistake of whoever asks.

    `typed` are the fields of the printed line as the signatory wants them; a field that was not typed stays
    as recorded. Where the line differs from the roster's, the change goes to the organiser's review and the
    roster's line stands until then.
    Refused with the reason of `may_sign`, or of a line that cannot be printed.
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=edition_shown, at=at)
    reason = may_sign(facts, at)
    if reason is Reason.ALREADY_SIGNED:
        return None
    if reason is not None:
        raise Refused(reason)
    holder = holder_on(facts.member.holders, facts.today)
    assert holder is not None  # noqa: S101  # may_sign has refused an office that nobody holds
    recorded = recorded_line(facts.member, holder)
    line = replace(recorded, **typed)
    if typed and (trouble := trouble_in_printed_line(line)):
        raise Refused(trouble.reason, field=trouble.field)
    signature, proof = _record(link, facts, holder, recorded, at=at)
    if line != recorded:
        LineChange.objects.create(
            signature=signature,
            asked_at=at,
            name=line.name,
            office=line.office,
            place=line.place,
            region=line.region,
        )
    tell_of_signature(link, signature, holder, proof)
    announce_signature(signature, "signed", at=at)
    return signature


def _record(
    link: PersonalLink, facts: SigningFacts, holder: HolderTerm, line: PrintedLine, *, at: datetime
) -> tuple[Signature, bytes]:
    """The signature, saved, and its receipt."""
    invitation = link.invitation
    if invitation.declined_at is not None:
        invitation.declined_at = None
        invitation.decline_reason = ""
        invitation.save(update_fields=["declined_at", "decline_reason"])
    edition = last_edition(invitation.letter)
    assert edition is not None  # noqa: S101  # may_sign has refused a draft
    name, office, place, region = astuple(line)
    signature = Signature(
        invitation=invitation,
        edition=edition,
        term=_term_row(link, holder),
        signed_at=at,
        by=facts.link.by,
        delegate=link.delegate,
        delegate_name=link.delegate.name if link.delegate else "",
        delegate_role=link.delegate.role if link.delegate else "",
        name=name,
        office=office,
        place=place,
        region=region,
    )
    proof = _prove(signature, at=at)
    signature.save()
    return signature, proof


def _prove(signature: Signature, *, at: datetime) -> bytes:
    """Append the signature to the evidence; its receipt."""
    letter = signature.invitation.letter
    opened = new_opening(record_of(signature, line_of(signature)))
    text, who = signature.edition.leaf, opened.commitment().hex()
    appended = append(letter, [lambda minute: Signed(minute, text, who, "link", "public")], at=at)
    signature.entry = signature.opened_at = appended.indexes[0]
    keep_opening(letter, appended.indexes[0], opened)
    return appended.receipt(0, opened)


def _term_row(link: PersonalLink, holder: HolderTerm) -> Term:
    return next(row for row in link.invitation.member.terms.all() if term_of(row) == holder)
