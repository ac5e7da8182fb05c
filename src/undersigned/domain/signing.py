"""Who may sign, withdraw and disown: asked once, by page, action and command alike."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from undersigned.domain.conditions import Condition, trouble_in_condition
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry, delegates_on, holder_on
from undersigned.domain.shapes import Show
from undersigned.domain.text import LONGEST_LINE, printed_length, trouble_in_line


class By(StrEnum):
    """Who acted: the office-holder, or a delegate for the office-holder."""

    SELF = "self"
    DELEGATE = "delegate"


class Authority(StrEnum):
    """Who signs for an office in a coalition: its policy."""

    HOLDER_ONLY = "holder-only"
    DELEGATES = "delegates"
    HOLDER_CONFIRMS = "holder-confirms"


class Unnamed(StrEnum):
    """Whether a letter takes signatures without a printed name, and what is told of them in public.

    `DESCRIBED`: "a mayor in Ohio" instead of a bare number.
    """

    NO = "no"
    COUNTED = "counted"
    DESCRIBED = "described"


class Progress(StrEnum):
    """What an invited person sees of who has signed so far."""

    NOTHING = "nothing"
    NUMBER = "number"
    NAMES = "names"


class Channel(StrEnum):
    """How an answer that the organiser recorded came in."""

    TELEPHONE = "telephone"
    MAIL = "mail"
    PAPER = "paper"


class AnswerState(StrEnum):
    """Where an invitation stands, as the organiser sees it.

    `CONDITIONAL`: will sign if others do, which is settled at closing. `PREPARED`: a delegate has answered,
    and the office-holder has to confirm it.
    """

    SILENT = "silent"
    OPENED = "opened"
    CONDITIONAL = "conditional"
    PREPARED = "prepared"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"
    LAPSED = "lapsed"


# Whoever is in one of these has not answered to the text that stands.
UNANSWERED = (AnswerState.SILENT, AnswerState.OPENED, AnswerState.LAPSED)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """The line as it is printed under the letter: *name, office of place, region*."""

    name: str
    office: str
    place: str
    region: str


@dataclass(frozen=True, slots=True)
class LineTrouble:
    """What cannot be printed: `field` is the name of the field of the line, `reason` why."""

    field: str
    reason: Reason


def trouble_in_printed_line(line: PrintedLine) -> LineTrouble | None:
    """The first thing in the line that cannot be printed; a name is the least a line has."""
    if not line.name:
        return LineTrouble("name", Reason.LINE_EMPTY)
    return trouble_in_parts(asdict(line))


def trouble_in_parts(parts: Mapping[str, str]) -> LineTrouble | None:
    """The first part that cannot be printed; or the longest, where each can and all together are too long."""
    for field, text in parts.items():
        if trouble := trouble_in_line(text):
            return LineTrouble(field, Reason(trouble))
    lengths = {field: printed_length(text) for field, text in parts.items()}
    if sum(lengths.values()) > LONGEST_LINE:
        return LineTrouble(max(lengths, key=lengths.__getitem__), Reason.LINE_TOO_LONG)
    return None


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


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What the link itself allows. `delegate` is None for an office-holder's own link.

    `holder` is the name of the office-holder it was sent to, or whose delegate it was sent to.
    """

    expires_at: datetime
    replaced: bool
    holder: str
    delegate: DelegateEntry | None

    @property
    def by(self) -> By:
        return By.SELF if self.delegate is None else By.DELEGATE


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """All that decides whether this link may sign this letter now.

    `today` is the date where the office is. `edition_shown` is the number the page showed; None where no
    page was shown. `member` has only those delegates whose authority was not ended.
    """

    state: LetterState
    deadline: datetime | None
    edition: int
    edition_shown: int | None
    member: MemberEntry
    today: date
    link: LinkFacts
    already_signed: bool
    authority: Authority = Authority.DELEGATES


_STATE_SAYS: dict[LetterState, Reason] = {
    LetterState.DRAFT: Reason.NOT_CIRCULATING,
    LetterState.CLOSED: Reason.LETTER_CLOSED,
    LetterState.PUBLISHED: Reason.LETTER_CLOSED,
    LetterState.CANCELLED: Reason.LETTER_CANCELLED,
}


def may_answer(facts: SigningFacts, at: datetime) -> Reason | None:
    """Whether this link may still sign or decline at all: the letter and the link, not the person."""
    if facts.link.replaced:
        return Reason.LINK_REPLACED
    if facts.state in _STATE_SAYS:
        return _STATE_SAYS[facts.state]
    if facts.deadline is not None and at >= facts.deadline:
        return Reason.DEADLINE_PASSED
    if at >= facts.link.expires_at:
        return Reason.LINK_EXPIRED
    return None


def may_sign(facts: SigningFacts, at: datetime) -> Reason | None:
    """Whether a signature may be recorded now.

    The letter circulates, the deadline is ahead, the office has not signed already, the edition shown is the
    one that stands, and `may_speak` has nothing against it.
    """
    if reason := may_answer(facts, at):
        return reason
    if facts.already_signed:
        return Reason.ALREADY_SIGNED
    if facts.edition_shown not in (None, facts.edition):
        return Reason.OTHER_EDITION
    return may_speak(facts)


def may_speak(facts: SigningFacts) -> Reason | None:
    """Whether whom the link was made for may speak for the office today, whatever became of the letter."""
    holder = holder_on(facts.member.holders, facts.today)
    if holder is None or holder.name != facts.link.holder:
        return Reason.NOT_IN_OFFICE
    if facts.link.delegate is None:
        return None
    if facts.authority is Authority.HOLDER_ONLY:
        return Reason.NOT_FOR_DELEGATES
    return None if facts.link.delegate in delegates_on(facts.member, facts.today) else Reason.NOT_A_DELEGATE


def awaits_holder(authority: Authority, by: By) -> bool:
    """Whether a yes is prepared for the office-holder to confirm, and no signature yet."""
    return authority is Authority.HOLDER_CONFIRMS and by is By.DELEGATE


def may_wait_until(day: date, facts: SigningFacts) -> Reason | None:
    """Whether an office may ask to be asked again on this day: after today, and before the last."""
    last = facts.deadline.date() if facts.deadline else date.max
    return None if facts.today < day <= last else Reason.DATE_NOT_AHEAD


@dataclass(frozen=True, slots=True)
class Wish:
    """What a yes asks for beside the name: not to be printed, or to count only if others sign."""

    show: Show = "public"
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class WishesTaken:
    """What the organiser of a letter allows."""

    unnamed: Unnamed
    conditional: bool


def may_wish(wish: Wish, taken: WishesTaken) -> Reason | None:
    if wish.show == "private" and taken.unnamed is Unnamed.NO:
        return Reason.NAMES_ARE_PRINTED
    if wish.condition is None:
        return None
    return trouble_in_condition(wish.condition) if taken.conditional else Reason.CONDITIONS_NOT_TAKEN


def may_replace(pending: By | None, acting: By) -> Reason | None:
    """Whether an answer that waits may be changed: a delegate leaves the office-holder's own alone."""
    theirs = pending is By.SELF and acting is By.DELEGATE
    return Reason.ONLY_THE_OFFICE_HOLDER if theirs else None


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """A signature as it stands, for whoever wants to end it. `recorded`: taken down by the organiser."""

    by: By
    withdrawn: bool
    struck: bool
    recorded: bool = False


def may_withdraw(signature: SignatureFacts | None, acting: By) -> Reason | None:
    """A signature can be withdrawn at any time, after publication too: it is a new fact with a date.

    The office-holder may withdraw whatever stands; a delegate only what a delegate signed.
    """
    if signature is None:
        return Reason.NOTHING_SIGNED
    if signature.struck:
        return Reason.ALREADY_STRUCK
    if signature.withdrawn:
        return Reason.ALREADY_WITHDRAWN
    return Reason.ONLY_THE_OFFICE_HOLDER if acting is By.DELEGATE and signature.by is By.SELF else None


def may_be_forgotten(signature: SignatureFacts | None, acting: By) -> Reason | None:
    """Whoever may withdraw a signature may have it forgotten, and also one that has ended."""
    if signature is None:
        return Reason.NOTHING_SIGNED
    return Reason.ONLY_THE_OFFICE_HOLDER if acting is By.DELEGATE and signature.by is By.SELF else None


def may_disown(signature: SignatureFacts | None, acting: By) -> Reason | None:
    """Only the office-holder can disown, and only what a delegate signed or the organiser recorded."""
    if acting is not By.SELF:
        return Reason.ONLY_THE_OFFICE_HOLDER
    if reason := may_withdraw(signature, acting):
        return reason
    theirs = signature is not None and signature.by is By.SELF and not signature.recorded
    return Reason.NOTHING_TO_DISOWN if theirs else None


LARGEST_SCAN = 10_000_000
_SCANS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def trouble_in_recorded(note: str, scan: bytes) -> tuple[str, Reason | None]:
    """The media type of the scan, "" without one; and why an answer cannot be recorded on these grounds."""
    if not note.strip() and not scan:
        return "", Reason.NOTE_OR_SCAN_MISSING
    if len(scan) > LARGEST_SCAN:
        return "", Reason.SCAN_TOO_LARGE
    found = next((kind for start, kind in _SCANS.items() if scan.startswith(start)), "")
    return found, Reason.SCAN_NOT_READABLE if scan and not found else None


def may_confirm(signature: SignatureFacts | None, facts: SigningFacts, at: datetime) -> Reason | None:
    """Whether the office may make a signature that the organiser recorded its own, by this link.

    Only while the letter circulates: nothing is signed on a list that is final.
    """
    if signature is None or not signature.recorded or signature.withdrawn or signature.struck:
        return Reason.NOTHING_TO_CONFIRM
    if reason := may_answer(facts, at) or may_speak(facts):
        return reason
    if awaits_holder(facts.authority, facts.link.by):
        return Reason.ONLY_THE_OFFICE_HOLDER
    return None
