"""What the interface answers with. Each class is a schema of the OpenAPI document, its docstring there too.

Keys are always there; what is not known is null. Names, places and regions are as printed.
"""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from ninja import Field, Schema

from undersigned.domain.documents import How, SignatoryStatus
from undersigned.domain.tracking import AskState, Step

Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """A part of a list. `total` counts the whole of it; `next` is the address of the following part."""

    items: list[Item]
    total: int
    next: str | None


class CoalitionBrief(Schema):
    """Who sends letters."""

    slug: str
    name: str


class CoalitionInFull(CoalitionBrief):
    """A coalition with what it has made public."""

    page: str
    letters: str = Field(description="Address of its public letters in this interface")


class LetterBrief(Schema):
    """A public letter, as it stands in a list. `state` is “circulating” only where the public signs it."""

    slug: str
    title: str
    coalition: CoalitionBrief
    state: Literal["circulating", "closed", "published"]
    published_at: datetime | None
    signatories: int
    page: str = Field(description="Address of the letter's page")
    itself: str = Field(description="Address of the whole letter in this interface")


class AddresseeInFull(Schema):
    """Who is asked."""

    name: str | None
    office: str | None
    organisation: str | None


class AskPartInFull(Schema):
    """A part of an ask: “1a”."""

    number: str
    text: str


class AskInFull(Schema):
    """One numbered request."""

    number: str
    text: str
    parts: list[AskPartInFull]


class CountInFull(Schema):
    """Always reckoned from the list. `signatories` = people + organisations + unnamed."""

    signatories: int
    people: int
    organisations: int
    unnamed: int
    lapsed: int
    by_office: dict[str, int]


class LetterInFull(LetterBrief):
    """A public letter with its asks and counts; the whole text is in `files`, the list in `signed_by`."""

    date: date | None
    language: str | None
    addressees: list[AddresseeInFull]
    salutation: str | None
    asks: list[AskInFull]
    thanks: list[str]
    closing: str | None
    count: CountInFull
    files: dict[str, str] = Field(description="Format → address of the file")
    outcomes: str = Field(description="Address of what became of its asks in this interface")
    signed_by: str = Field(description="Address of the list of signatories in this interface")
    evidence: str = Field(description="Address of the state of its evidence in this interface")


class ConfirmationInFull(Schema):
    """How a signature was confirmed. `index` is its entry in the letter's evidence log."""

    how: How
    by: Literal["self", "delegate"]
    index: int | None


class SignatoryInFull(Schema):
    """One name under a letter, in the order of the published list."""

    name: str | None
    given: str | None
    family: str | None
    honorific: str | None
    office: str | None
    title: str | None
    place: str | None
    region: str | None
    region_code: str | None = Field(description="ISO 3166-2 without the country")
    country: str | None
    jurisdiction: str | None = Field(description="Open Civic Data division id")
    organisation: str | None
    on_behalf_of: str | None
    group: str | None
    note: str | None
    status: SignatoryStatus
    confirmed: ConfirmationInFull | None


class EvidenceInFull(Schema):
    """The newest sealed state of a letter's evidence log."""

    origin: str
    size: int
    fingerprint: str = Field(description="First sixteen hexadecimal digits of the root, in groups of four")
    checkpoint: str = Field(description="The signed checkpoint (C2SP tlog-checkpoint)")
    keys: list[str] = Field(description="Verifier keys that were ever in force, oldest first")
    bundle: str = Field(description="Address of everything that an offline check needs, as a zip")
    check: str = Field(description="Address of the page that checks it")


class SourceInFull(Schema):
    """Who says so, and where."""

    title: str
    address: str


class OutcomeInFull(Schema):
    """One step in what became of an ask. What was taken back was recorded in error."""

    on: date
    step: Step
    note: str | None
    source: SourceInFull | None
    handed_to: str | None
    recorded_by: Literal["organiser", "calendar"]
    taken_back: bool


class TrackedAskInFull(Schema):
    """An ask or a part with what became of it. With parts, its state is what theirs add up to."""

    number: str
    text: str
    address: str
    state: AskState
    since: date | None
    asked_of: str | None = Field(description="Who can grant it now")
    by: date | None = Field(description="The last day on which it can be granted")
    history: list[OutcomeInFull]
    parts: list["TrackedAskInFull"]


class Problem(Schema):
    """A trouble (RFC 9457)."""

    status: int
    title: str
    detail: str
