"""Telling people of a signature: the receipt to whoever gave it, the notice to the mayor it was given for,
and to both of them the final checkpoint when the letter closes with it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from undersigned.actions.invitations import Outgoing, letter_in_mail, new_link
from undersigned.actions.mail import About
from undersigned.actions.signing.give import Given
from undersigned.domain.signing import By
from undersigned.evidence import checkpoint
from undersigned.evidence.receipt import parse
from undersigned.evidence.text import base64_text
from undersigned.messages import LetterInMail, Message, WayIn, closing, office_holder_notice, receipt
from undersigned.queries.signing import line_of, line_text, pending_line
from undersigned.records.models import Delegate, Letter, PersonalLink, Signature
from undersigned.wording import speak


def tell_of_signatures(
    letter: Letter, given: Sequence[Given], *, at: datetime, settled: bool = False
) -> None:
    """Queue the receipts, each attached, and the notices to office-holders whom a delegate signed for."""
    outgoing = Outgoing()
    for each in given:
        signature = each.signature
        about = letter_in_mail(letter, signature.invitation.member)
        to = signature.delegate.email if signature.delegate else signature.term.email
        if to:
            made = new_link(signature.invitation, signature.term, signature.delegate, at=at)
            message = _receipt(about, each, made.way("r"), settled=settled)
            outgoing.add(made, message, to, _about(signature, "receipt", each.proof))
        if signature.delegate and signature.term.email:
            made = new_link(signature.invitation, signature.term, None, at=at)
            message = _notice(about, signature, made.way("r"))
            outgoing.add(made, message, signature.term.email, _about(signature, "office-holder-notice"))
    outgoing.send(at=at)


def send_receipt_again(link: PersonalLink, signature: Signature, proof: bytes, *, at: datetime) -> None:
    """Queue the receipt to whom the link belongs; asked for again within the hour, it is queued once."""
    to = link.delegate.email if link.delegate else signature.term.email
    if not to:
        return
    about, outgoing = letter_in_mail(link.invitation.letter, link.invitation.member), Outgoing()
    made = new_link(link.invitation, link.term, link.delegate, at=at)
    given = Given(signature, proof, pending_line(signature))
    reason = f"receipt-again-{at:%Y-%m-%dT%H}-{'delegate' if link.delegate else 'holder'}"
    outgoing.add(made, _receipt(about, given, made.way("r")), to, _about(signature, reason, proof))
    outgoing.send(at=at)


def _about(signature: Signature, reason: str, attachment: bytes | None = None) -> About:
    invitation = signature.invitation
    return About(
        invitation.letter.coalition, f"{reason}:{signature.pk}", invitation.letter, invitation, attachment
    )


def _receipt(about: LetterInMail, given: Given, way: WayIn, *, settled: bool = False) -> Message:
    signature = given.signature
    wording = speak(signature.invitation.letter.language)
    values = receipt.Receipt(
        letter=about,
        line=line_text(line_of(signature), wording),
        asked=line_text(given.asked, wording) if given.asked else None,
        signed_at=signature.signed_at,
        signed_for=signature.term.name if signature.by == By.DELEGATE else None,
        settled=settled,
        named=signature.show == "public",
        way=way,
        fingerprint=parse(given.proof).checkpoint.checkpoint.fingerprint(),
    )
    return receipt.write(wording, values)


def _notice(about: LetterInMail, signature: Signature, way: WayIn) -> Message:
    wording = speak(signature.invitation.letter.language)
    values = office_holder_notice.OfficeHolderNotice(
        letter=about,
        delegate=signature.delegate_name,
        line=line_text(line_of(signature), wording),
        signed_at=signature.signed_at,
        way=way,
    )
    return office_holder_notice.write(wording, values)


def tell_of_closing(
    letter: Letter, signatures: list[Signature], sealed: bytes, *, standing: int, at: datetime
) -> None:
    """Queue the closing mails to the offices that stand on the list, `sealed`, the checkpoint, attached.

    `standing` is how many signatures the whole list has.
    """
    outgoing = Outgoing()
    for signature in signatures:
        for delegate, email in _signatories(signature):
            made = new_link(signature.invitation, signature.term, delegate, at=at)
            who = f"delegate-{delegate.pk}" if delegate else "holder"
            message = _closing(letter, signature, standing, sealed, made.way("r"))
            outgoing.add(made, message, email, _about(signature, f"closing:{who}", sealed))
    outgoing.send(at=at)


def _signatories(signature: Signature) -> Iterator[tuple[Delegate | None, str]]:
    """Whose signature it is, with their addresses: the office-holder, and the delegate who gave it."""
    if signature.term.email:
        yield None, signature.term.email
    if signature.delegate and signature.delegate.email:
        yield signature.delegate, signature.delegate.email


def _closing(letter: Letter, signature: Signature, number: int, sealed: bytes, way: WayIn) -> Message:
    state, wording = checkpoint.parse(sealed).checkpoint, speak(letter.language)
    values = closing.Closing(
        letter=letter_in_mail(letter, signature.invitation.member),
        line=line_text(line_of(signature), wording),
        signatures=number,
        origin=state.origin,
        size=state.size,
        root=base64_text(state.root),
        fingerprint=state.fingerprint(),
        way=way,
    )
    return closing.write(wording, values)
