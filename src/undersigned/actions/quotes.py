"""Quotes for the press: asked for, cleared in exactly these words, withdrawn, left out."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.invitations import address_of, letter_in_mail, new_link
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import About, queue
from undersigned.actions.signing import lock_link, standing_signature_of
from undersigned.domain.history import Deed
from undersigned.domain.quotes import trouble_in_quote
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import By
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.messages import quote_request
from undersigned.queries.quotes import may_be_quoted
from undersigned.records.models import Letter, Quote, Signature
from undersigned.wording import speak


@transaction.atomic
def ask_for_quotes(*, slug: str, signatures: Iterable[int], proposed: str, at: datetime) -> int:
    """Ask these signatories for a sentence, each at most once a day; how many mails were queued.

    Words that are proposed wait for their clearance, and are shown to nobody before it.
    Refused: quote-too-long and what cannot be printed.
    """
    letter, words = lock_letter(slug), tidy(proposed)
    if words and (trouble := trouble_in_quote(words)):
        raise Refused(trouble.reason, field="proposed")
    rows = may_be_quoted(letter).filter(pk__in=list(signatures))
    asked = 0
    for signature in rows.select_related("invitation__member", "term", "delegate"):
        asked += _ask(letter, signature, words, at=at)
    note_letter(Deed.QUOTES_ASKED_FOR, letter, at=at, asked=asked)
    return asked


def _ask(letter: Letter, signature: Signature, words: str, *, at: datetime) -> bool:
    """Queue the mail to whoever signed; False where there is no address, or it was asked today."""
    delegate = signature.delegate if signature.by == By.DELEGATE else None
    email = delegate.email if delegate else signature.term.email
    quote, _ = Quote.objects.get_or_create(signature=signature)
    if not email or (quote.asked_at and quote.asked_at.date() == at.date()):
        return False
    quote.proposed, quote.asked_at = words or quote.proposed, at
    quote.save(update_fields=["proposed", "asked_at"])
    link = new_link(signature.invitation, signature.term, delegate, at=at)
    link.row.save()
    values = quote_request.QuoteRequest(
        letter_in_mail(letter, signature.invitation.member),
        signature.name,
        quote.proposed,
        address_of(f"/r/{link.token}/quote/"),
    )
    about = About(letter.coalition, f"quote:{quote.pk}:{at:%Y-%m-%d}", letter, signature.invitation)
    queue(quote_request.write(speak(letter.language), values), to=email, about=about, at=at)
    return True


@transaction.atomic
def clear_quote(*, token: str, words: str, proposed_shown: str, agreed: bool, at: datetime) -> Quote:
    """Clear exactly these words for print; they take the place of what was cleared before.

    `proposed_shown` is the organiser's proposal as the page showed it: words that were proposed meanwhile are
    read first. Refused: quote-unnamed, clearance-missing, quote-missing, quote-too-long,
    quote-changed-meanwhile, and why a link may not.
    """
    signature, words = standing_signature_of(lock_link(token)), tidy(words)
    if signature.show == "private":
        raise Refused(Reason.QUOTE_UNNAMED)
    quote, _ = Quote.objects.get_or_create(signature=signature)
    if quote.proposed != proposed_shown:
        raise Refused(Reason.QUOTE_CHANGED_MEANWHILE, field="words")
    if trouble := trouble_in_quote(words):
        raise Refused(trouble.reason, field=trouble.field)
    if not agreed:
        raise Refused(Reason.CLEARANCE_MISSING, field="agree")
    quote.cleared, quote.cleared_at, quote.withdrawn_at = words, at, None
    quote.save(update_fields=["cleared", "cleared_at", "withdrawn_at"])
    return quote


@transaction.atomic
def withdraw_quote(*, token: str, at: datetime) -> None:
    """Take the words back: they leave every kit at once. Refused (quote-unknown) where none are cleared."""
    quote = Quote.objects.filter(signature=standing_signature_of(lock_link(token)), withdrawn_at=None).first()
    if quote is None or not quote.cleared:
        raise Refused(Reason.QUOTE_UNKNOWN)
    quote.withdrawn_at = at
    quote.save(update_fields=["withdrawn_at"])


@transaction.atomic
def leave_out(*, slug: str, quote: int, left_out: bool, at: datetime) -> None:
    """Take cleared words out of the kits, or back into them. Refused (quote-unknown)."""
    letter = lock_letter(slug)
    row = Quote.objects.filter(pk=quote, signature__invitation__letter=letter).first()
    if row is None:
        raise Refused(Reason.QUOTE_UNKNOWN)
    row.left_out_at = at if left_out else None
    note_letter(Deed.QUOTE_LEFT_OUT if left_out else Deed.QUOTE_PUT_BACK, letter, at=at)
    row.save(update_fields=["left_out_at"])
