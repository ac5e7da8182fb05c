"""Reads of signatories' quotes: at the desk, on a signatory's own page, and cleared ones for the kits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from undersigned.domain.press.kit import Quote as Cleared
from undersigned.domain.quotes import QuoteState, state_of
from undersigned.domain.signing import By, may_withdraw
from undersigned.queries.signing import (
    latest_signature,
    line_of,
    line_text,
    link_by_token,
    signatory_of,
    signature_facts,
    standing,
    standing_signatures,
)
from undersigned.records.models import Letter, Quote, Signature
from undersigned.wording import Wording, speak


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A signatory at the desk, with the quote if there is one. `quote` is its row's number, 0 without."""

    signature: int
    line: str
    quote: int
    state: QuoteState
    proposed: str
    cleared: str
    since: datetime | None


def may_be_quoted(letter: Letter) -> QuerySet[Signature]:
    """The signatures that stand and are printed: words are printed with a name, so not for who is unnamed."""
    return standing_signatures(letter).filter(show="public")


def quotes_at_desk(letter: Letter) -> tuple[QuoteRow, ...]:
    """Everybody who may be quoted, those with cleared words first, then by the list."""
    rows = may_be_quoted(letter).select_related("quote").order_by("place", "region", "pk")
    wording = speak(letter.language)
    found = [_row(row, getattr(row, "quote", None), wording) for row in rows]
    order = list(QuoteState)
    return tuple(sorted(found, key=lambda row: order.index(row.state)))


def _row(signature: Signature, quote: Quote | None, wording: Wording) -> QuoteRow:
    return QuoteRow(
        signature=signature.pk,
        line=line_text(line_of(signature), wording),
        quote=quote.pk if quote else 0,
        state=quote_state(quote),
        proposed=quote.proposed if quote else "",
        cleared=quote.cleared if quote else "",
        since=(quote.withdrawn_at or quote.cleared_at or quote.asked_at) if quote else None,
    )


def quote_state(quote: Quote | None) -> QuoteState:
    if quote is None:
        return QuoteState.NOT_ASKED
    return state_of(
        asked=quote.asked_at is not None,
        cleared=bool(quote.cleared),
        withdrawn=quote.withdrawn_at is not None,
        left_out=quote.left_out_at is not None,
    )


def cleared_quotes(letter: Letter) -> tuple[Cleared, ...]:
    """Words cleared exactly so, of signatures that stand and are printed, in the order of the list."""
    rows = (
        Quote.objects.filter(
            standing("signature__"),
            signature__invitation__letter=letter,
            signature__show="public",
            withdrawn_at=None,
            left_out_at=None,
        )
        .exclude(cleared="")
        .select_related("signature__invitation__member", "signature__term")
        .order_by("signature__place", "signature__region", "pk")
    )
    return tuple(Cleared(row.cleared, signatory_of(row.signature)) for row in rows)


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """The words on a signatory's own page. `may_clear` is False where only the office-holder can.

    `unnamed`: the name is not printed, so no words are.
    """

    slug: str
    title: str
    language: str
    line: str
    state: QuoteState
    proposed: str
    cleared: str
    cleared_at: datetime | None
    withdrawn_at: datetime | None
    may_clear: bool
    unnamed: bool


def own_quote(token: str) -> OwnQuote | None:
    """None where nothing that was signed by this link stands."""
    link = link_by_token(token)
    signature = latest_signature(link.invitation) if link and not link.replaced_at else None
    if link is None or signature is None or not signature.stands:
        return None
    quote = Quote.objects.filter(signature=signature).first()
    acting = By.DELEGATE if link.delegate else By.SELF
    letter = link.invitation.letter
    return OwnQuote(
        slug=letter.slug,
        title=letter.title,
        language=letter.language,
        line=line_text(line_of(signature), speak(letter.language)),
        state=quote_state(quote),
        proposed=quote.proposed if quote else "",
        cleared=quote.cleared if quote else "",
        cleared_at=quote.cleared_at if quote else None,
        withdrawn_at=quote.withdrawn_at if quote else None,
        may_clear=may_withdraw(signature_facts(signature), acting) is None,
        unnamed=signature.show == "private",
    )
