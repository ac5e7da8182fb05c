"""A list of signatories, CSV or XLSX with a header row, as `Signatory` values in the order of the rows.

Columns: `domain.columns`. Any order, any case; a column that is not known is refused by its name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any, cast, get_args

from undersigned.domain.columns import SIGNATORY_COLUMNS
from undersigned.domain.documents import Confirmation, How, Signatory, SignatoryStatus, Source
from undersigned.domain.roster_table import TableRow
from undersigned.domain.text import tidy, trouble_in_line
from undersigned.errors import Unreadable
from undersigned.reading.rosters import read_rows
from undersigned.wording import speak
from undersigned.wording.roster import REMARKS

LONGEST_CELL = 2_000
_MOST_TOLD = 5
# What other programs call these columns, and other languages that letters are set in.
_ALSO = {
    "city": "place",
    "town": "place",
    "municipality": "place",
    "county": "place",
    "state": "region",
    "province": "region",
    "first_name": "given",
    "last_name": "family",
    "surname": "family",
    "full_name": "name",
    "signatory": "name",
    "position": "office",
    "role": "title",
    "affiliation": "organisation",
    "comment": "note",
    "notes": "note",
    **dict.fromkeys(("nombre", "nombre_completo", "nom", "nom_complet"), "name"),
    **dict.fromkeys(("nombres", "prénom", "prenom"), "given"),
    **dict.fromkeys(("apellido", "apellidos"), "family"),
    **dict.fromkeys(("tratamiento", "civilité", "civilite"), "honorific"),
    **dict.fromkeys(("cargo", "mandat"), "office"),
    **dict.fromkeys(("título", "titulo", "titre", "fonction"), "title"),
    **dict.fromkeys(("lugar", "municipio", "localidad", "ciudad", "lieu", "commune", "ville"), "place"),
    **dict.fromkeys(("región", "provincia", "région", "département", "departement"), "region"),
    **dict.fromkeys(("país", "pais", "pays"), "country"),
    **dict.fromkeys(("organización", "organizacion", "entidad"), "organisation"),
    **dict.fromkeys(("en_nombre_de", "au_nom_de"), "on_behalf_of"),
}
_YES = frozenset(("yes", "y", "true", "1", "x", "sí", "si", "oui"))
_NO = frozenset(("", "no", "n", "false", "0", "non"))
_ADDRESS_ALONE = re.compile(r"(?:\w+://|www\.)\S+", re.IGNORECASE)
_NAMES = frozenset(("name", "organisation"))
_PLAIN = frozenset(SIGNATORY_COLUMNS) - {"lead", "rank", "date", "status", "how"}


def read_signatories(name: str, data: bytes) -> tuple[Signatory, ...]:
    """The rows of the file `name`. `Unreadable` says the row (the header is row 1) and the column."""
    table = read_rows(name, data)
    try:
        columns = _columns(table.header)
        return _signatories(table.rows, columns)
    except Unreadable as trouble:
        raise trouble.within(name) from None


def _signatories(rows: Iterable[TableRow], columns: list[str]) -> tuple[Signatory, ...]:
    """All of them, or all that is wrong with them: a list is mended in one go, not row by row."""
    signatories: list[Signatory] = []
    troubles: list[Unreadable] = []
    for row in rows:
        try:
            signatories.append(_signatory(row, columns))
        except Unreadable as trouble:
            troubles.append(trouble)
    if troubles:
        first, *others = troubles
        told = [each.rstrip(".") for each in (first.what, *map(str, others[: _MOST_TOLD - 1]))]
        if len(troubles) > _MOST_TOLD:
            told.append(f"and {len(troubles) - _MOST_TOLD:,} rows more")
        raise Unreadable("; ".join(told), where=first.where)
    return tuple(signatories)


def _columns(header: Sequence[str]) -> list[str]:
    """The columns by their known names, in the order of the file."""
    columns = [re.sub(r"[\s-]+", "_", tidy(name).casefold()) for name in header]
    while columns and not columns[-1]:
        columns.pop()
    for number, name in enumerate(columns, start=1):
        if name not in SIGNATORY_COLUMNS:
            raise _trouble(1, number, f"unknown column “{header[number - 1]}”; {_right(name, columns)}")
        if name in columns[: number - 1]:
            raise _trouble(1, number, f"the column “{name}” is there twice; keep one")
    if "name" not in columns and "organisation" not in columns:
        raise Unreadable("the header needs a column “name” or “organisation”", where="row 1")
    return columns


def _right(name: str, columns: Sequence[str]) -> str:
    """What a column that is not known may have been meant to be."""
    if name not in _ALSO and not set(columns) & set(SIGNATORY_COLUMNS):
        return "the first row names the columns, such as: name,office,place,region"
    near = get_close_matches(name, SIGNATORY_COLUMNS, n=1, cutoff=0.6)
    if meant := _ALSO.get(name) or (near[0] if near else None):
        return f"did you mean “{meant}”?"
    return f"take it out, or give it one of these names: {', '.join(SIGNATORY_COLUMNS)}"


def _trouble(row: int, column: int | str, what: str) -> Unreadable:
    name = f"“{column}”" if isinstance(column, str) else str(column)
    return Unreadable(what, where=f"row {row}, column {name}")


def _signatory(table_row: TableRow, columns: list[str]) -> Signatory:
    row, cells = table_row.number, table_row.cells
    for trouble in table_row.troubles:
        said = speak("en").say(REMARKS[trouble.code], **trouble.values)
        raise Unreadable(said, where=f"row {row}")
    if any(cells[len(columns) :]):
        raise Unreadable(
            f"there are {len(cells)} cells and {len(columns)} columns; put cells with commas in quotes",
            where=f"row {row}",
        )
    texts = {name: tidy(cell) for name, cell in zip(columns, cells, strict=False)}
    for name, text in texts.items():
        _refuse_unprintable(row, name, text)
    if not (texts.get("name") or texts.get("organisation")):
        raise Unreadable("neither a name nor an organisation is given", where=f"row {row}")
    known: dict[str, Any] = {name: text or None for name, text in texts.items() if name in _PLAIN}
    signatory = Signatory(**known, source=Source(line=row))
    return replace(
        signatory,
        lead=_flag(row, "lead", texts.get("lead", "")),
        rank=_whole_number(row, "rank", texts.get("rank", "")),
        date=_day(row, "date", texts.get("date", "")),
        status=_status(row, texts.get("status", "")),
        confirmed=_confirmed(row, texts.get("how", "")),
    )


def _refuse_unprintable(row: int, column: str, text: str) -> None:
    """Comments and addresses beside a name are set as they were typed; an address alone is nobody's name."""
    trouble = trouble_in_line(text)
    only_an_address = trouble == "web-address" and column in _NAMES and bool(_ADDRESS_ALONE.fullmatch(text))
    if trouble and (only_an_address or trouble in ("control-characters", "direction-override")):
        raise _trouble(row, column, speak("en").reason(trouble, field=column))
    if len(text) > LONGEST_CELL:
        what = f"there are {len(text):,} characters; there may be {LONGEST_CELL:,}"
        raise _trouble(row, column, what)


def _flag(row: int, column: str, text: str) -> bool:
    if text.casefold() not in _YES | _NO:
        raise _trouble(row, column, f"“{text}” is neither yes nor no")
    return text.casefold() in _YES


def _whole_number(row: int, column: str, text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise _trouble(row, column, f"“{text}” is not a whole number")
    return int(text)


def _day(row: int, column: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return (
            date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d{2}-\d{2}(?:$|[T ])", text) else _not_a_date()
        )
    except ValueError as trouble:
        what = f"“{text}” is not a date; write year-month-day, such as 2016-12-29"
        raise _trouble(row, column, what) from trouble


def _not_a_date() -> date:
    raise ValueError


def _status(row: int, text: str) -> SignatoryStatus:
    word = re.sub(r"[\s-]+", "_", text.casefold()) or "current"
    if word not in get_args(SignatoryStatus):
        raise _trouble(row, "status", f"“{text}” is none of {', '.join(get_args(SignatoryStatus))}")
    return cast(SignatoryStatus, word)


def _confirmed(row: int, text: str) -> Confirmation | None:
    if not text:
        return None
    if text.casefold() not in get_args(How):
        raise _trouble(row, "how", f"“{text}” is none of {', '.join(get_args(How))}")
    return Confirmation(how=cast(How, text.casefold()), by="self")
