"""One entry of a signature block → a `Signatory`.

An entry is cut at its commas, semicolons and dashes; the first piece is the person or body, and every further
piece is told by what it is: office, place, region, title, body, note. What is not printed stays None.
"""

import re
from dataclasses import dataclass, field

from undersigned.domain.documents import Signatory, SignatoryStatus, Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.person import (
    DEGREE,
    SUFFIX,
    Person,
    is_office,
    is_organisation,
    is_title,
    person_in,
)
from undersigned.reading.languages import phrases, words
from undersigned.reading.whereabouts import where_is

_SEPARATOR = re.compile(r"\s*(?:[,;|\t\n]|\s[-–—―]+(?=\s)|(?<=[\w)])[:—–](?=\s))\s*|\.\s+(?=[A-ZÀ-Þ][a-zà-þ]+ (?:of|de|du|d['’]|von|der|do|da)\b)")
_PARENTHESIS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_PARTY = re.compile(r"(?:[A-Z]{1,4}|Dem|Rep|Ind)\.?\s?[-–—/]\s?([A-Z]{2}|[A-Z][a-z]+\.?)(?:[-–]\d+|[-–]At Large)?")
_DASHED_TAIL = re.compile(r"^(.*\S)\s+[-–—]\s+([^-–—]+)$")
_AT = re.compile(
    r",?\s+(?:at(?: the)?|@|à l['’]|à la|à|au|aux|en la|en el|de la(?= Univ| Esc| Fac)|na|no|da(?= Univ| Fac| Esc)|do(?= Inst| Cent)|an der|am|bei der|beim)\s+(?=[A-ZÀ-Þ])"
)
_FOOTMARKS = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\^\d+|\[\d+\]")
_CITY_OF = re.compile(r"^(?:Stadt|Gemeinde|Hansestadt|Landeshauptstadt|(?:la |a )?(?:ciudad|ville|commune|cidade|villa) (?:de |d['’]))(?=\s*[A-ZÀ-Þ])\s*")
_LEFTOVERS = " \t,;·•|"
_DISTRICT = re.compile(r"(?:\w+ )?(?:district|ward|division|bezirk|distrito|circonscription|precinct)\b.*|(?:\w+ )?(?:D|R)-\d+", re.IGNORECASE)


@dataclass(slots=True)
class _Found:
    """What has been told of one entry so far."""

    name: str | None = None
    honorific: str | None = None
    office: str | None = None
    title: list[str] = field(default_factory=list)
    place: str | None = None
    region: str | None = None
    region_code: str | None = None
    country: str | None = None
    organisation: str | None = None
    on_behalf_of: str | None = None
    note: list[str] = field(default_factory=list)
    status: SignatoryStatus = "current"
    punctuation: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What is printed for one signatory: its pieces (lines, or cells), where it stands, under which heading.

    `people`: the list is of people (True), of bodies (False), or nothing tells (None).
    `cells`: the pieces are cells of a table row, not to be cut at dashes.
    """

    text: str
    source: Source
    group: str | None = None
    people: bool | None = None
    cells: tuple[str, ...] = ()


def read_entry(entry: Entry) -> Signatory:
    """The signatory that this entry prints. Never fails: what cannot be told apart is the name or body itself."""
    text = _FOOTMARKS.sub("", entry.text).strip(_LEFTOVERS)
    found = _Found()
    if any("=" in cell and cell.split("=", 1)[0] in _FIELDS for cell in entry.cells[1:]):
        return _read_fields(entry, found)
    pieces = _pieces(entry, text, found)
    head, rest = pieces[0], pieces[1:]
    person = _person(head, entry, rest)
    if person is None and rest and entry.people is not False:
        head, rest, person = _person_further_back(head, rest)
    if person is None and not (entry.people and entry.cells):
        _read_body(text, head, rest, found, cells=bool(entry.cells))
    else:
        _read_person(person or Person(head), rest, found)
    return _signatory(found, entry)


_FIELDS = ("title", "office", "organisation", "place", "region", "country", "note")


def _read_fields(entry: Entry, found: _Found) -> Signatory:
    """A row of a table with a head: each cell is what its column says."""
    person = person_in(entry.cells[0].split("\n")[0], lone=True)
    fields = dict(cell.split("=", 1) for cell in entry.cells[1:])
    if entry.cells[0] == fields.get("organisation"):
        found.organisation = fields.pop("organisation")
    else:
        _read_person(person or Person(entry.cells[0]), [], found)
    for name in ("title", "office"):
        if name in fields:
            _detail(fields[name], found, last=True)
    found.organisation = fields.get("organisation") or found.organisation
    found.place = fields.get("place") or found.place
    if "region" in fields:
        _place_of(fields["region"], found)
        found.region = fields["region"]
    found.country = fields.get("country") or found.country
    return _signatory(found, entry)


def _pieces(entry: Entry, text: str, found: _Found) -> list[str]:
    """The entry cut up; words in parentheses after a person become pieces of their own."""
    if entry.cells:
        cells = [cell.replace("\n", ", ").strip() for cell in entry.cells]
        first = _cut(cells[0])
        return [*first, *[cell for cell in cells[1:] if cell not in ("", "-", "–", "—")]] or [text]
    behalf = _behalf(text)
    if behalf:
        text, found.on_behalf_of = behalf
    pieces = _cut(text)
    return pieces or [text]


def _behalf(text: str) -> tuple[str, str] | None:
    """("Chee Yoke Ling", "Third World Network (TWN)") of "Chee Yoke Ling, on behalf of the Third World Network (TWN)"."""
    plain = folded(text)
    for phrase in phrases("on_behalf"):
        at = plain.find(f" {phrase} ")
        if at > 0 and len(plain) == len(text):
            before = text[:at].strip(_LEFTOVERS)
            after = text[at + len(phrase) + 2 :].strip(_LEFTOVERS)
            after = re.sub(r"^(?:the|la|el|l['’]|le|der|die|das|a|o)\s+", "", after)
            if before and after and person_in(before.split(",")[0]):
                return before, after
    return None


def _cut(text: str) -> list[str]:
    """Pieces between separators that stand outside parentheses; "Jr." and degrees stay with the name."""
    hidden = _PARENTHESIS.sub(lambda match: match.group().translate(_HIDE), text)
    pieces: list[str] = []
    start = 0
    for match in _SEPARATOR.finditer(hidden):
        if match.group().strip() in _DASHES and not _parts_here(hidden[start : match.start()], hidden[match.end() :]):
            continue
        if match.group().strip() == "." and not is_title(hidden[match.end() :].split()[0]):
            continue
        pieces.append(hidden[start : match.start()])
        start = match.end()
    pieces.append(hidden[start:])
    cut = [piece.translate(_SHOW).strip() for piece in pieces if piece.strip()]
    while len(cut) > 1 and SUFFIX.fullmatch(cut[1]):
        cut[:2] = [f"{cut[0]}, {cut[1]}"]
    return cut


def _parts_here(left: str, right: str) -> bool:
    """A dash parts a person from a post, or anything from a country; between words of a body it is part of the name."""
    person = person_in(left.translate(_SHOW).strip())
    return bool((person and not person.after) or where_is(right.translate(_SHOW).strip()) or where_is(left.strip()))


_DASHES = frozenset("-–—―") | {"--"}
_HIDDEN = dict(zip(",;|:-–—.\n\t", map(chr, range(0xE000, 0xE00A)), strict=True))
_HIDE = str.maketrans(_HIDDEN)
_SHOW = str.maketrans({hidden: shown for shown, hidden in _HIDDEN.items()})


def _person(head: str, entry: Entry, rest: list[str]) -> Person | None:
    bare = _PARENTHESIS.sub("", head).strip()
    aside = [part.strip() for part in _PARENTHESIS.findall(head)]
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


def _with_commas(name: str, printed: str) -> str:
    """The name with its comma back: "Robert P. Casey, Jr."."""
    at = printed.replace(", ", " ").find(name)
    start = printed.find(name.split()[0], max(at - 2, 0))
    return printed[start:] if start >= 0 else name


def _person_further_back(head: str, rest: list[str]) -> tuple[str, list[str], Person | None]:
    """ "City of Austin, TX: Mayor Steve Adler": the place first, then who speaks for it."""
    for at, piece in enumerate(rest[:3]):
        person = person_in(piece)
        if person and person.title and is_office(person.title):
            return piece, [head, *rest[:at], *rest[at + 1 :]], person
    return head, rest, None


def _read_body(text: str, head: str, rest: list[str], found: _Found, *, cells: bool) -> None:
    """A body: its name with all its commas, less a region or country at the end."""
    if cells:
        found.organisation = head
        for piece in rest:
            _detail(piece, found, last=True)
        return
    name = text
    dashed = _DASHED_TAIL.match(name)
    if dashed and where_is(dashed.group(2)):
        name = dashed.group(1)
        _place_of(dashed.group(2), found)
    pieces = _cut_commas(name)
    if len(pieces) > 1 and where_is(pieces[-1]):
        _place_of(pieces.pop(), found)
        if len(pieces) > 1 and _is_town(pieces[-1], found):
            found.place = pieces.pop()
    else:
        inside = _PARENTHESIS.search(name)
        if inside and inside.end() == len(name) and where_is(inside.group(1)):
            _place_of(inside.group(1), found)
            pieces = [name[: inside.start()].strip()]
        elif len(name.split()) > 1 and found.region is None:
            _country_in_name(name, found)
    found.organisation = ", ".join(pieces).strip().removesuffix(".").strip() if len(pieces) > 1 else pieces[0].strip()


def _country_in_name(name: str, found: _Found) -> None:
    """ "Youth Foundation of Bangladesh": a country at the end of the name is printed too."""
    last = name.split()[-1].strip(".)(")
    where = where_is(last)
    if where and where.is_country and last[0].isupper() and not last.isupper():
        found.country = where.text


def _cut_commas(text: str) -> list[str]:
    hidden = _PARENTHESIS.sub(lambda match: match.group().translate(_HIDE), text)
    return [piece.translate(_SHOW).strip() for piece in hidden.split(",") if piece.strip()]


def _is_town(piece: str, found: _Found) -> bool:
    """One or two capitalised words before a country that are no part of a body's name."""
    tokens = piece.split()
    return bool(found.region) and len(tokens) <= 2 and all(token[:1].isupper() for token in tokens) and not is_organisation(piece)


def _read_person(person: Person, rest: list[str], found: _Found) -> None:
    found.name = person.name
    if person.title and is_office(person.title) and " of " in person.name:
        found.name, _, place = person.name.partition(" of ")
        found.place = _with_region_at_the_end(place, found)
    found.honorific = person.honorific or None
    if person.title:
        _office_before_name(person.title, found)
    details = list(rest)
    if person.after and not is_title(person.after.split()[0]) and not where_is(person.after):
        found.organisation = person.after.strip(_LEFTOVERS)
    elif person.after:
        details.insert(0, person.after)
    for at, piece in enumerate(details):
        following = details[at + 1] if at + 1 < len(details) else ""
        _detail(piece, found, last=not (following and where_is(following)))
    if found.on_behalf_of and not found.organisation:
        found.organisation = found.on_behalf_of


def _office_before_name(title: str, found: _Found) -> None:
    """ "Austin Mayor", "Former Governor", "U.S. Senator", "Senate Democratic Leader"."""
    tokens = title.split()
    title = _without_former(title, found)
    tokens = title.split()
    if not tokens:
        return
    place: list[str] = []
    while len(tokens) > 1 and not _belongs_to_title(tokens[0]) and is_office(" ".join(tokens)):
        place.append(tokens.pop(0))
        if tokens[0] in ("County", "Parish", "City") and len(tokens) > 1:
            place.append(tokens[0])
            tokens = tokens[1:] if tokens[0] == "City" else tokens
            break
    found.office = " ".join(tokens)
    if place:
        found.place = found.place or " ".join(place)


_TITLE_WORDS = frozenset(
    "u.s. us united states state vice deputy lieutenant lt lt. acting interim county city town council general democratic republican "
    "house senate majority minority first executive federal regional district school village assistant associate senior attorney "
    "secretary pro tem tempore emeritus elect supervisor board national old governor-elect conservative labour liberal green".split()
)


def _belongs_to_title(token: str) -> bool:
    word = folded(token).strip(".,")
    return word in _TITLE_WORDS or folded(token) in _TITLE_WORDS or word in words("offices") or word in words("roles")


def _without_former(text: str, found: _Found) -> str:
    """The text without "former"; the signatory's status says it instead."""
    tokens = text.split()
    if tokens and folded(tokens[0]).strip(".,-") in words("former") and len(tokens) > 1:
        found.status = "former"
        return " ".join(tokens[1:])
    ex = re.match(r"(?i)ex[-– ](?=\w)", text)
    if ex:
        found.status = "former"
        return text[ex.end() :]
    return text


def _detail(piece: str, found: _Found, *, last: bool) -> None:
    """Tell what one further piece of a person's entry is."""
    piece = piece.strip(_LEFTOVERS).removesuffix(".") if not re.search(r"\b\w\.$", piece) else piece.strip(_LEFTOVERS)
    inside = _PARENTHESIS.search(piece)
    if inside and inside.end() == len(piece) and inside.start() > 0 and (where_is(inside.group(1)) or _PARTY.fullmatch(inside.group(1))):
        _detail(piece[: inside.start()], found, last=True)
        piece = inside.group(1)
    if not piece:
        return
    for told in (_as_party, _as_region, _as_degree, _as_body_named_first, _as_office_of_place, _as_title, _as_place):
        if told(piece, found):
            return
    _as_body_or_town(piece, found, last=last)


def _as_party(piece: str, found: _Found) -> bool:
    party = _PARTY.fullmatch(piece)
    where = where_is(party.group(1)) if party else None
    if party is None or where is None:
        return False
    _place_of(party.group(1), found)
    found.note.append(piece)
    return True


def _as_degree(piece: str, found: _Found) -> bool:
    if all(DEGREE.fullmatch(part) for part in re.split(r"[ ,]+", piece)):
        found.honorific = ", ".join(filter(None, (found.honorific, piece)))
        return True
    return False


def _as_region(piece: str, found: _Found) -> bool:
    may_be_degree = not (found.place or found.office) and bool(DEGREE.fullmatch(piece))
    if where_is(piece) and not may_be_degree:
        if found.region is None:
            _place_of(piece, found)
        else:
            found.country = found.country if found.region_code else piece
        return True
    if found.place and re.fullmatch(r"[A-Z]{2,3}", piece) and not found.region:
        found.region = piece
        return True
    return False


def _place_of(text: str, found: _Found) -> None:
    """Set region and country from a text that names one."""
    where = where_is(text)
    if where is None:
        return
    found.region = where.text if not where.is_country else found.region
    found.region_code = where.region_code
    found.country = where.text if where.is_country else where.country
    if where.is_country and not found.region:
        found.region = None


def _as_office_of_place(piece: str, found: _Found) -> bool:
    """ "Mayor of Austin", "Executive of Montgomery County", "Governor of Maryland", "Alcaldesa de Soria"."""
    text = _without_former(piece, found)
    tokens = text.split()
    for at, token in enumerate(tokens[1:5], start=1):
        if _is_of(token) and is_office(" ".join(tokens[:at])) and not is_organisation(" ".join(tokens[:at])):
            return _set_office_and_place(" ".join(tokens[:at]), tokens[at], " ".join(tokens[at + 1 :]), found)
    return False


def _is_of(token: str) -> bool:
    word = folded(token)
    return word in words("of") or word.startswith(("d'", "dell'"))


def _set_office_and_place(office: str, of: str, place: str, found: _Found) -> bool:
    if folded(of).startswith(("d'", "dell'")):
        place = f"{of[of.replace('’', chr(39)).index(chr(39)) + 1 :]} {place}".strip()
    place = _CITY_OF.sub("", re.sub(r"^(?:the|der|die) +", "", place))
    if not place or not (place[0].isupper() or folded(place.split()[0]) in words("place_kinds")):
        return False
    if is_organisation(place) and not _is_office_of_place(office):
        return False
    inside = _PARENTHESIS.search(place)
    if inside:
        _place_of(inside.group(1), found)
        place = place[: inside.start()].strip()
    place = _with_region_at_the_end(place, found)
    found.office = office
    if where_is(place) and not found.region and "governor" in folded(office) + " " or where_is(place) and not found.region and folded(office).startswith(("attorney", "senator", "lieutenant", "secretary")):
        _place_of(place, found)
    else:
        found.place = place
    return True


def _is_office_of_place(office: str) -> bool:
    return any(folded(token).strip(".,") in words("offices") for token in office.split())


def _with_region_at_the_end(place: str, found: _Found) -> str:
    """ "Austin TX" and "Recife/PE" → the place, its region noted."""
    tail = re.match(r"^(.*\S)(?: |/|-)([A-Z]{2})$", place)
    if tail:
        _place_of(tail.group(2), found)
        found.region = found.region or tail.group(2)
        return tail.group(1).strip(" /-,")
    return place


def _as_body_named_first(piece: str, found: _Found) -> bool:
    """ "Group of the Greens Member": it begins as a body does, whatever post ends it."""
    tokens = piece.split()
    first = len(tokens) > 2 and is_organisation(tokens[0]) and (_is_of(tokens[1]) or folded(tokens[1]) == "for")
    if not first or found.organisation or is_title(tokens[0]):
        return False
    found.organisation = piece
    return True


def _as_title(piece: str, found: _Found) -> bool:
    text = _without_former(piece, found)
    if not is_title(text):
        if _DISTRICT.fullmatch(piece):
            found.note.append(piece)
            return True
        return False
    parts = _AT.split(text, maxsplit=1)
    if len(parts) == 2 and is_title(parts[0]) and not found.organisation:
        text, found.organisation = parts[0].strip(), parts[1].strip()
    if found.office is None and is_office(text) and not is_organisation(text) and len(text.split()) <= 4:
        found.office = text
    else:
        found.title.append(text)
    return True


def _as_place(piece: str, found: _Found) -> bool:
    """ "City of Austin", "Montgomery County", "Ville de Lyon"."""
    tokens = piece.split()
    kinds = words("place_kinds")
    named = len(tokens) > 2 and folded(tokens[0]) in kinds and (_is_of(tokens[1]) or folded(tokens[1]).startswith("d'"))
    german = len(tokens) == 2 and folded(tokens[0]) in ("stadt", "gemeinde", "landkreis", "markt")
    county = len(tokens) > 1 and folded(tokens[-1]) in ("county", "parish", "township", "borough", "village")
    if not (named or german or county) or found.place:
        return False
    found.place = _with_region_at_the_end(piece, found)
    return True


def _as_body_or_town(piece: str, found: _Found, *, last: bool) -> None:
    """A piece that no word explains: a town where an office speaks or a region follows, else a body."""
    if (not last or found.office) and not is_organisation(piece):
        if not found.place and len(piece.split()) <= 5:
            found.place = _with_region_at_the_end(piece, found)
            return
    if found.office and found.title and is_organisation(piece):
        found.title[-1] += f", {piece}"
        return
    tail = re.match(r"^([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}) ([A-Z]{2})$", piece)
    if tail and where_is(tail.group(2)) and not found.place:
        found.place = tail.group(1)
        _place_of(tail.group(2), found)
    elif found.organisation is None and piece[:1] != "@":
        found.organisation = piece
    elif is_organisation(piece) or len(piece.split()) > 1:
        found.title.append(piece)
    else:
        found.note.append(piece)


def _signatory(found: _Found, entry: Entry) -> Signatory:
    office, place = found.office, found.place
    if office and place and folded(office) == "executive" and folded(place).endswith((" county", " parish")):
        office = "County Executive"
    certain = bool(found.name and (office or found.organisation or found.place)) or bool(found.organisation and not found.name)
    return Signatory(
        name=found.name, honorific=found.honorific, office=office, title="; ".join(found.title) or None, place=place,
        region=found.region, region_code=found.region_code, country=found.country, organisation=found.organisation,
        on_behalf_of=found.on_behalf_of, group=entry.group, note="; ".join(found.note) or None, status=found.status,
        source=entry.source, confidence=0.95 if certain else 0.8,
    )  # fmt: skip
