"""The letter document: what a reader gives and what every output format takes.

Its JSON form is `undersigned.letter/1`. Keys are always there; what is not known is None or an empty tuple.
Names, places and regions are as printed; what was worked out from them stands beside them.
"""

from dataclasses import dataclass, field
from datetime import date as Day  # a field of that name would hide the type
from typing import Literal

BodyKind = Literal["paragraph", "heading", "list", "quote", "footnote"]
SignatoryStatus = Literal["current", "former", "identification_only"]
How = Literal["link", "mail", "code", "import"]
Severity = Literal["error", "warning", "note"]
DocumentKind = Literal["text", "html", "docx", "pdf", "markdown"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part stands. `line` counts from 1; `page` only where the document has pages."""

    line: int | None = None
    page: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is asked. `until` is the last day of the addressee's term, where one is known."""

    name: str | None
    office: str | None = None
    organisation: str | None = None
    address: tuple[str, ...] = ()
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text, in reading order. `ask` is the number of the ask it belongs to ("1", "1a").

    `text` is plain; `markdown` keeps links and emphasis. A list is one block for each of its items.
    """

    kind: BodyKind
    text: str
    markdown: str
    ask: str | None = None
    thanks: bool = False


@dataclass(frozen=True, slots=True)
class AskPart:
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One numbered request. `id` is the author's own name for it (`{.ask #id}`)."""

    number: str
    text: str
    parts: tuple[AskPart, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How a signature was confirmed. `index` is its entry in the evidence log, where there is one."""

    how: How
    by: Literal["self", "delegate"]
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """One name under a letter. At least one of `name` and `organisation` is there."""

    name: str | None = None
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    office: str | None = None
    office_plural: str | None = None
    title: str | None = None
    place: str | None = None
    region: str | None = None
    region_code: str | None = None
    country: str | None = None
    jurisdiction: str | None = None
    organisation: str | None = None
    on_behalf_of: str | None = None
    group: str | None = None
    note: str | None = None
    lead: bool = False
    rank: int | None = None
    date: Day | None = None
    status: SignatoryStatus = "current"
    confirmed: Confirmation | None = None
    source: Source | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Always computed from the list. `signatories` = people + organisations + unnamed."""

    signatories: int = 0
    people: int = 0
    organisations: int = 0
    unnamed: int = 0
    lapsed: int = 0
    by_office: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says about the letter: "31 members signed". `of` is the thing counted, as printed."""

    kind: Literal["signatory-count", "coalition-size"]
    value: int
    at_least: bool
    of: str | None
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in an article. `signatory` is the index in `signatories` it was matched to."""

    name: str
    office: str | None
    place: str | None
    signatory: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know. `code` is one of `FINDINGS`."""

    code: str
    severity: Severity
    message: str
    values: tuple[str, ...] = ()
    source: tuple[Source, ...] = ()


FINDINGS: dict[str, Severity] = {
    "count-mismatch": "error",
    "duplicate-signatory": "error",
    "office-mismatch": "error",
    "name-variant": "warning",
    "unknown-place": "warning",
    "not-in-office": "warning",
    "truncated-list": "warning",
    "ambiguous-signatory": "warning",
    "unreadable-part": "note",
    "punctuation": "note",
    "reasoned-date": "note",
    # of an article, checked against the record
    "date-mismatch": "error",
    "quote-not-in-text": "warning",
    "not-a-signatory": "warning",
}


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """The bytes a document was read from. `sha256` is lower-case hex."""

    file: str | None
    sha256: str
    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A letter as data. Order of `body` is that of the text, asks and thanks included."""

    title: str | None = None
    date: Day | None = None
    language: str | None = None
    coalition: str | None = None
    addressees: tuple[Addressee, ...] = ()
    salutation: str | None = None
    body: tuple[Block, ...] = ()
    asks: tuple[Ask, ...] = ()
    thanks: tuple[str, ...] = ()
    closing: str | None = None
    signatories: tuple[Signatory, ...] = ()
    count: Count = field(default_factory=Count)
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: DocumentSource | None = None


def addressee_in_a_list(addressees: tuple[Addressee, ...]) -> str:
    """Who is asked, as short as a list has room for: names, else offices or bodies; at most 300 letters."""
    named = (each.name or each.office or each.organisation or "" for each in addressees)
    return "; ".join(name for name in named if name)[:300]


def count_signatories(signatories: tuple[Signatory, ...], *, unnamed: int = 0, lapsed: int = 0) -> Count:
    """The count of a list: a signatory with a name is a person, one without is an organisation.

    `by_office` is in order of falling number, then of first appearance; people without an office are
    not in it.
    """
    people = sum(1 for signatory in signatories if signatory.name)
    offices: dict[str, int] = {}
    for signatory in signatories:
        if signatory.name and signatory.office:
            offices[signatory.office] = offices.get(signatory.office, 0) + 1
    return Count(
        signatories=len(signatories) + unnamed,
        people=people,
        organisations=len(signatories) - people,
        unnamed=unnamed,
        lapsed=lapsed,
        by_office=tuple(sorted(offices.items(), key=lambda item: -item[1])),
    )
