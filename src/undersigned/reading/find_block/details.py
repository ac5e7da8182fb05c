"""What each further piece of a person's entry is: office, place, region, degree, title, body, note."""

import re

from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.found import (
    LEFTOVERS,
    PARENTHESIS,
    Found,
    set_region,
    with_region_at_the_end,
)
from undersigned.reading.find_block.person import (
    DEGREE,
    PARTICLES,
    Person,
    is_office,
    is_organisation,
    is_title,
)
from undersigned.reading.find_block.posts import (
    as_office_of_place,
    as_post_of_body,
    as_title,
    is_of,
    read_office_before_name,
    set_place_of,
)
from undersigned.reading.languages import words
from undersigned.reading.whereabouts import where_is

_SEAT = re.compile(r"([A-Z]{2})-(?:\d{1,2}|AL|At Large)")  # "TX-16", of a member of Congress
_PARTY_ALONE = re.compile(r"[A-Z][A-Za-z]{1,5}|[A-Z]{2,6}(?:[-/][A-Z]{2,6})?")
_PARTY = re.compile(
    r"(?:[A-Z]{1,4}|Dem|Rep|Ind)\.?\s?[-–—/]\s?([A-Z]{2}|[A-Z][a-z]+\.?)(?:[-–]\d+|[-–]At Large)?"
)


def read_person(person: Person, rest: list[str], found: Found) -> None:
    found.name = person.name
    if person.title and is_office(person.title) and " of " in person.name:
        found.name, _, place = person.name.partition(" of ")
        set_place_of(person.title, with_region_at_the_end(place, found), found)
    found.honorific = " ".join(filter(None, (person.honorific, found.honorific))) or None
    if person.title:
        read_office_before_name(person.title, found)
    details = list(rest)
    if len(details) > 1 and _is_party_of(details[0], details[1]):
        found.note.append(details.pop(0))
    if person.after and not is_title(person.after.split()[0]) and not where_is(person.after):
        found.organisation = person.after.strip(LEFTOVERS)
    elif person.after:
        details.insert(0, person.after)
    read_details(details, found)
    if found.on_behalf_of and not found.organisation:
        found.organisation = found.on_behalf_of


def _is_party_of(piece: str, following: str) -> bool:
    """ "Ana Roe (UCR), Diputada Nacional": a few capitals right behind a politician's name."""
    return (
        piece.isupper()
        and bool(_PARTY_ALONE.fullmatch(piece))
        and is_office(following)
        and not where_is(piece)
    )


def read_details(details: list[str], found: Found) -> None:
    """Tell what each further piece of a person's entry is; what its own words do not tell, the others do."""
    untold: list[tuple[str, bool]] = []
    for at, piece in enumerate(details):
        following = details[at + 1 :]
        last = not (following and where_is(following[0]))
        if not _told_by_its_words(piece, found, alone=not any(_says_more(other) for other in following)):
            untold.append((piece, last))
    if found.organisation and not (found.office or found.title or found.columns):
        small = next((one for one in untold if _is_small_post(one[0])), None)
        if small:
            untold.remove(small)
            found.title.append(small[0])
    known = found.organisation or found.office or found.title or found.region
    if len(untold) > 1 and not known and not found.columns:
        found.title.append(untold.pop(0)[0])  # a post that no word tells, then a body that no word tells
    for piece, last in untold:
        read_detail(piece, found, last=last)


def _is_small_post(piece: str) -> bool:
    """ "pediatra", "cirurgião", "retired nurse": no word of ours, but no name begins small."""
    first = piece.split()[0]
    return first.islower() and first.isalpha() and first not in PARTICLES


def _says_more(piece: str) -> bool:
    return not (where_is(piece) or DEGREE.fullmatch(piece))


def _told_by_its_words(piece: str, found: Found, *, alone: bool) -> bool:
    """Whether the piece says itself what it is; `alone`: nothing but regions and degrees follows it."""
    if PARENTHESIS.search(piece):
        return False
    piece = _tidy_piece(piece)
    if not piece or (alone and as_post_of_body(piece, found)):
        return True
    return any(told(piece, found) for told in _KINDS_OF_DETAIL) or _as_body(piece, found)


def _tidy_piece(piece: str) -> str:
    piece = piece.strip(LEFTOVERS)
    return piece if re.search(r"\b\w\.$|\.\w\.$", piece) else piece.removesuffix(".")


def read_detail(piece: str, found: Found, *, last: bool) -> None:
    """Tell what one further piece of a person's entry is."""
    piece = _tidy_piece(piece)
    inside = PARENTHESIS.search(piece)
    if inside and inside.end() == len(piece) and _as_place_and_region(inside.group(1), found):
        piece = piece[: inside.start()].strip()
        inside = None
    if (
        inside
        and inside.end() == len(piece)
        and inside.start() > 0
        and (where_is(inside.group(1)) or _PARTY.fullmatch(inside.group(1)))
    ):
        read_detail(piece[: inside.start()], found, last=True)
        piece = inside.group(1)
    if not piece:
        return
    if not any(told(piece, found) for told in _KINDS_OF_DETAIL):
        _as_body_or_town(piece, found, last=last)


def _as_place_and_region(text: str, found: Found) -> bool:
    """ "Steubenville, OH" in parentheses behind whatever else is told."""
    place, comma, region = text.rpartition(", ")
    if not comma or "," in place or place.isupper() or found.place or found.region or found.columns:
        return False
    if not where_is(region):
        return False
    found.place = place
    set_region(region, found)
    return True


def _as_party(piece: str, found: Found) -> bool:
    party = _PARTY.fullmatch(piece) or _SEAT.fullmatch(piece)
    where = where_is(party.group(1)) if party else None
    if party is None or where is None:
        return False
    set_region(party.group(1), found)
    found.note.append(piece)
    return True


def _as_party_abroad(piece: str, found: Found) -> bool:
    """ "Alcalde de Utrillas, PSOE": capitals behind an office of a country without such codes of regions."""
    office = folded(found.office or "").split()
    if not (office and found.place) or found.region or office[0] in words("offices", "en"):
        return False
    party = piece.isupper() and len(piece) > 2 and _PARTY_ALONE.fullmatch(piece) and not where_is(piece)
    if not party and folded(piece) not in ("ind", "indep"):
        return False
    found.note.append(piece)
    return True


def _as_degree(piece: str, found: Found) -> bool:
    if all(DEGREE.fullmatch(part) for part in re.split(r"[ ,]+", piece)):
        found.honorific = ", ".join(filter(None, (found.honorific, piece)))
        return True
    return False


def _as_region(piece: str, found: Found) -> bool:
    may_be_degree = not (found.place or found.office) and bool(DEGREE.fullmatch(piece))
    if where_is(piece) and not may_be_degree:
        if found.region is None:
            set_region(piece, found)
        else:
            found.country = found.country if found.region_code else piece
        return True
    if found.place and re.fullmatch(r"[A-Z]{2,3}", piece) and not found.region:
        found.region = piece
        return True
    return False


def _as_body_named_first(piece: str, found: Found) -> bool:
    """ "Group of the Greens Member": it begins as a body does, whatever post ends it."""
    tokens = piece.split()
    first = (
        len(tokens) > 2 and is_organisation(tokens[0]) and (is_of(tokens[1]) or folded(tokens[1]) == "for")
    )
    if not first or found.organisation or is_title(tokens[0]):
        return False
    found.organisation = piece
    return True


def _as_place(piece: str, found: Found) -> bool:
    """ "City of Austin", "Montgomery County", "Ville de Lyon"."""
    tokens = piece.split()
    kinds = words("place_kinds")
    named = (
        len(tokens) > 2
        and folded(tokens[0]) in kinds
        and (is_of(tokens[1]) or folded(tokens[1]).startswith("d'"))
    )
    german = len(tokens) == 2 and folded(tokens[0]) in ("stadt", "gemeinde", "landkreis", "markt")
    county = len(tokens) > 1 and folded(tokens[-1]) in ("county", "parish", "township", "borough", "village")
    if not (named or german or county) or found.place:
        return False
    state = piece.partition(" of ")[2] if folded(tokens[0]) in ("state", "commonwealth") else ""
    if state and where_is(state) and not found.region:
        set_region(state, found)
        return True
    found.place = with_region_at_the_end(piece, found)
    return True


def _as_body(piece: str, found: Found) -> bool:
    """A piece whose words say that it is a body."""
    if found.organisation or not is_organisation(piece) or (found.office and found.title):
        return False
    found.organisation = piece
    return True


_KINDS_OF_DETAIL = (
    _as_party,
    _as_party_abroad,
    _as_region,
    _as_degree,
    _as_body_named_first,
    as_office_of_place,
    as_title,
    _as_place,
)


def _as_body_or_town(piece: str, found: Found, *, last: bool) -> None:
    """A piece that no word explains: a town where an office speaks or a region follows, else a body."""
    town = (not last or found.office) and not is_organisation(piece) and len(piece.split()) <= 5
    if town and not found.place:
        found.place = with_region_at_the_end(piece, found)
        return
    if found.office and found.title and is_organisation(piece):
        found.title[-1] += f", {piece}"
        return
    tail = re.match(r"^([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}) ([A-Z]{2})$", piece)
    if tail and where_is(tail.group(2)) and not found.place:
        found.place = tail.group(1)
        set_region(tail.group(2), found)
    elif found.organisation is None and piece[:1] != "@":
        found.organisation = piece
    elif is_organisation(piece) or len(piece.split()) > 1:
        found.title.append(piece)
    else:
        found.note.append(piece)
