"""Sign by a personal link, for oneself or for the office-holder one acts for."""

from dataclasses import astuple
from datetime import datetime

from django.db import transaction

from undersigned.actions.invitations import address_of, letter_in_mail, new_link
from undersigned.actions.mail import About, queue_all
from undersigned.actions.signing import lock_link
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import HolderTerm, holder_on
from undersigned.domain.signing import By, PrintedLine, SigningFacts, may_sign, trouble_in_printed_line
from undersigned.errors import Refused
from undersigned.messages import Message, office_holder_notice, receipt
from undersigned.queries.signing import facts_for, line_of, line_text, recorded_line
from undersigned.records.models import LineChange, PersonalLink, Signature, Term
from undersigned.wording import speak


@transaction.atomic
def sign_by_link(
    *, token: str, edition_shown: int | None, line: PrintedLine | None, at: datetime
) -> Signature | None:
    """Record a signature; None if this office had signed already, which is no mistake of whoever asks.

    `line` is the line as the signatory wants it printed; where it differs from the roster's, the change
    goes to the organiser's review and the roster's line stands until then.
    Refused with the reason of `may_sign`, or of a line that cannot be printed.
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=edition_shown, at=at)
    reason = may_sign(facts, at)
    if reason is Reason.ALREADY_SIGNED:
        return None
    if reason is not None:
        raise Refused(reason)
    if line is not None and (trouble := trouble_in_printed_line(line)):
        raise Refused(trouble.reason, field=trouble.field)
    holder = holder_on(facts.member.holders, facts.today)
    assert holder is not None  # noqa: S101  # may_sign has refused an office that nobody holds
    signature = _record(link, facts, holder, at=at)
    recorded = line_of(signature)
    if line is not None and line != recorded:
        LineChange.objects.create(
            signature=signature,
            asked_at=at,
            name=line.name,
            office=line.office,
            place=line.place,
            region=line.region,
        )
    _tell(link, signature, holder, at=at)
    return signature


def _record(link: PersonalLink, facts: SigningFacts, holder: HolderTerm, *, at: datetime) -> Signature:
    invitation = link.invitation
    line = recorded_line(facts.member, holder)
    invitation.declined_at = None
    invitation.decline_reason = ""
    invitation.save(update_fields=["declined_at", "decline_reason"])
    name, office, place, region = astuple(line)
    return Signature.objects.create(
        invitation=invitation,
        edition=invitation.letter.editions.get(number=facts.edition),
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


def _term_row(link: PersonalLink, holder: HolderTerm) -> Term:
    return link.invitation.member.terms.filter(name=holder.name, start=holder.start, end=holder.end)[0]


def _tell(link: PersonalLink, signature: Signature, holder: HolderTerm, *, at: datetime) -> None:
    """The receipt to whoever signed, and the notice to the office-holder whom a delegate signed for."""
    invitation, letter = link.invitation, link.invitation.letter
    about, line = letter_in_mail(letter, invitation.member), line_text(line_of(signature), speak("en"))
    signer = link.delegate.email if link.delegate else holder.email
    links: list[PersonalLink] = []
    mails: list[tuple[Message, str, About]] = []
    if signer:
        row, token = new_link(invitation, link.delegate, at=at)
        links.append(row)
        values = receipt.Receipt(
            about, line, at, holder.name if link.delegate else None, address_of(f"/r/{token}/")
        )
        key = About(letter.coalition, f"receipt:{signature.pk}", letter, invitation)
        mails.append((receipt.write(speak("en"), values), signer, key))
    if signature.by == By.DELEGATE and holder.email:
        row, token = new_link(invitation, None, at=at)
        links.append(row)
        notice = office_holder_notice.OfficeHolderNotice(
            about, signature.delegate_name, line, at, address_of(f"/r/{token}/")
        )
        key = About(letter.coalition, f"office-holder-notice:{signature.pk}", letter, invitation)
        mails.append((office_holder_notice.write(speak("en"), notice), holder.email, key))
    PersonalLink.objects.bulk_create(links)
    queue_all(mails, at=at)
