"""Telling people of a signature: the receipt to whoever gave it, the notice to the mayor it was given for,
and to both of them the final checkpoint when the letter closes with it.
"""

from collections.abc import Iterator
from datetime import datetime

from undersigned.actions.invitations import address_of, letter_in_mail, new_link
from undersigned.actions.mail import About, queue, queue_all
from undersigned.domain.roster import HolderTerm
from undersigned.domain.signing import By
from undersigned.evidence import checkpoint
from undersigned.evidence.receipt import parse
from undersigned.evidence.text import base64_text
from undersigned.messages import LetterInMail, Message, closing, office_holder_notice, receipt
from undersigned.queries.roster import term_of
from undersigned.queries.signing import line_of, line_text
from undersigned.records.models import Delegate, Letter, PersonalLink, Signature
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
        mails.append(
            (_receipt(about, signature, holder, token, proof), signer, _about(signature, "receipt", proof))
        )
    if signature.by == By.DELEGATE and holder.email:
        row, token = new_link(link.invitation, signature.term, None, at=signature.signed_at)
        links.append(row)
        mails.append(
            (_notice(about, signature, token), holder.email, _about(signature, "office-holder-notice"))
        )
    PersonalLink.objects.bulk_create(links)
    queue_all(mails, at=signature.signed_at)


def send_receipt_again(link: PersonalLink, signature: Signature, proof: bytes, *, at: datetime) -> None:
    """Queue the receipt to whom the link belongs; asked for again within the hour, it is queued once."""
    holder = term_of(signature.term)
    to = link.delegate.email if link.delegate else holder.email
    if not to:
        return
    row, token = new_link(link.invitation, link.term, link.delegate, at=at)
    row.save()
    about = letter_in_mail(link.invitation.letter, link.invitation.member)
    reason = f"receipt-again-{at:%Y-%m-%dT%H}-{'delegate' if link.delegate else 'holder'}"
    message = _receipt(about, signature, holder, token, proof)
    queue(message, to=to, about=_about(signature, reason, proof), at=at)


def _about(signature: Signature, reason: str, attachment: bytes | None = None) -> About:
    invitation = signature.invitation
    return About(
        invitation.letter.coalition, f"{reason}:{signature.pk}", invitation.letter, invitation, attachment
    )


def _receipt(
    about: LetterInMail, signature: Signature, holder: HolderTerm, token: str, proof: bytes
) -> Message:
    values = receipt.Receipt(
        letter=about,
        line=line_text(line_of(signature), speak("en")),
        signed_at=signature.signed_at,
        signed_for=holder.name if signature.by == By.DELEGATE else None,
        address=address_of(f"/r/{token}/"),
        fingerprint=parse(proof).checkpoint.checkpoint.fingerprint(),
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


def tell_of_closing(
    letter: Letter, signatures: list[Signature], sealed: bytes, *, standing: int, at: datetime
) -> None:
    """Queue the closing mails to the offices that stand on the list, `sealed`, the checkpoint, attached.

    `standing` is how many signatures the whole list has.
    """
    links: list[PersonalLink] = []
    mails: list[Queued] = []
    for signature in signatures:
        for delegate, email in _signatories(signature):
            link, token = new_link(signature.invitation, signature.term, delegate, at=at)
            links.append(link)
            who = f"delegate-{delegate.pk}" if delegate else "holder"
            message = _closing(letter, signature, standing, sealed, token)
            mails.append((message, email, _about(signature, f"closing:{who}", sealed)))
    PersonalLink.objects.bulk_create(links, batch_size=500)
    queue_all(mails, at=at)


def _signatories(signature: Signature) -> Iterator[tuple[Delegate | None, str]]:
    """Whose signature it is, with their addresses: the office-holder, and the delegate who gave it."""
    if signature.term.email:
        yield None, signature.term.email
    if signature.delegate and signature.delegate.email:
        yield signature.delegate, signature.delegate.email


def _closing(letter: Letter, signature: Signature, number: int, sealed: bytes, token: str) -> Message:
    state = checkpoint.parse(sealed).checkpoint
    values = closing.Closing(
        letter=letter_in_mail(letter, signature.invitation.member),
        line=line_text(line_of(signature), speak("en")),
        signatures=number,
        origin=state.origin,
        size=state.size,
        root=base64_text(state.root),
        fingerprint=state.fingerprint(),
        address=address_of(f"/r/{token}/"),
    )
    return closing.write(speak("en"), values)
