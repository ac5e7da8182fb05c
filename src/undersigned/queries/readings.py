"""Reads of the files that were read at the desk, and of the records kept of them."""

from dataclasses import dataclass
from datetime import date, datetime

from undersigned.domain.documents import LetterDocument
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.reading.letter_json import letter_from_json
from undersigned.reading.marked_lines import MarkedLine
from undersigned.records.models import Coalition, Reading, Record

_NEWEST = 50


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One file in the list. `title` is the letter's, or the file's name."""

    number: int
    title: str
    file_name: str
    signatories: int
    grave: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class RecordRow:
    slug: str
    title: str
    day: date | None
    signatories: int


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A file as it was read and mended since."""

    number: int
    file_name: str
    document: LetterDocument
    lines: tuple[MarkedLine, ...]
    read_at: datetime
    corrected_at: datetime | None


def reading_of(coalition: Coalition, number: int) -> Reading:
    """Refused (reading-gone) if it was thrown away, or is another coalition's."""
    row = Reading.objects.filter(coalition=coalition, pk=number).first()
    if row is None:
        raise Refused(Reason.READING_GONE)
    return row


def reading_view(coalition: Coalition, number: int) -> ReadingView:
    row = reading_of(coalition, number)
    return ReadingView(
        number=row.pk,
        file_name=row.file_name,
        document=letter_from_json(row.document),
        lines=tuple(_line(*line) for line in row.lines),
        read_at=row.read_at,
        corrected_at=row.corrected_at,
    )


def _line(number: int, page: int | None, text: str, parts: list[str], ask: str | None) -> MarkedLine:
    return MarkedLine(number, page, text, tuple(parts), ask)


def readings_of(coalition: Coalition) -> tuple[ReadingRow, ...]:
    """The files that were read last, the newest first."""
    rows = Reading.objects.filter(coalition=coalition).defer("lines").order_by("-read_at", "-pk")[:_NEWEST]
    return tuple(_row(row) for row in rows)


def _row(row: Reading) -> ReadingRow:
    findings = row.document["findings"]
    return ReadingRow(
        number=row.pk,
        title=row.document["title"] or row.file_name,
        file_name=row.file_name,
        signatories=row.document["count"]["signatories"],
        grave=sum(one["severity"] != "note" for one in findings),
        read_at=row.read_at,
    )


def records_of(coalition: Coalition) -> tuple[RecordRow, ...]:
    """The coalition's records, the newest letter first."""
    rows = Record.objects.filter(coalition=coalition).order_by("-day", "-kept_at", "-pk")
    columns = rows.values_list("slug", "title", "day", "signatories")
    return tuple(RecordRow(*columns_of) for columns_of in columns)
