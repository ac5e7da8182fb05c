"""What the pages behind a personal link show."""

from dataclasses import dataclass
from datetime import date, datetime

from undersigned.domain.delegates import may_hand_on
from undersigned.domain.documents import LetterDocument
from undersigned.domain.letters import LetterState
from undersigned.domain.public_signing import is_public
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import (
    By,
    Channel,
    PrintedLine,
    SigningFacts,
    Unnamed,
    WishesTaken,
    awaits_holder,
    may_answer,
    may_be_forgotten,
    may_confirm,
    may_disown,
    may_sign,
    may_withdraw,
    recorded_line,
)
from undersigned.domain.unnamed import unnamed_in_words
from undersigned.proof import receipt
from undersigned.queries.editions import ChangesSince, changes_since_signed
from undersigned.queries.evidence import receipt_of
from undersigned.queries.letters import text_of
from undersigned.queries.pending import PendingShown, pending_of, pending_shown, wishes_taken
from undersigned.queries.progress import SignedSoFar, signed_so_far
from undersigned.queries.public_signing import open_facts
from undersigned.queries.roster import term_of
from undersigned.queries.signing import (
    address_of_link,
    facts_for,
    latest_signature,
    line_of,
    link_by_token,
    pending_line,
    signature_facts,
)
from undersigned.records.models import Letter, MailStop, PersonalLink, Signature
from undersigned.wording import Wording, speak


@dataclass(frozen=True, slots=True)
class LetterShown:
    """The letter on a page behind a link, which is said in its `language`. `zone` names the member's
    time zone, or else the one that the deadline was set in (`domain.zones`).
    """

    slug: str
    title: str
    coalition: str
    state: LetterState
    deadline: datetime | None
    zone: str
    contact: str
    public: bool
    language: str


@dataclass(frozen=True, slots=True)
class InvitationView:
    """`gone`: the link takes no answer any more. `cannot_sign`: it may decline, but not sign, and why.

    `changes` is what changed since this office signed, where that signature has lapsed. `unnamed_as`: how a
    signature without a name is described in public, "" where it is only counted. `prepares`: a yes by this
    link is for the office-holder to confirm. `rests_until`: the day on which this person is asked again.
    """

    invitation: int
    letter: LetterShown
    document: LetterDocument
    edition: int
    holder: str
    delegate: str | None
    line: PrintedLine
    opened: bool
    signed: bool
    declined_at: datetime | None
    gone: Reason | None
    cannot_sign: Reason | None
    changes: ChangesSince | None
    pending: PendingShown | None
    signed_so_far: SignedSoFar | None
    wishes: WishesTaken
    unnamed_as: str
    prepares: bool
    rests_until: date | None
    may_hand_on: bool


def invitation_view(token: str, *, at: datetime) -> InvitationView | None:
    """None if the token is none of ours."""
    link = link_by_token(token)
    if link is None:
        return None
    facts = facts_for(link, edition_shown=None, at=at)
    gone, wording = may_answer(facts, at), speak(link.invitation.letter.language)
    return InvitationView(
        invitation=link.invitation.pk,
        letter=_letter_shown(link),
        document=text_of(link.invitation.letter),
        edition=facts.edition,
        holder=link.term.name,
        delegate=link.delegate.name if link.delegate else None,
        line=recorded_line(facts.member, term_of(link.term)),
        opened=link.invitation.opened_at is not None,
        signed=facts.already_signed and gone is not Reason.LINK_REPLACED,
        declined_at=link.invitation.declined_at,
        gone=gone,
        cannot_sign=may_sign(facts, at),
        changes=changes_since_signed(latest_signature(link.invitation)) if gone is None else None,
        pending=pending_shown(pending_of(link.invitation), link.invitation.letter, wording),
        signed_so_far=signed_so_far(link.invitation.letter, wording),
        wishes=wishes_taken(link.invitation.letter),
        unnamed_as=_unnamed_as(link, wording),
        prepares=awaits_holder(facts.authority, facts.link.by),
        rests_until=_rests_until(link, facts.today),
        may_hand_on=may_hand_on(facts, at) is None,
    )


def _unnamed_as(link: PersonalLink, wording: Wording) -> str:
    member = link.invitation.member
    if link.invitation.letter.unnamed != Unnamed.DESCRIBED or not member.office:
        return ""
    return unnamed_in_words(member.office, member.region, wording)


def _rests_until(link: PersonalLink, today: date) -> date | None:
    pauses = link.invitation.pauses.filter(until__gt=today)
    own = [pause for pause in pauses if not pause.away or pause.delegate_id == link.delegate_id]
    return max((pause.until for pause in own), default=None)


def _letter_shown(link: PersonalLink) -> LetterShown:
    letter: Letter = link.invitation.letter
    return LetterShown(
        slug=letter.slug,
        title=letter.title,
        coalition=letter.coalition.name,
        state=LetterState(letter.state),
        deadline=letter.deadline,
        zone=link.invitation.member.time_zone or letter.deadline_zone,
        contact=", ".join(
            part for part in (letter.contact_name, letter.contact_phone, letter.contact_email) if part
        ),
        public=is_public(open_facts(letter)),
        language=letter.language,
    )


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """A signature on its signatory's own page. `asked` is a mended line that waits for review.

    `recorded`: taken down by the organiser, and how it came in. `domain` is the official one of the address
    that the link was sent to, "" where it is none.
    """

    holder: str
    line: PrintedLine
    asked: PrintedLine | None
    by: By
    delegate: str
    signed_at: datetime
    withdrawn_at: datetime | None
    struck_at: datetime | None
    forgotten_at: datetime | None
    lapsed_at: datetime | None
    stands: bool
    unnamed: bool
    recorded: Channel | None
    prepared_by: str
    domain: str
    may_confirm: bool
    may_withdraw: bool
    may_disown: bool
    may_be_forgotten: bool
    may_sign_again: bool


@dataclass(frozen=True, slots=True)
class SignatoryView:
    """`acting` is who this link belongs to; `signature` is None where nothing was ever signed."""

    letter: LetterShown
    acting: By
    gone: Reason | None
    signature: SignatureShown | None


def signatory_view(token: str, *, at: datetime) -> SignatoryView | None:
    """None if the token is none of ours."""
    link = link_by_token(token)
    if link is None:
        return None
    acting = By.DELEGATE if link.delegate else By.SELF
    signature = latest_signature(link.invitation)
    facts = facts_for(link, edition_shown=None, at=at)
    return SignatoryView(
        letter=_letter_shown(link),
        acting=acting,
        gone=Reason.LINK_REPLACED if link.replaced_at else None,
        signature=_signature_shown(signature, facts, at) if signature else None,
    )


@dataclass(frozen=True, slots=True)
class NoMailView:
    """`address` is whom the link was made for; `stopped`: no more mail goes there."""

    coalition: str
    language: str
    address: str
    stopped: bool


def no_mail_view(token: str) -> NoMailView | None:
    """None if the token is none of ours."""
    link = link_by_token(token)
    if link is None:
        return None
    letter, address = link.invitation.letter, address_of_link(link)
    stopped = MailStop.objects.filter(coalition=letter.coalition, address=address.casefold()).exists()
    return NoMailView(letter.coalition.name, letter.language, address, stopped)


def receipt_by_token(token: str) -> bytes | None:
    """The receipt of what was signed by a link; None if there is none, or the signature has ended."""
    link = link_by_token(token)
    if link is None or link.replaced_at is not None:
        return None
    signature = latest_signature(link.invitation)
    return receipt_of(signature) if signature else None


@dataclass(frozen=True, slots=True)
class ProofShown:
    """Where a signature is in the log: the entry, its leaf hash (hexadecimal), the receipt's fingerprint."""

    index: int
    leaf: str
    fingerprint: str


def proof_by_token(token: str) -> ProofShown | None:
    """None where `receipt_by_token` gives none."""
    return proof_in(receipt_by_token(token))


def proof_in(proof: bytes | None) -> ProofShown | None:
    """Where the signature of a receipt is; None where there is no receipt."""
    if proof is None:
        return None
    read = receipt.read(proof)
    return ProofShown(read.index, read.leaf.hex(), read.checkpoint.checkpoint.fingerprint())


def _signature_shown(signature: Signature, link_facts: SigningFacts, at: datetime) -> SignatureShown:
    facts, acting = signature_facts(signature), link_facts.link.by
    again = may_sign(link_facts, at) is None
    return SignatureShown(
        holder=signature.term.name,
        line=line_of(signature),
        asked=pending_line(signature),
        by=By(signature.by),
        delegate=signature.delegate_name,
        signed_at=signature.signed_at,
        withdrawn_at=signature.withdrawn_at,
        struck_at=signature.struck_at,
        forgotten_at=signature.forgotten_at,
        lapsed_at=signature.lapsed_at,
        stands=signature.stands,
        unnamed=signature.show == "private",
        recorded=Channel(signature.recorded.channel) if signature.how == "import" else None,
        prepared_by=signature.prepared_by,
        domain=signature.domain,
        may_confirm=may_confirm(facts, link_facts, at) is None,
        may_withdraw=may_withdraw(facts, acting) is None,
        may_disown=may_disown(facts, acting) is None,
        may_be_forgotten=signature.forgotten_at is None and may_be_forgotten(facts, acting) is None,
        may_sign_again=again and not signature.stands,
    )
