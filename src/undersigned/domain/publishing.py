"""A publication: a letter document, the facts about how it came to be, and where its files are."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from undersigned.domain.block import GroupBy
from undersigned.domain.coverage import Covered
from undersigned.domain.delivery import Handing
from undersigned.domain.documents import LetterDocument, Signatory
from undersigned.domain.unnamed import UnnamedOffice


@dataclass(frozen=True, slots=True)
class Departure:
    """A name that left the list after it stood there: a new fact with a date, never a deletion."""

    signatory: Signatory
    kind: Literal["withdrawn", "struck"]
    on: date


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What is known about a letter beyond its document. `edition_sha256` is hex; None in `compose`.

    `unnamed` are the offices of those who are counted without a name, where the organiser lets them be told;
    `forgotten` the days on which those left the list who asked to be forgotten.
    """

    published_at: datetime | None = None
    edition: int | None = None
    edition_sha256: str | None = None
    departures: tuple[Departure, ...] = ()
    forgotten: tuple[date, ...] = ()
    fingerprint: str | None = None
    unnamed: tuple[UnnamedOffice, ...] = ()
    deliveries: tuple[Handing, ...] = ()
    coverage: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """Absolute addresses. `files` maps a format's name to its address; empty where nothing is served."""

    page: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    check: str | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """An image that stands in place of the coalition's name: PNG, JPEG or SVG bytes."""

    image: bytes
    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]


@dataclass(frozen=True, slots=True)
class Presentation:
    """How the coalition wants its letter set. `columns` None: as many as suit the list and the paper.

    `templates` are the texts that stand in place of ours, by file name (docs/howto/letterhead.md); `fonts` is
    a folder with more fonts; `contact` stands on the cover, for whoever has a question. The order of the
    signatories is not here: they stand in it already (`block.in_order`).
    """

    group_by: GroupBy | None = None
    columns: int | None = None
    letterhead: Letterhead | None = None
    cover: bool = False
    contact: str = ""
    templates: tuple[tuple[str, str], ...] = ()
    fonts: Path | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    document: LetterDocument
    facts: PublicationFacts = PublicationFacts()
    links: Links = Links()
    presentation: Presentation = Presentation()


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file of a publication. `filename` has no folder."""

    filename: str
    media_type: str
    content: bytes
    notes: tuple[str, ...] = ()
