"""The mails to the public: to confirm, what was confirmed, and what became of it.

All of them show times in the zone of the letter's deadline, for nobody knows the reader's.
"""

from datetime import datetime

from undersigned.actions.invitations import address_of
from undersigned.actions.mail import About
from undersigned.confirmation import personal_link
from undersigned.domain.block import printed_line
from undersigned.domain.public_signing import PublicLine
from undersigned.domain.zones import zone_named
from undersigned.evidence import checkpoint
from undersigned.evidence.text import base64_text
from undersigned.messages import LetterInMail, Message, WayIn, closing, receipt
from undersigned.messages import already_signed as already_signed_mail
from undersigned.messages import confirmation as confirmation_mail
from undersigned.messages import held as held_mail
from undersigned.messages import struck as struck_mail
from undersigned.queries.evidence import ClosingSeal
from undersigned.queries.public_signing import public_line, signatory_of_line
from undersigned.records.models import Letter, PublicSignature
from undersigned.wording import Wording, speak
from undersigned.wording.review import why_in_words

Sendable = tuple[Message, str, About]


def letter_in_public_mail(letter: Letter) -> LetterInMail:
    contact = (letter.contact_name, letter.contact_phone, letter.contact_email)
    return LetterInMail(
        title=letter.title,
        coalition=letter.coalition.name,
        deadline=letter.deadline,
        zone=zone_named(letter.deadline_zone),
        contact=", ".join(filter(None, contact)),
    )


def line_in_mail(line: PublicLine, wording: Wording) -> str:
    return printed_line(signatory_of_line(line), wording)


def link_alone(path: str) -> WayIn:
    """A way in without a code: for mails that nobody has to act on."""
    return WayIn(address_of(path), "", "")


def confirmation(letter: Letter, line: PublicLine, *, token: str, code: str) -> Message:
    wording = speak(letter.language)
    values = confirmation_mail.Confirmation(
        letter=letter_in_public_mail(letter),
        line=line_in_mail(line, wording),
        way=WayIn(address_of(f"/c/{token}/"), code, address_of("/c/")),
    )
    return confirmation_mail.write(wording, values)


def already_signed(letter: Letter, row: PublicSignature, *, token: str) -> Message:
    wording = speak(letter.language)
    values = already_signed_mail.AlreadySigned(
        letter=letter_in_public_mail(letter),
        line=line_in_mail(public_line(row), wording),
        held=row.held,
        address=address_of(f"/r/{token}/"),
    )
    return already_signed_mail.write(wording, values)


def receipt_to(letter: Letter, line: PublicLine, *, token: str, sealed: str, at: datetime) -> Message:
    """`sealed` is the fingerprint of the checkpoint in the receipt."""
    wording = speak(letter.language)
    values = receipt.Receipt(
        letter=letter_in_public_mail(letter),
        line=line_in_mail(line, wording),
        asked=None,
        signed_at=at,
        signed_for=None,
        settled=False,
        named=True,
        way=link_alone(f"/r/{token}/"),
        fingerprint=sealed,
    )
    return receipt.write(wording, values)


def held_notice(letter: Letter, line: PublicLine, *, token: str) -> Message:
    wording = speak(letter.language)
    values = held_mail.Held(
        letter=letter_in_public_mail(letter),
        line=line_in_mail(line, wording),
        address=address_of(f"/r/{token}/"),
    )
    return held_mail.write(wording, values)


def struck_notice(row: PublicSignature, *, token: str) -> Message:
    wording = speak(row.letter.language)
    values = struck_mail.Struck(
        letter=letter_in_public_mail(row.letter),
        line=line_in_mail(public_line(row), wording),
        why=why_in_words(row.struck_why, wording),
        address=address_of(f"/r/{token}/"),
    )
    return struck_mail.write(wording, values)


def closing_notice(row: PublicSignature, sealed: ClosingSeal, *, token: str) -> Message:
    wording = speak(row.letter.language)
    state = checkpoint.parse(sealed.checkpoint).checkpoint
    values = closing.Closing(
        letter=letter_in_public_mail(row.letter),
        line=line_in_mail(public_line(row), wording),
        signatures=sealed.standing,
        origin=state.origin,
        size=state.size,
        root=base64_text(state.root),
        fingerprint=state.fingerprint(),
        way=link_alone(f"/r/{token}/"),
    )
    return closing.write(wording, values)


def about(row: PublicSignature, reason: str, attachment: bytes | None = None) -> About:
    return About(row.letter.coalition, f"{reason}:public-{row.pk}", row.letter, None, attachment)


def new_link(row: PublicSignature, expires_at: datetime) -> tuple[str, tuple[int, str, str, datetime]]:
    """A fresh token for a mail about this signature, and its row to save."""
    link = personal_link.start(expires_at=expires_at)
    return link.token, (row.pk, link.token_hash, "mail", expires_at)
