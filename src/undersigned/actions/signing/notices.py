"""Telling people of a signature: the receipt to whoever gave it, the notice to the mayor it was given for."""

from undersigned.actions.invitations import address_of, letter_in_mail, new_link
from undersigned.actions.mail import About, queue_all
from undersigned.domain.roster import HolderTerm
from undersigned.domain.signing import By
from undersigned.messages import LetterInMail, Message, office_holder_notice, receipt
from undersigned.queries.signing import line_of, line_text
from undersigned.records.models import PersonalLink, Signature
from undersigned.wording import speak

Queued = tuple[Message, str, About]


def tell_of_signature(link: PersonalLink, signature: Signature, holder: HolderTerm, proof: bytes) -> None:
    """Queue the receipt, `proof` attached, and the notice to the office-holder whom a delegate signed for."""
    about = letter_in_mail(link.invitation.letter, link.invitation.member)
    signer = link.delegate.email if link.delegate else holder.email
    links, mails = [], []
    if signer:
        row, token = new_link(link.invitation, link.term, link.delegate, at=signature.signed_at)
        links.append(row)
        mails.append((_receipt(about, signature, holder, token), signer, _about(signature, "receipt", proof)))
    if signature.by == By.DELEGATE and holder.email:
        row, token = new_link(link.invitation, signature.term, None, at=signature.signed_at)
        links.append(row)
        mails.append(
            (_notice(about, signature, token), holder.email, _about(signature, "office-holder-notice"))
        )
    PersonalLink.objects.bulk_create(links)
    queue_all(mails, at=signature.signed_at)


def _about(signature: Signature, reason: str, attachment: bytes | None = None) -> About:
    invitation = signature.invitation
    return About(
        invitation.letter.coalition, f"{reason}:{signature.pk}", invitation.letter, invitation, attachment
    )


def _receipt(about: LetterInMail, signature: Signature, holder: HolderTerm, token: str) -> Message:
    values = receipt.Receipt(
        letter=about,
        line=line_text(line_of(signature), speak("en")),
        signed_at=signature.signed_at,
        signed_for=holder.name if signature.by == By.DELEGATE else None,
        address=address_of(f"/r/{token}/"),
    )
    return receipt.write(speak("en"), values)


def _notice(about: LetterInMail, signature: Signature, token: str) -> Message:
    values = office_holder_notice.OfficeHolderNotice(
        letter=about,
        delegate=signature.delegate_name,
        line=line_text(line_of(signature), speak("en")),
        signed_at=signature.signed_at,
        address=address_of(f"/r/{token}/"),
    )
    return office_holder_notice.write(speak("en"), values)
