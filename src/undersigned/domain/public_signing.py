"""Signing a letter that is open to the public: what the form asks for, and who may sign, confirm and go.

    asked ──confirm──▶ standing ──▶ withdrawn, struck or lapsed
       └────confirm──▶ held ──review──▶ standing, or struck

Who is *held* has confirmed, and is not on the list until the organiser has looked (`domain.review`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from undersigned.domain.letters import Access, LetterState
from undersigned.domain.mail_address import MailAddress, read_address
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import LineTrouble, trouble_in_parts
from undersigned.domain.text import LONGEST_LINE, UNPRINTABLE, trouble_in_line

CONFIRM_WITHIN = timedelta(days=7)
CODE_LIVES = timedelta(days=2)
OWN_PAGE_LIVES = timedelta(days=366 * 5)
# What identifies somebody is kept this long after the closing: for the closing mail, and to answer questions.
ADDRESSES_KEPT = timedelta(days=30)


class Signer(StrEnum):
    """Who a public signature is given by: a person, or an organisation through somebody."""

    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"


class Part(StrEnum):
    """What a form may ask for beside name and address. The postcode is for the organiser, never printed."""

    TITLE = "title"
    ORGANISATION = "organisation"
    PLACE = "place"
    REGION = "region"
    POSTCODE = "postcode"


class Accepts(StrEnum):
    """Who may sign: persons, organisations, or both."""

    INDIVIDUALS = "individuals"
    ORGANISATIONS = "organisations"
    BOTH = "both"


USUAL_PARTS = (Part.TITLE, Part.ORGANISATION, Part.PLACE, Part.REGION)


@dataclass(frozen=True, slots=True)
class FormChoice:
    """What the organiser chose for the form of an open letter. `hold_all`: nobody is listed unreviewed."""

    parts: tuple[Part, ...] = USUAL_PARTS
    accepts: Accepts = Accepts.BOTH
    hold_all: bool = False

    def asks_for(self, part: str) -> bool:
        """An organisation cannot sign without its name, whatever else was chosen."""
        return part in self.parts or (part == Part.ORGANISATION and self.accepts is not Accepts.INDIVIDUALS)


@dataclass(frozen=True, slots=True)
class PublicLine:
    """What is printed of a public signature. For an organisation `name` and `title` are who acts for it,
    and are not printed.
    """

    signer: Signer
    name: str
    title: str = ""
    organisation: str = ""
    place: str = ""
    region: str = ""


PRINTED_PARTS = tuple(each.name for each in fields(PublicLine) if each.name != "signer")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as somebody sent it, tidied: `email` is as it was typed."""

    line: PublicLine
    email: str
    postcode: str = ""


def trouble_in_public_line(line: PublicLine) -> LineTrouble | None:
    """The first thing in the line that cannot be printed."""
    if not line.name:
        return LineTrouble("name", Reason.NAME_NOT_GIVEN)
    if line.signer is Signer.ORGANISATION and not line.organisation:
        return LineTrouble("organisation", Reason.ORGANISATION_MISSING)
    return trouble_in_parts({part: getattr(line, part) for part in PRINTED_PARTS})


def sealable(line: PublicLine) -> PublicLine:
    """The line; or what is left of one that no form would take today, for an entry that nobody ever opens."""
    if trouble_in_public_line(line) is None:
        return line
    longest = LONGEST_LINE // len(PRINTED_PARTS)
    left = {part: UNPRINTABLE.sub("", getattr(line, part))[:longest] for part in PRINTED_PARTS}
    printed = "organisation" if line.signer is Signer.ORGANISATION else "name"
    return PublicLine(line.signer, **{**left, printed: left[printed] or "–"})


def trouble_in_form(form: FilledForm, choice: FormChoice) -> LineTrouble | None:
    """The first thing that is wrong with a form; what the organiser does not ask for has to be empty."""
    if trouble := trouble_in_public_line(form.line):
        return trouble
    if form.line.signer is Signer.ORGANISATION and choice.accepts is Accepts.INDIVIDUALS:
        return LineTrouble("organisation", Reason.ONLY_INDIVIDUALS)
    if form.line.signer is Signer.INDIVIDUAL and choice.accepts is Accepts.ORGANISATIONS:
        return LineTrouble("organisation", Reason.ONLY_ORGANISATIONS)
    if unprintable := trouble_in_line(form.postcode):
        return LineTrouble("postcode", Reason(unprintable))
    return LineTrouble("email", Reason.EMAIL_NOT_USABLE) if read_address(form.email) is None else None


def address_in(form: FilledForm) -> MailAddress:
    """The address of a form that has no trouble."""
    found = read_address(form.email)
    assert found is not None  # noqa: S101  # trouble_in_form has refused any other
    return found


_STATE_SAYS: dict[LetterState, Reason] = {
    LetterState.DRAFT: Reason.LETTER_UNKNOWN,
    LetterState.CLOSED: Reason.LETTER_CLOSED,
    LetterState.PUBLISHED: Reason.LETTER_CLOSED,
    LetterState.CANCELLED: Reason.LETTER_CANCELLED,
}


@dataclass(frozen=True, slots=True)
class OpenLetterFacts:
    """What decides whether the public may sign a letter at all."""

    state: LetterState
    access: Access
    deadline: datetime | None


def may_ask(letter: OpenLetterFacts, at: datetime) -> Reason | None:
    """Whether the form is there. A letter that is not open is as unknown here as one that does not exist."""
    if letter.access is not Access.OPEN:
        return Reason.LETTER_UNKNOWN
    if letter.state in _STATE_SAYS:
        return _STATE_SAYS[letter.state]
    return Reason.DEADLINE_PASSED if letter.deadline is not None and at >= letter.deadline else None


def is_public(letter: OpenLetterFacts) -> bool:
    """Whether anybody may see the letter, its list and its evidence: an open one as soon as it circulates."""
    if letter.state is LetterState.PUBLISHED:
        return True
    return letter.access is Access.OPEN and letter.state in (LetterState.CIRCULATING, LetterState.CLOSED)


@dataclass(frozen=True, slots=True)
class ConfirmFacts:
    """What decides whether a link or a code confirms a signature now.

    `confirmed`: this signature was confirmed before, whatever became of it. `address_signed`: another
    signature of the same address stands or is held. `forgotten`: its signatory asked to be.
    """

    letter: OpenLetterFacts
    edition: int
    edition_shown: int | None
    expires_at: datetime
    confirmed: bool
    address_signed: bool
    forgotten: bool = False


def may_confirm(facts: ConfirmFacts, at: datetime) -> Reason | None:
    """Already-signed is no mistake of whoever asks: it leads to the signatory's own page.

    What was forgotten is nobody's any more: its link is as unknown as one that never was.
    """
    if facts.confirmed or facts.address_signed:
        return Reason.ALREADY_SIGNED
    if facts.forgotten:
        return Reason.LINK_UNKNOWN
    if reason := may_ask(facts.letter, at):
        return Reason.LETTER_CLOSED if reason is Reason.LETTER_UNKNOWN else reason
    if at >= facts.expires_at:
        return Reason.LINK_EXPIRED
    return Reason.OTHER_EDITION if facts.edition_shown not in (None, facts.edition) else None


class PublicState(StrEnum):
    """Where a public signature stands."""

    ASKED = "asked"
    HELD = "held"
    STANDING = "standing"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"
    LAPSED = "lapsed"


def may_be_withdrawn(state: PublicState) -> Reason | None:
    """At any time, after publication too; what is held can be taken back as well."""
    if state is PublicState.STRUCK:
        return Reason.ALREADY_STRUCK
    if state is PublicState.WITHDRAWN:
        return Reason.ALREADY_WITHDRAWN
    return Reason.NOTHING_SIGNED if state is PublicState.ASKED else None


def may_be_reviewed(state: PublicState, letter: LetterState) -> Reason | None:
    """Whether a signature can be accepted: nothing is signed after the closing."""
    if state not in (PublicState.HELD, PublicState.STANDING):
        return Reason.NOTHING_TO_REVIEW
    if state is PublicState.HELD and letter is not LetterState.CIRCULATING:
        return Reason.NOT_CIRCULATING
    return None


def may_be_struck(state: PublicState) -> Reason | None:
    """Whether the organiser can strike a signature: while it stands or is held."""
    return None if state in (PublicState.HELD, PublicState.STANDING) else Reason.NOTHING_TO_REVIEW


@dataclass(frozen=True, slots=True)
class PublicCount:
    """How many public signatures of a letter are in which state. The first two are on the list."""

    individuals: int = 0
    organisations: int = 0
    held: int = 0
    withdrawn: int = 0
    struck: int = 0
    lapsed: int = 0

    @property
    def listed(self) -> int:
        return self.individuals + self.organisations


def parts_named(names: Sequence[str]) -> tuple[Part, ...]:
    """The parts of a form by their names, in the form's own order. Raises ValueError for another word."""
    chosen = {Part(name) for name in names}
    return tuple(part for part in Part if part in chosen)
