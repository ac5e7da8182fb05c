"""Which column of a stranger's file is what, guessed from its header and its cells.

A guess is shown to the organiser beside the file's own words, and is never taken in silence.
"""

import re
from collections.abc import Iterable

from undersigned.domain.roster_columns import COLUMNS
from undersigned.domain.roster_table import RosterTable
from undersigned.wording.offices import plural_of_office, title

LEAVE_OUT = ""
_CELLS_LOOKED_AT = 50

# What people call these columns; written without case, blanks and signs.
_ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "jurisdiction": ("ocdid", "ocddivisionid", "divisionid", "jurisdictionid"),
    "place": ("city", "town", "municipality", "county", "locality", "placename", "cityname", "community"),
    "region": ("state", "province", "stateabbreviation", "stateprovince", "st"),
    "country": ("countrycode", "nation"),
    "office": ("title", "position", "post", "role", "jobtitle", "officetitle"),
    "office_plural": ("offices", "titleplural"),
    "name": ("fullname", "officeholder", "holder", "mayor", "official", "incumbent", "contactname"),
    "given": ("firstname", "givenname", "first", "forename"),
    "family": ("lastname", "familyname", "last", "surname"),
    "honorific": ("salutation", "prefix", "honorificprefix"),
    "start": (
        "termstart",
        "startdate",
        "since",
        "inofficesince",
        "termbegins",
        "begin",
        "from",
        "tookoffice",
    ),
    "end": ("termend", "enddate", "termends", "until", "termexpires", "expires", "termexpiration", "to"),
    "email": ("mail", "emailaddress", "mailaddress", "officialemail", "contactemail"),
    "phone": ("telephone", "phonenumber", "tel", "voice", "officephone"),
    "domain": ("website", "domains", "officialdomain", "maildomain", "webdomain"),
    "delegate_name": ("delegate", "chiefofstaff", "assistant", "staff", "staffcontact", "staffname"),
    "delegate_role": ("delegatetitle", "stafftitle", "staffrole"),
    "delegate_email": ("staffemail", "assistantemail", "chiefofstaffemail"),
    "delegate_since": ("authoritysince",),
    "organisation": ("organization", "org", "body", "institution"),
    "external_id": ("id", "externalid", "recordid", "memberid"),
}
_BY_WORD = {also: name for name, words in _ALSO_CALLED.items() for also in words}
_BY_WORD |= {name.replace("_", ""): name for name in COLUMNS}

# Whose column it is, and what of theirs: "Mayor's name", "CoS e-mail", "Chief of Staff title".
_OF_DELEGATES = frozenset(("cos", "staff", "assistant", "scheduler", "delegate", "aide"))
_OF_THEM = (
    ({"email", "mail"}, "email", "delegate_email"),
    ({"phone", "telephone", "tel", "mobile", "cell"}, "phone", LEAVE_OUT),
    ({"title", "role", "position"}, "office", "delegate_role"),
    ({"first", "given"}, "given", LEAVE_OUT),
    ({"last", "family", "surname"}, "family", LEAVE_OUT),
    ({"name"}, "name", "delegate_name"),
)

# What the cells of a column look like, for a header that says nothing.
_SHAPES: dict[str, re.Pattern[str]] = {
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "jurisdiction": re.compile(r"ocd-(?:division|jurisdiction)/\S+"),
    "region": re.compile(r"[A-Z]{2}"),
}
_ID_LIKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def guess_columns(table: RosterTable) -> tuple[str, ...]:
    """A known name for each column of the file, or LEAVE_OUT; no name is given twice."""
    by_header = [_by_its_header(column) for column in table.header]
    guessed = [LEAVE_OUT if name in by_header[:at] else name for at, name in enumerate(by_header)]
    for at, name in enumerate(guessed):
        if name == LEAVE_OUT and by_header[at] == LEAVE_OUT:
            guessed[at] = _by_cells(samples(table, at, _CELLS_LOOKED_AT), taken=guessed)
    return tuple(guessed)


def samples(table: RosterTable, column: int, most: int) -> tuple[str, ...]:
    """The first different cells of a column that are not empty."""
    cells = (row.cells[column].strip() for row in table.rows if column < len(row.cells))
    found: dict[str, None] = {}
    for cell in cells:
        if cell:
            found.setdefault(cell)
        if len(found) == most:
            break
    return tuple(found)


def office_in_header(header: Iterable[str]) -> str:
    """The office that a column of names is headed with: "Mayor", "Mayor's name"; "" if none is."""
    named = (column.strip() for column in header if _by_its_header(column) == "name")
    words = (word for column in named for word in (column, *re.findall(r"[^\W\d_]+", column)))
    return next((title(word) for word in words if plural_of_office(word, "en")), "")


def places_look_like_ids(cells: Iterable[str]) -> bool:
    """Whether a file writes its places like "north_charleston"."""
    filled = [cell for cell in cells if cell]
    return any("_" in cell for cell in filled) and all(_ID_LIKE.fullmatch(cell) for cell in filled)


def _bare(column: str) -> str:
    return re.sub(r"[\W_]+", "", column.casefold())


def _by_its_header(column: str) -> str:
    return _BY_WORD.get(_bare(column)) or _by_its_words(column)


def _by_its_words(column: str) -> str:
    """What a header of several words says; LEAVE_OUT where it does not say whose or what."""
    words = set(re.findall(r"[^\W\d_]+", column.casefold().replace("e-mail", "email")))
    of_delegates = bool(words & _OF_DELEGATES)
    said = ((ours, theirs) for known, ours, theirs in _OF_THEM if len(words) > 1 and words & known)
    ours, theirs = next(said, (LEAVE_OUT, LEAVE_OUT))
    return theirs if of_delegates else ours


def _by_cells(cells: tuple[str, ...], taken: list[str]) -> str:
    fitting = (name for name, shape in _SHAPES.items() if cells and all(map(shape.fullmatch, cells)))
    return next((name for name in fitting if name not in taken), LEAVE_OUT)
