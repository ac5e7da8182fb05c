"""Reads about signing: what a link may do, and where each invitation stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet, Subquery

from undersigned.confirmation import personal_link
from undersigned.domain.block import printed_line
from undersigned.domain.documents import Confirmation, Signatory
from undersigned.domain.letters import LetterState
from undersigned.domain.roster import HolderTerm, MemberEntry, holder_on, in_order_of_time
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.signing import AnswerState, By, LinkFacts, PrintedLine, SignatureFacts, SigningFacts
from undersigned.queries.roster import delegate_of, entry_of, term_of, today_at
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Edition, Invitation, Letter, LineChange, PersonalLink, Signature
from undersigned.wording import Wording, speak


def link_by_token(token: str) -> PersonalLink | None:
    """The link, with all it hangs on in the same query; None if the token is none of ours."""
    return (
        PersonalLink.objects.select_related(
            "delegate", "term", "invitation__member", "invitation__letter__coalition"
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
        PersonalLink.objects.select_related("delegate", "invitation__member")
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
        member=entry_of(invitation.member, on=today),
        today=today,
        link=LinkFacts(
            expires_at=link.expires_at,
            replaced=link.replaced_at is not None,
            holder=link.term.name,
            delegate=delegate_of(link.delegate) if link.delegate else None,
        ),
        already_signed=standing_signature(invitation) is not None,
    )


def signature_facts(signature: Signature | None) -> SignatureFacts | None:
    if signature is None:
        return None
    return SignatureFacts(
        by=By(signature.by),
        withdrawn=signature.withdrawn_at is not None,
        struck=signature.struck_at is not None,
    )


def recorded_line(member: MemberEntry, holder: HolderTerm) -> PrintedLine:
    """The line the roster would print."""
    return PrintedLine(
        name=name_of(holder),
        office=member.office,
        place=member.place or member.organisation or "",
        region=member.region or "",
    )


def name_of(holder: HolderTerm) -> str:
    """The name as it is printed, its honorific before it."""
    return " ".join(part for part in (holder.honorific, holder.name) if part)


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
    )


def text_language(signature: Signature) -> str:
    """The language of the text that was signed."""
    return read_letter_source(bytes(signature.edition.content)).document.language or "en"


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
            how="link", by="delegate" if signature.by == By.DELEGATE else "self", index=signature.entry
        ),
    )


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One invited member on the organiser's board. `at` is when that state began."""

    member: str
    holder: str | None
    office: str
    place: str
    region: str
    state: AnswerState
    by: By | None
    signed_by: str | None
    at: datetime | None
    decline_reason: str
    changed_line: bool


def board_of(letter: Letter) -> tuple[BoardRow, ...]:
    """All invited members of a letter in order of place, in a fixed number of queries."""
    invitations = (
        Invitation.objects.filter(letter=letter)
        .select_related("member")
        .prefetch_related("member__terms", "member__delegates", "member__domains", "signatures__line_changes")
    )
    rows = [_board_row(invitation) for invitation in invitations]
    return tuple(sorted(rows, key=lambda row: (row.place.casefold(), row.region, row.office, row.member)))


def _board_row(invitation: Invitation) -> BoardRow:
    member = entry_of(invitation.member)
    day = today_at(invitation.member, invitation.invited_at)
    holder = holder_on(member.holders, day) or next(reversed(in_order_of_time(member.holders)), None)
    signature = _latest(list(invitation.signatures.all()))
    state, at = _answer_state(invitation, signature)
    return BoardRow(
        member=member.key,
        holder=holder.name if holder else None,
        office=member.office,
        place=member.place or member.organisation or "",
        region=member.region or "",
        state=state,
        by=By(signature.by) if signature and state is AnswerState.SIGNED else None,
        signed_by=(signature.delegate_name or signature.name) if signature else None,
        at=at,
        decline_reason=invitation.decline_reason,
        changed_line=signature is not None
        and signature.stands
        and any(change.reviewed_at is None for change in signature.line_changes.all()),
    )


def _latest(signatures: list[Signature]) -> Signature | None:
    return max(signatures, key=lambda row: (row.stands, row.signed_at, row.pk), default=None)


def _answer_state(invitation: Invitation, signature: Signature | None) -> tuple[AnswerState, datetime | None]:
    if signature is not None and signature.stands:
        return AnswerState.SIGNED, signature.signed_at
    if invitation.declined_at:
        return AnswerState.DECLINED, invitation.declined_at
    if signature is not None and signature.struck_at:
        return AnswerState.STRUCK, signature.struck_at
    if signature is not None and signature.withdrawn_at:
        return AnswerState.WITHDRAWN, signature.withdrawn_at
    if signature is not None and signature.lapsed_at:
        return AnswerState.LAPSED, signature.lapsed_at
    if invitation.opened_at:
        return AnswerState.OPENED, invitation.opened_at
    return AnswerState.SILENT, None
