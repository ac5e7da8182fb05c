"""One row of a roster, cleaned: every cell of its right kind, or the reasons why the row is refused."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from undersigned.domain.roster_columns import ColumnMap
from undersigned.domain.roster_table import Remark, TableRow
from undersigned.domain.text import LONGEST_PART, tidy, trouble_in_line
from undersigned.wording.offices import title

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DOMAIN = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]*[\w]")
_LONGEST_USUAL = 60  # below every limit of an address and of its parts
_USUAL_ADDRESS = re.compile(
    r"(?P<local>[A-Za-z0-9_+]+(?:[.-][A-Za-z0-9_+]+)*)"
    r"@(?P<domain>(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+(?P<ending>[A-Za-z]{2,24}))"
)
_SPECIAL_ENDINGS = {name.rpartition(".")[2] for name in SPECIAL_USE_DOMAIN_NAMES}
_TEXTS = (
    "jurisdiction",
    "place",
    "region",
    "country",
    "office",
    "office_plural",
    "name",
    "given",
    "family",
    "honorific",
    "phone",
    "delegate_name",
    "delegate_role",
    "organisation",
    "external_id",
)
_LONGEST = {"honorific": 100, "phone": 50}  # any other: a part of a printed line


class RosterRow(NamedTuple):
    """A row with all columns of the contract; what is empty in the file, or has no column, is None.

    `number` is the row's own in the file; `notes` is what was odd in it. `says_end`: the file has a column
    for the end of the term, so that an empty cell in it says "still in office".
    """

    number: int
    office: str
    jurisdiction: str | None = None
    place: str | None = None
    region: str | None = None
    country: str | None = None
    office_plural: str | None = None
    name: str | None = None
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    start: date | None = None
    end: date | None = None
    email: str | None = None
    phone: str | None = None
    domains: tuple[str, ...] = ()
    delegate_name: str | None = None
    delegate_role: str | None = None
    delegate_email: str | None = None
    delegate_since: date | None = None
    organisation: str | None = None
    external_id: str | None = None
    says_end: bool = True
    place_is_id: bool = False
    notes: tuple[Remark, ...] = ()


@dataclass
class _Cells:
    """A row while it is being read: what was wrong and what was odd so far."""

    number: int
    values: dict[str, str]
    troubles: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    def trouble(self, code: str, **values: object) -> None:
        self.troubles.append(Remark(self.number, code, values))

    def text(self, column: str) -> str | None:
        raw = self.values.get(column)
        if not raw or not (raw := raw.strip()):
            return None
        longest = _LONGEST.get(column, LONGEST_PART)
        if why := trouble_in_line(raw, longest):
            self.trouble(why, column=column, longest=longest)
            return None
        return tidy(raw) or None

    def day(self, column: str) -> date | None:
        raw = self.values.get(column, "").strip()
        if not raw:
            return None
        try:
            return date.fromisoformat(raw if _DATE.fullmatch(raw) else "")
        except ValueError:
            self.trouble("date-impossible", column=column, text=_short(raw))
            return None

    def address(self, column: str) -> str | None:
        raw = self.values.get(column, "").strip()
        if not raw:
            return None
        if usual := usual_address(raw):
            return usual
        mended = raw.rstrip(".")
        try:
            address: str = validate_email(
                mended, check_deliverability=False, test_environment=True
            ).normalized
        except EmailNotValidError:
            self.trouble("address-broken", column=column, text=_short(raw))
            return None
        if mended != raw:
            self.notes.append(
                Remark(self.number, "address-mended", {"column": column, "text": raw, "mended": address})
            )
        return address

    def domains(self) -> tuple[str, ...]:
        """One domain or several, with spaces, commas or semicolons between."""
        if not self.values.get("domain"):
            return ()
        found = [
            text.lower().rstrip(".") for text in re.split(r"[\s,;]+", self.values.get("domain", "")) if text
        ]
        for text in found:
            if len(text) > 253 or not _DOMAIN.fullmatch(text):
                self.trouble("domain-broken", text=_short(text))
        return tuple(dict.fromkeys(found))


def usual_address(text: str) -> str | None:
    """An address as nearly all are, as the library gives it at a tenth of its time; None for any other."""
    found = _USUAL_ADDRESS.fullmatch(text) if len(text) <= _LONGEST_USUAL else None
    if found is None or found["ending"].lower() in _SPECIAL_ENDINGS:
        return None
    return f"{found['local']}@{found['domain'].lower()}"


def clean_row(row: TableRow, columns: ColumnMap) -> RosterRow | tuple[Remark, ...]:
    """The row's values, or every reason why it is refused. A row is taken whole or not at all."""
    if row.troubles:
        return row.troubles
    if any(map(str.strip, row.cells[len(columns.names) :])):
        return (Remark(row.number, "too-many-cells"),)
    cells = _Cells(row.number, columns.values(row.cells))
    texts = {column: cells.text(column) for column in _TEXTS}
    if texts["name"] is None and texts["given"] and texts["family"]:
        texts["name"] = f"{texts['given']} {texts['family']}"
    office = texts.pop("office")
    if office is None and not cells.troubles:
        cells.trouble("office-missing")
    cleaned = RosterRow(
        number=row.number,
        office=title(office or ""),
        **texts,
        start=cells.day("start"),
        end=cells.day("end"),
        email=cells.address("email"),
        domains=cells.domains(),
        delegate_email=cells.address("delegate_email"),
        delegate_since=cells.day("delegate_since"),
        says_end="end" in columns,
        place_is_id=columns.places_are_ids,
        notes=tuple(cells.notes),
    )
    troubles = cells.troubles or [
        Remark(row.number, code, values) for code, values in _disagreements(cleaned)
    ]
    return tuple(troubles) or cleaned


def _disagreements(row: RosterRow) -> list[tuple[str, dict[str, object]]]:
    """What is wrong between cells that are right each for itself."""
    found: list[tuple[str, dict[str, object]]] = []
    if row.start and row.end and row.end < row.start:
        found.append(("term-ends-before-it-starts", {"start": row.start, "end": row.end}))
    if not row.delegate_name and (row.delegate_role or row.delegate_email or row.delegate_since):
        found.append(("delegate-without-name", {}))
    if row.name is None:
        if row.delegate_name:
            found.append(("delegate-without-holder", {}))
        if row.start or row.end or row.email or row.phone or row.honorific:
            found.append(("holder-without-name", {}))
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
