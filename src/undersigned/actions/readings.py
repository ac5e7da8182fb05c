"""A file that is read at the desk: kept while it is looked at, mended by hand, and made into something else.

A draft, a roster or a record is made of it; the file as it was read stays until it is thrown away, by hand or
after ninety days.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from undersigned.actions.acting import note
from undersigned.actions.letters.draft import Contact, create
from undersigned.actions.roster_uploads import keep_upload
from undersigned.domain.documents import Block, LetterDocument, Signatory
from undersigned.domain.history import Deed
from undersigned.domain.prose import escaped
from undersigned.domain.publishing import Publication
from undersigned.domain.reasons import Reason
from undersigned.domain.roster_of_list import roster_table_of
from undersigned.domain.text import is_address, slug_of
from undersigned.errors import Refused, Unreadable
from undersigned.outputs import markdown
from undersigned.outputs.json import document_as_json
from undersigned.queries.readings import reading_of
from undersigned.reading.letter_json import letter_from_json
from undersigned.reading.letters import read_marked
from undersigned.records.models import Coalition, Letter, Reading, Record, RecordedName, RosterUpload

KEPT_FOR = timedelta(days=90)
_LONGEST_NAME = 200


def read_file(*, coalition: Coalition, file_name: str, data: bytes, at: datetime) -> Reading:
    """Read a file and keep what was understood. Unreadable, with a sentence, if it cannot be read."""
    document, lines = read_marked(file_name, data, say_in="en")  # as the desk speaks
    return Reading.objects.create(
        coalition=coalition,
        file_name=file_name[:_LONGEST_NAME],
        lines=[[line.number, line.page, line.text, list(line.parts), line.ask] for line in lines],
        document=document_as_json(document),
        read_at=at,
    )


@transaction.atomic
def correct(
    *, coalition: Coalition, reading: int, change: Callable[[LetterDocument], LetterDocument], at: datetime
) -> None:
    """Mend what was read; `change` is of `reading.corrections`. Refused (reading-gone)."""
    row = Reading.objects.select_for_update().get(pk=reading_of(coalition, reading).pk)
    row.document = document_as_json(change(letter_from_json(row.document)))
    row.corrected_at = at
    row.save(update_fields=["document", "corrected_at"])


@transaction.atomic
def make_draft(*, coalition: Coalition, reading: int, at: datetime) -> Letter:
    """A draft with the letter's text, without its date and its list: those belong to the letter that was."""
    document = _document(coalition, reading)
    titled = replace(
        document, title=document.title or _title_of(document), date=None, signatories=(), coalition=None
    )
    sources = (_source_of(each) for each in (_with_thanks(titled), _plain(titled)))
    for source in sources:
        try:
            return create(coalition=coalition, source=source, slug=None, contact=Contact(), at=at)
        except Unreadable:
            continue  # marks that the text itself did not have: then it is taken as it stands
    raise Refused(Reason.NO_TEXT_FOR_A_DRAFT)


def _source_of(document: LetterDocument) -> bytes:
    return markdown.render(Publication(document)).content


def _title_of(document: LetterDocument) -> str:
    to = next((one.name or one.office or one.organisation for one in document.addressees), None)
    return f"Open letter to {to}" if to else "Open letter"


def _with_thanks(document: LetterDocument) -> LetterDocument:
    marked = tuple(
        replace(block, thanks=block.ask is None and block.text in document.thanks) for block in document.body
    )
    return replace(document, body=marked)


def _plain(document: LetterDocument) -> LetterDocument:
    """Its paragraphs and nothing else: no asks marked, no lists, no footnotes."""
    paragraphs = tuple(Block("paragraph", block.text, escaped(block.text)) for block in document.body)
    return replace(document, body=paragraphs, asks=(), thanks=())


@transaction.atomic
def make_roster(*, coalition: Coalition, reading: int, organiser: int, at: datetime) -> RosterUpload:
    """A roster file of the list's office-holders, on its way in: the import shows what it would change."""
    table = roster_table_of(_document(coalition, reading).signatories)
    if not table.rows:
        raise Refused(Reason.NO_OFFICES_IN_LIST)
    row = reading_of(coalition, reading)
    return keep_upload(coalition=coalition, organiser=organiser, file_name=row.file_name, table=table, at=at)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a letter from elsewhere was found, and what is to be said of it: both are public."""

    address: str = ""
    note: str = ""


@transaction.atomic
def keep_record(*, coalition: Coalition, reading: int, found: Found, at: datetime) -> Record:
    """Put the letter into the archive, as a record. Refused (source-not-an-address)."""
    document = _document(coalition, reading)
    if found.address and not is_address(found.address):
        raise Refused(Reason.SOURCE_NOT_AN_ADDRESS)
    title = document.title or _title_of(document)
    to = document.addressees[0] if document.addressees else None
    public = replace(document, title=title, mentions=(), findings=())
    record = Record.objects.create(
        coalition=coalition,
        slug=_free_slug(title),
        title=title[:300],
        day=document.date,
        language=document.language or "",
        addressee=((to.name or to.office or to.organisation or "") if to else "")[:300],
        signatories=document.count.signatories,
        document=document_as_json(public),
        found_at=found.address,
        note=found.note,
        kept_at=at,
    )
    listed = enumerate(document.signatories)
    RecordedName.objects.bulk_create([_name(record, at, one) for at, one in listed], batch_size=500)
    note(Deed.RECORD_KEPT, coalition, at=at, signatories=document.count.signatories)
    return record


def _name(record: Record, position: int, one: Signatory) -> RecordedName:
    return RecordedName(
        record=record,
        position=position,
        name=one.name or "",
        family=(one.family or one.name or "")[:200],
        office=one.office or "",
        organisation=one.organisation or "",
        place=one.place or "",
        region=one.region or "",
        region_code=(one.region_code or "")[:10],
        country=one.country or "",
        jurisdiction=(one.jurisdiction or "")[:300],
    )


def _free_slug(title: str) -> str:
    stem = slug_of(title)[:60].strip("-") or "letter"
    taken = set(Record.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


@transaction.atomic
def take_down(*, coalition: Coalition, record: str, at: datetime) -> None:
    """Take a record out of the archive, with every name in it. Refused (letter-unknown)."""
    row = Record.objects.filter(coalition=coalition, slug=record).first()
    if row is None:
        raise Refused(Reason.LETTER_UNKNOWN, slug=record)
    note(Deed.RECORD_TAKEN_DOWN, coalition, at=at, signatories=row.signatories)
    row.delete()


@transaction.atomic
def throw_reading_away(*, coalition: Coalition, reading: int) -> None:
    reading_of(coalition, reading).delete()


def throw_away_old_readings(at: datetime) -> int:
    """Delete what was read more than ninety days ago; how many there were."""
    old = Reading.objects.filter(read_at__lt=at - KEPT_FOR)
    return old.delete()[0] if old.exists() else 0  # asked often: nothing is locked where nothing is old


def _document(coalition: Coalition, reading: int) -> LetterDocument:
    return letter_from_json(reading_of(coalition, reading).document)
