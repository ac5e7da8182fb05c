"""An archive as one dataset: its tables, each column with its type and what it says.

The types are those of the Table Schema specification (string, integer, date). What is not known is an empty
cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from undersigned.domain.archive import Archived
from undersigned.domain.coverage import Covered
from undersigned.domain.documents import LetterDocument
from undersigned.domain.tracking import Happening

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `kind` is its type."""

    name: str
    says: str
    kind: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `refers` maps a column to the table and column whose value it is."""

    name: str
    says: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    refers: tuple[tuple[str, str, str], ...] = ()


_LETTER = Column("letter", "The letter's name in its address; unique in this dataset")
LETTERS = (
    _LETTER,
    Column("kind", "letter: signed here, with evidence; record: read in from elsewhere, never signed here"),
    Column("title", "As printed"),
    Column("date", "The date of the letter", "date"),
    Column("addressee", "Who is asked"),
    Column("subjects", "What it is about, in the organiser's words, with semicolons between"),
    Column("signatories", "How many stand on it", "integer"),
    Column("page", "Address of its page"),
)
SIGNATORIES = (
    _LETTER,
    Column("position", "Place on the published list, from 1", "integer"),
    Column("name", "As printed"),
    Column("given", "Given name, where it is known apart"),
    Column("family", "Family name, where it is known apart"),
    Column("honorific", "As printed before the name"),
    Column("office", "The post that speaks for the place"),
    Column("title", "Title of a person without an office"),
    Column("place", "As printed"),
    Column("region", "As printed"),
    Column("region_code", "ISO 3166-2 without the country"),
    Column("country", "ISO 3166-1, two letters"),
    Column("jurisdiction", "Open Civic Data division identifier"),
    Column("organisation", "As printed"),
    Column("on_behalf_of", "As printed"),
    Column("status", "current, former or identification_only"),
    Column("how", "How the signature was confirmed: link, mail, code or import; empty in a record"),
    Column("by", "self or delegate"),
    Column("entry", "Index in the letter's evidence log", "integer"),
)
ASKS = (
    _LETTER,
    Column("number", "1, or 1a for a part"),
    Column("part_of", "The ask that a part belongs to"),
    Column("text", "As printed"),
)
COVERAGE = (
    _LETTER,
    Column("outlet", "Who published the article"),
    Column("title", "The title it stands under"),
    Column("date", "The day it stood", "date"),
    Column("address", "Where it can be read"),
    Column("place", "Where its readers are"),
    Column("region", "Likewise"),
    Column("corrected", "The day on which a mistake in it was corrected", "date"),
)
OUTCOMES = (
    _LETTER,
    Column("ask", "The ask or part it is about"),
    Column("date", "The day it happened", "date"),
    Column("step", "acknowledge, promise, do-partly, do, refuse, lapse or hand-on"),
    Column("note", "In the organiser's words"),
    Column("source", "Who says so"),
    Column("address", "Where it is said"),
    Column("handed_to", "Who is asked from then on"),
    Column("taken_back", "yes: recorded in error, and counts no more"),
)
_REFERS = (("letter", "letters", "letter"),)
_OF_A_SIGNATORY = frozenset(column.name for column in SIGNATORIES)


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter of an archive with all that is told of it."""

    archived: Archived
    document: LetterDocument
    coverage: tuple[Covered, ...] = ()
    outcomes: tuple[Happening, ...] = ()


def tables(archive: Iterable[Kept], *, base: str) -> tuple[Table, ...]:
    """The tables of an archive; `base` is the address of the installation, without a final slash."""
    kept = tuple(archive)
    pairs = [(each.archived, each.document) for each in kept]
    return (
        Table(
            "letters",
            "Public letters of the coalition, and records of letters from elsewhere",
            LETTERS,
            tuple(_letter(each, base) for each, _ in pairs),
        ),
        Table(
            "signatories",
            "Who stands on each, in the order of the published list",
            SIGNATORIES,
            tuple(row for each, document in pairs for row in _signatories(each.slug, document)),
            _REFERS,
        ),
        Table(
            "asks",
            "What each asks for, in numbered requests and their parts",
            ASKS,
            tuple(row for each, document in pairs for row in _asks(each.slug, document)),
            _REFERS,
        ),
        Table(
            "outcomes",
            "What became of the asks",
            OUTCOMES,
            tuple(_outcome(each.archived.slug, one) for each in kept for one in each.outcomes),
            _REFERS,
        ),
        Table(
            "coverage",
            "What the press said of the letters, as far as their organisers list it",
            COVERAGE,
            tuple(_covered(each.archived.slug, one) for each in kept for one in each.coverage),
            _REFERS,
        ),
    )


def _letter(letter: Archived, base: str) -> Row:
    return {
        "letter": letter.slug,
        "kind": letter.kind.value,
        "title": letter.title,
        "date": letter.day.isoformat() if letter.day else "",
        "addressee": letter.addressee,
        "subjects": "; ".join(letter.subjects),
        "signatories": letter.signatories,
        "page": base + letter.path,
    }


def _signatories(slug: str, document: LetterDocument) -> Iterable[Row]:
    for position, each in enumerate(document.signatories, 1):
        told = {field.name: getattr(each, field.name) for field in fields(each)}
        confirmed = each.confirmed
        yield {
            **{name: value for name, value in told.items() if name in _OF_A_SIGNATORY},
            "letter": slug,
            "position": position,
            "how": confirmed.how if confirmed else None,
            "by": confirmed.by if confirmed else None,
            "entry": confirmed.index if confirmed else None,
        }


def _asks(slug: str, document: LetterDocument) -> Iterable[Row]:
    for ask in document.asks:
        yield {"letter": slug, "number": ask.number, "part_of": "", "text": ask.text}
        for part in ask.parts:
            yield {"letter": slug, "number": part.number, "part_of": ask.number, "text": part.text}


def _covered(slug: str, article: Covered) -> Row:
    return {
        "letter": slug,
        "outlet": article.outlet,
        "title": article.title,
        "date": article.on.isoformat(),
        "address": article.address,
        "place": article.place,
        "region": article.region,
        "corrected": article.corrected_on.isoformat() if article.corrected_on else "",
    }


def _outcome(slug: str, happening: Happening) -> Row:
    return {
        "letter": slug,
        "ask": happening.number,
        "date": happening.on.isoformat(),
        "step": happening.step.value,
        "note": happening.note,
        "source": happening.source,
        "address": happening.address,
        "handed_to": happening.handed_to,
        "taken_back": "yes" if happening.taken_back else "",
    }
