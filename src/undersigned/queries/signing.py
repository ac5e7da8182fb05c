"""Reads about signing: what a link may do, and where each invitation stands."""

from datetime import datetime
from functools import lru_cache
from typing import cast

from django.db.models import Max, Q, QuerySet, Subquery

from undersigned.confirmation import personal_link
from undersigned.domain.block import printed_line
from undersigned.domain.documents import Confirmation, How, Signatory
from undersigned.domain.letters import LetterState
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.signing import (
    Authority,
    By,
    LinkFacts,
    PrintedLine,
    SignatureFacts,
    SigningFacts,
    name_of,
)
from undersigned.queries.roster import delegate_of, entry_of, term_of, today_at
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Edition, Invitation, Letter, LineChange, PersonalLink, Signature
from undersigned.wording import Wording, speak


def link_by_token(token: str) -> PersonalLink | None:
    """The link, with all it hangs on in the same query; None if the token is none of ours."""
    return (
        PersonalLink.objects.select_related(
            "delegate",
            "term",
            "invitation__member",
            "invitation__letter__coalition",
            "invitation__pending__delegate",
        )
        .filter(token_hash=personal_link.hash_of(token))
        .first()
    )


def letter_of_token(token: str) -> Subquery:
    """The id of the letter that a link is about: part of the statement that locks it."""
    found = PersonalLink.objects.filter(token_hash=personal_link.hash_of(token))
    return Subquery(found.values("invitation__letter"))


def link_to(letter: Letter, token: str) -> PersonalLink | None:
    """The link to a letter in hand, with the office as `facts_for` asks for it; None if it is none."""
    link = (
        PersonalLink.objects.select_related(
            "delegate", "term", "invitation__member", "invitation__pending__delegate"
        )
        .prefetch_related(*(f"invitation__member__{people}" for people in ("terms", "delegates", "domains")))
        .filter(token_hash=personal_link.hash_of(token), invitation__letter=letter)
        .first()
    )
    if link is not None:
        link.invitation.letter = letter
    return link


def standing(path: str = "") -> Q:
    """The condition that a signature stands; `path` leads to it: "invitations__signatures__"."""
    return Q(**{f"{path}{end}_at": None for end in ("withdrawn", "struck", "lapsed")})


def standing_signature(invitation: Invitation) -> Signature | None:
    return invitation.signatures.filter(standing()).select_related("delegate", "term", "edition").first()


def standing_signatures(letter: Letter) -> QuerySet[Signature]:
    """All signatures that stand on a letter: those of its last edition."""
    return Signature.objects.filter(standing(), invitation__letter=letter)


def last_signed_at(letter: Letter) -> datetime | None:
    """When the letter was signed last, whatever became of that signature."""
    signed: datetime | None = Signature.objects.filter(invitation__letter=letter).aggregate(
        last=Max("signed_at")
    )["last"]
    return signed


def latest_signature(invitation: Invitation) -> Signature | None:
    """The standing signature, or the last one that was withdrawn, struck or has lapsed."""
    return standing_signature(invitation) or invitation.signatures.order_by("-signed_at", "-pk").first()


def pending_change(signature: Signature) -> LineChange | None:
    return signature.line_changes.filter(reviewed_at=None).order_by("-pk").first()


def pending_line(signature: Signature) -> PrintedLine | None:
    """The mended line that waits for review; None without one."""
    change = pending_change(signature)
    return PrintedLine(change.name, change.office, change.place, change.region) if change else None


def last_edition(letter: Letter) -> Edition | None:
    """The edition that stands; None for a draft."""
    return max(letter.editions.all(), key=lambda edition: edition.number, default=None)


def edition_number(letter: Letter) -> int:
    """The number of the edition that stands; 0 for a draft."""
    edition = last_edition(letter)
    return edition.number if edition else 0


def facts_for(link: PersonalLink, *, edition_shown: int | None, at: datetime) -> SigningFacts:
    """What `may_sign` decides on. Inside a transaction that holds the letter's lock, it is final."""
    invitation, letter = link.invitation, link.invitation.letter
    today = today_at(invitation.member, at)
    return SigningFacts(
        state=LetterState(letter.state),
        deadline=letter.deadline,
        edition=edition_number(letter),
        edition_shown=edition_shown,
        member=entry_of(invitation.member, on=today, letter=letter.pk),
        today=today,
        link=LinkFacts(
            expires_at=link.expires_at,
            replaced=link.replaced_at is not None,
            holder=link.term.name,
            delegate=delegate_of(link.delegate) if link.delegate else None,
        ),
        already_signed=invitation.signatures.filter(standing()).exists(),
        authority=Authority(letter.coalition.authority),
    )


def address_of_link(link: PersonalLink) -> str:
    """The mail address of whom the link was made for; "" if none is known now."""
    return link.delegate.email if link.delegate else link.term.email


def signature_facts(signature: Signature | None) -> SignatureFacts | None:
    if signature is None:
        return None
    return SignatureFacts(
        by=By(signature.by),
        withdrawn=signature.withdrawn_at is not None,
        struck=signature.struck_at is not None,
        recorded=signature.how == "import",
    )


def line_of(signature: Signature) -> PrintedLine:
    return PrintedLine(signature.name, signature.office, signature.place, signature.region)


def line_text(line: PrintedLine, wording: Wording) -> str:
    """The line as every format prints it."""
    signatory = Signatory(
        name=line.name, office=line.office or None, place=line.place or None, region=line.region or None
    )
    return printed_line(signatory, wording)


def record_of(signature: Signature, line: PrintedLine) -> SignatureRecord:
    """What is committed to, and opened beside the log: the signature with this line."""
    member = signature.invitation.member
    language = text_language(signature)
    return SignatureRecord(
        name=line.name,
        role=line.office,
        org="" if member.place else member.organisation,
        place=line.place,
        region=line.region,
        line=line_text(line, speak(language)),
        lang=language,
        by="delegate" if signature.by == By.DELEGATE else "self",
        domain=signature.domain or None,
    )


def text_language(signature: Signature) -> str:
    """The language of the text that was signed."""
    return _language_of(bytes(signature.edition.content))


@lru_cache(maxsize=64)  # everybody who signs an edition signs the same bytes
def _language_of(source: bytes) -> str:
    return read_letter_source(source).document.language or "en"


def signatory_of(signature: Signature) -> Signatory:
    """A signature as it stands in a letter document."""
    member, term = signature.invitation.member, signature.term
    as_recorded = signature.name == name_of(term_of(term))
    return Signatory(
        name=signature.name,
        given=(term.given or None) if as_recorded else None,
        family=(term.family or None) if as_recorded else None,
        office=signature.office or None,
        office_plural=member.office_plural or None,
        place=signature.place or None,
        region=signature.region or None,
        region_code=member.region_code or None,
        country=member.country or None,
        jurisdiction=member.jurisdiction or None,
        organisation=None if member.place else member.organisation or None,
        date=signature.signed_at.date(),
        confirmed=Confirmation(
            how=cast(How, signature.how),
            by="delegate" if signature.by == By.DELEGATE else "self",
            index=signature.entry,
        ),
    )
