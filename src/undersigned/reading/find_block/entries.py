"""One entry of a signature block → a `Signatory`.

An entry is cut at its commas, semicolons and dashes; the first piece is the person or body, and every further
piece is told by what it is: office, place, region, title, body, note. What is not printed stays None.
"""

import re
from dataclasses import dataclass, replace

from undersigned.domain.documents import Signatory, Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.details import read_detail, read_person
from undersigned.reading.find_block.found import LEFTOVERS, PARENTHESIS, Found, set_region
from undersigned.reading.find_block.person import (
    AFTER_A_NAME,
    SUFFIX,
    Person,
    is_office,
    is_organisation,
    is_title,
    person_in,
)
from undersigned.reading.find_block.shapes import for_a_body, head_of, without_signed, without_titles
from undersigned.reading.languages import first_words, phrases
from undersigned.reading.whereabouts import where_is

_SEPARATOR = re.compile(
    r"\s*(?:[,;|\t\n]|\s[-–—―]+(?=\s)|(?<=[\w)])[:—–](?=\s))\s*|"
    r"\.\s+(?=[A-ZÀ-Þ][a-zà-þ]+ (?:of|de|du|d['’]|von|der|do|da)\b)"
)
_DASHED_TAIL = re.compile(r"^(.*\S)\s+[-–—]\s+([^-–—]+)$")
_ARTICLE = re.compile(r"^(?:the|el|la|le|l['’]|il|o|a|der|die)\s+", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"Inc\.?|INC\.?|L\.?L\.?[CP]\.?|Ltd\.?|LTD\.?|PLC|plc|P\.?C\.?|Corp\.?|Co\.|GmbH|e\.? ?V\.?|"
    r"S\.A\.?|S\.L\.?|S\.?r\.?l\.?|B\.V\.?"
)
_COMMA_OF_A_NAME = "\ue100 "  # "Adebayo, Kemi" is one piece
_BRACKETS = re.compile(r"(?<!<)\[([^\[\]]{3,})\]")
_IN_BRACKETS = re.compile(r"^\[([^\[\]]{3,})\]\s*[-–—,]\s*")  # "[Name withheld] – Nurse"
_FOOTMARKS = re.compile(r"[\U0001F1E6-\U0001F1FF]+|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\^\d+|\[\d+\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is printed for one signatory: its pieces (lines, or cells), where it stands, under which heading.

    `people`: the list is of people (True), of bodies (False), or nothing tells (None).
    `cells`: the pieces are cells of a table row, not to be cut at dashes.
    `surname_first`: the first two pieces are one name, "Adebayo, Kemi".
    """

    text: str
    source: Source
    group: str | None = None
    people: bool | None = None
    cells: tuple[str, ...] = ()
    surname_first: bool = False


def read_entry(entry: Entry) -> Signatory:
    """The signatory that this entry prints. Never fails: what cannot be told apart stays in the name."""
    text = _BRACKETS.sub(
        r"(\1)", _IN_BRACKETS.sub(r"\1, ", without_signed(_FOOTMARKS.sub("", entry.text)))
    ).strip(LEFTOVERS)
    found = Found(columns=bool(entry.cells))
    if any("=" in cell and cell.split("=", 1)[0] in _FIELDS for cell in entry.cells[1:]):
        return _read_fields(entry, found)
    if entry.surname_first:
        surname, behind = re.split(r"\s*,\s*", text, maxsplit=1)
        bare = without_titles(behind)
        found.honorific = behind[: len(behind) - len(bare)].strip() or None
        text = f"{surname}{_COMMA_OF_A_NAME}{bare}"
    pieces = [piece.replace(_COMMA_OF_A_NAME, ", ") for piece in _pieces(entry, text, found)]
    if found.on_behalf_of:
        entry = replace(entry, people=True)
    letters = _letters_behind(pieces[0])
    head = pieces[0].removesuffix(letters)
    rest = [piece for piece in pieces[1:] if piece != head]  # a name typed again under its signature
    person = None
    if rest and entry.people is not False and person_in(head, lone=True) is None:
        head, rest, person = _person_further_back(head, rest)
    person = person or _person(head, entry, rest)
    if person is None and not (entry.people and entry.cells):
        _read_body(text, head, rest, found, cells=bool(entry.cells))
    else:
        read_person(person or Person(head), rest, found)
    if found.name:
        found.name += letters
    return _signatory(found, entry)


def _letters_behind(head: str) -> str:
    """ "Harriet Ellwood DBE FRS" → " DBE FRS": they belong to the name, but tell nothing of who it is."""
    behind = AFTER_A_NAME.search(head)
    if behind is None or len(head[: behind.start()].split()) < _FEWEST_IN_A_NAME:
        return ""
    return behind.group() if person_in(head[: behind.start()]) else ""


_FEWEST_IN_A_NAME = 2
_FIELDS = ("title", "office", "organisation", "place", "region", "country", "note")


def _read_fields(entry: Entry, found: Found) -> Signatory:
    """A row of a table with a head: each cell is what its column says."""
    person = person_in(entry.cells[0].split("\n")[0], lone=True)
    fields = dict(cell.split("=", 1) for cell in entry.cells[1:])
    if entry.cells[0] == fields.get("organisation"):
        found.organisation = fields.pop("organisation")
    else:
        read_person(person or Person(entry.cells[0]), [], found)
    for name in ("title", "office"):
        if name in fields:
            read_detail(fields[name], found, last=True)
    found.organisation = fields.get("organisation") or found.organisation
    found.place = fields.get("place") or found.place
    if "region" in fields:
        set_region(fields["region"], found)
        found.region = fields["region"]
    found.country = fields.get("country") or found.country
    return _signatory(found, entry)


def _pieces(entry: Entry, text: str, found: Found) -> list[str]:
    """The entry cut up; words in parentheses after a person become pieces of their own."""
    if entry.cells:
        cells = [cell.replace("\n", ", ").strip() for cell in entry.cells]
        first = _cut(cells[0])
        return [*first, *[cell for cell in cells[1:] if cell not in ("", "-", "–", "—")]] or [text]
    behalf = for_a_body(text) or _behalf(text)
    if behalf:
        text, found.on_behalf_of = behalf
    pieces = _cut(text)
    return pieces or [text]


def _behalf(text: str) -> tuple[str, str] | None:
    """("Lin Mei", "River Watch Network (RWN)") of "Lin Mei, on behalf of the Third World
    Network (TWN)"."""
    plain = folded(text)
    if not first_words("on_behalf").intersection(plain.split()):
        return None
    for phrase in phrases("on_behalf"):
        at = plain.find(f" {phrase} ")
        if at > 0 and len(plain) == len(text):
            before = text[:at].strip(LEFTOVERS)
            after = text[at + len(phrase) + 2 :].strip(LEFTOVERS)
            after = re.sub(r"^(?:the|la|el|l['’]|le|der|die|das|a|o)\s+", "", after)
            if before and after and person_in(before.split(",")[0]):
                return before, after
    return None


def _cut(text: str) -> list[str]:
    """Pieces between separators that stand outside parentheses; "Jr." and degrees stay with the name."""
    hidden = PARENTHESIS.sub(lambda match: match.group().translate(_HIDE), text)
    pieces: list[str] = []
    start = 0
    for match in _SEPARATOR.finditer(hidden):
        left, right = hidden[start : match.start()], hidden[match.end() :]
        if match.group().strip() in _DASHES and not (
            _parts_here(left, right) or (pieces and _is_post_before_place(left, right))
        ):
            continue
        if match.group().strip() == "." and not is_title(hidden[match.end() :].split()[0]):
            continue
        pieces.append(hidden[start : match.start()])
        start = match.end()
    pieces.append(hidden[start:])
    cut = [piece.translate(_SHOW).strip() for piece in pieces if piece.strip()]
    while len(cut) > 1 and SUFFIX.fullmatch(cut[1]):
        cut[:2] = [f"{cut[0]}, {cut[1]}"]
    return _with_legal_forms(cut)


def _with_legal_forms(pieces: list[str]) -> list[str]:
    """ "Delaney Lines", "Inc." → one piece: the form belongs to the name before it."""
    whole = pieces[:1]
    for piece in pieces[1:]:
        if _LEGAL_FORM.fullmatch(piece) and (len(whole) > 1 or person_in(whole[0]) is None):
            whole[-1] = f"{whole[-1]}, {piece}"
        else:
            whole.append(piece)
    return whole


def _parts_here(left: str, right: str) -> bool:
    """A dash parts a person from a post, or anything from a country; between words of a body it is part of
    the name."""
    person = person_in(PARENTHESIS.sub("", left.translate(_SHOW)).strip())
    shown = right.translate(_SHOW).strip()
    titled = person_in(head_of(shown))
    if names_its_head(shown) or SUFFIX.fullmatch(left.strip()):
        return True
    if (titled and is_office(titled.title)) or _is_post_at_body(left.translate(_SHOW), shown):
        return True  # "City of Austin – Mayor Ada Stern", "Professor of Law – Lund University"
    return bool(
        (person and not person.after) or where_is(right.translate(_SHOW).strip()) or where_is(left.strip())
    )


def names_its_head(text: str) -> bool:
    """ "Presidenta: Ada Roe", behind a body."""
    post, colon, name = text.partition(": ")
    return bool(colon) and is_title(post) and person_in(post) is None and person_in(name) is not None


def _is_post_before_place(left: str, right: str) -> bool:
    """ "Ada Stern – Mayor – Austin, Texas": behind the person a dash parts a post from its place as well."""
    post = left.split()
    if not post or not is_title(left) or not (is_title(post[-1]) or not is_organisation(left)):
        return False
    return is_office(left) or where_is(right.translate(_SHOW).rpartition(",")[2].strip()) is not None


def _is_post_at_body(left: str, right: str) -> bool:
    return is_title(left) and not is_organisation(left) and is_organisation(right)


_DASHES = frozenset("-–—―") | {"--"}
_HIDDEN = dict(zip(",;|:-–—.\n\t", map(chr, range(0xE000, 0xE00A)), strict=True))
_HIDE = str.maketrans(_HIDDEN)
_SHOW = str.maketrans({hidden: shown for shown, hidden in _HIDDEN.items()})


def _person(head: str, entry: Entry, rest: list[str]) -> Person | None:
    bare = PARENTHESIS.sub("", head).strip()
    aside = [piece for part in PARENTHESIS.findall(head) for piece in _in_brackets(part.strip())]
    if entry.people is False:
        person = person_in(bare)
        if person is not None and not person.title and not (rest and is_title(rest[0])):
            person = None
    else:
        person = person_in(re.sub(r",\s", " ", bare), lone=entry.people is True)
        if person is None and entry.people:
            person = Person(bare) if bare else None
        elif person is not None and ", " in bare:
            person = Person(_with_commas(person.name, bare), person.title, person.honorific, person.after)
    if person is not None:
        rest[:0] = aside
    return person


def _in_brackets(text: str) -> list[str]:
    """What is told in brackets: "Alcalde de Utrillas, PSOE" is a post and a party."""
    pieces = [piece.strip() for piece in text.split(",")]
    return pieces if len(pieces) > 1 and is_title(pieces[0]) and is_office(pieces[0]) else [text]


def _with_commas(name: str, printed: str) -> str:
    """The name with its comma back: "Robin P. Case, Jr."."""
    at = printed.replace(", ", " ").find(name)
    start = printed.find(name.split()[0], max(at - 2, 0))
    return printed[start:] if start >= 0 else name


def _person_further_back(head: str, rest: list[str]) -> tuple[str, list[str], Person | None]:
    """ "City of Austin, TX: Mayor Ada Stern": the place first, then who speaks for it."""
    for at, piece in enumerate(rest[:3]):
        person = person_in(piece)
        if person and person.title and is_office(person.title):
            return piece, [head, *rest[:at], *rest[at + 1 :]], person
        post = rest[at - 1] if at else ""
        if person and not at and is_office(head) and is_title(head):
            return (
                piece,
                [_ARTICLE.sub("", head), *rest[1:]],
                person,
            )  # "El alcalde de Aliaga, D. Sergio Uche"
        if person and not person.title and is_title(post) and person_in(post) is None:
            return piece, [post, head, *rest[: at - 1], *rest[at + 1 :]], person
    return head, rest, None


def _read_body(text: str, head: str, rest: list[str], found: Found, *, cells: bool) -> None:
    """A body: its name with all its commas, less a region or country at the end."""
    if cells:
        found.organisation = head
        for piece in rest:
            read_detail(piece, found, last=True)
        return
    name = text
    dashed = _DASHED_TAIL.match(name)
    if dashed and where_is(dashed.group(2)):
        name = dashed.group(1)
        set_region(dashed.group(2), found)
    pieces = _without_where(name, found)
    found.organisation = (
        ", ".join(pieces).strip().removesuffix(".").strip() if len(pieces) > 1 else pieces[0].strip()
    )


def _without_where(name: str, found: Found) -> list[str]:
    """The pieces of a body's name, less the town and region or country that end it."""
    pieces = _cut_commas(name)
    asides = list(PARENTHESIS.finditer(name))
    inside = asides[-1] if asides and asides[-1].end() == len(name) else None
    if len(pieces) > 1 and where_is(pieces[-1]):
        set_region(pieces.pop(), found)
        if len(pieces) > 1 and _is_town(pieces[-1], found):
            found.place = pieces.pop()
    elif inside and where_is(inside.group(1)):
        set_region(inside.group(1), found)
        pieces = [name[: inside.start()].strip()]
    elif len(name.split()) > 1 and found.region is None:
        _country_in_name(name, found)
    return pieces


def _country_in_name(name: str, found: Found) -> None:
    """ "Youth Foundation of Bangladesh": a country at the end of the name is printed too."""
    last = name.split()[-1].strip(".)(")
    where = where_is(last)
    if where and where.is_country and last[0].isupper() and not last.isupper():
        found.country = where.text


def _cut_commas(text: str) -> list[str]:
    hidden = PARENTHESIS.sub(lambda match: match.group().translate(_HIDE), text)
    return [piece.translate(_SHOW).strip() for piece in hidden.split(",") if piece.strip()]


def _is_town(piece: str, found: Found) -> bool:
    """One or two capitalised words before a country that are no part of a body's name."""
    tokens = piece.split()
    return (
        bool(found.region)
        and len(tokens) <= 2
        and all(token[:1].isupper() for token in tokens)
        and not is_organisation(piece)
    )


def _signatory(found: Found, entry: Entry) -> Signatory:
    office, place = found.office, found.place
    if office and place and folded(office) == "executive" and folded(place).endswith((" county", " parish")):
        office = "County Executive"
    certain = bool(found.name and (office or found.organisation or found.place)) or bool(
        found.organisation and not found.name
    )
    return Signatory(
        name=found.name,
        honorific=found.honorific,
        office=office,
        title="; ".join(found.title) or None,
        place=place,
        region=found.region,
        region_code=found.region_code,
        country=found.country,
        organisation=found.organisation,
        on_behalf_of=found.on_behalf_of,
        group=entry.group,
        note="; ".join(found.note) or None,
        status=found.status,
        source=entry.source,
        confidence=0.95 if certain else 0.8,
    )
