"""What each further piece of a person's entry is: office, place, region, degree, title, body, note."""

import re
from dataclasses import dataclass, field

from undersigned.domain.documents import SignatoryStatus
from undersigned.domain.name_matching import folded, word_set
from undersigned.reading.find_block.person import DEGREE, Person, is_office, is_organisation, is_title
from undersigned.reading.languages import words
from undersigned.reading.whereabouts import where_is

_PARTY = re.compile(
    r"(?:[A-Z]{1,4}|Dem|Rep|Ind)\.?\s?[-–—/]\s?([A-Z]{2}|[A-Z][a-z]+\.?)(?:[-–]\d+|[-–]At Large)?"
)
_AT = re.compile(
    r",?\s+(?:at(?: the)?|@|à l['’]|à la|à|au|aux|en la|en el|de la(?= Univ| Esc| Fac)|na|no|"
    r"da(?= Univ| Fac| Esc)|do(?= Inst| Cent)|an der|am|bei der|beim)\s+(?=[A-ZÀ-Þ])"
)
_CITY_OF = re.compile(
    r"^(?:Stadt|Gemeinde|Hansestadt|Landeshauptstadt|(?:la |a )?(?:ciudad|ville|commune|"
    r"cidade|villa) (?:de |d['’]))(?=\s*[A-ZÀ-Þ])\s*"
)
_OF_A_REGION = ("attorney", "senator", "lieutenant", "secretary", "gobernador", "governador")
_DISTRICT = re.compile(
    r"(?:\w+ )?(?:district|ward|division|bezirk|distrito|circonscription|precinct)\b.*|(?:\w+ )?(?:D|R)-\d+",
    re.IGNORECASE,
)
_TWO_CAPITALS = re.compile(r"[A-Z]{2,3}")
_ARTICLE = re.compile(
    r"^(?:the|la|las|el|los|les|le|il|lo|gli|i|der|die|das|den|o|a|os|as|l['’]) ?(?=[A-ZÀ-Þ0-9])"
)
LEFTOVERS = " \t,;·•|"
PARENTHESIS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


@dataclass(slots=True)
class Found:
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


def read_person(person: Person, rest: list[str], found: Found) -> None:
    found.name = person.name
    if person.title and is_office(person.title) and " of " in person.name:
        found.name, _, place = person.name.partition(" of ")
        _set_place_of(person.title, _with_region_at_the_end(place, found), found)
    found.honorific = person.honorific or None
    if person.title:
        _office_before_name(person.title, found)
    details = list(rest)
    if person.after and not is_title(person.after.split()[0]) and not where_is(person.after):
        found.organisation = person.after.strip(LEFTOVERS)
    elif person.after:
        details.insert(0, person.after)
    read_details(details, found)
    if found.on_behalf_of and not found.organisation:
        found.organisation = found.on_behalf_of


def _office_before_name(title: str, found: Found) -> None:
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


_TITLE_WORDS = word_set(
    """
    u.s. us united states state vice deputy lieutenant lt lt. acting interim county city town council
    general democratic republican house senate majority minority first executive federal regional
    district school village assistant associate senior attorney secretary pro tem tempore emeritus elect
    supervisor board national old governor-elect conservative labour liberal green
    """
)


def _belongs_to_title(token: str) -> bool:
    word = folded(token).strip(".,")
    return (
        word in _TITLE_WORDS
        or folded(token) in _TITLE_WORDS
        or word in words("offices")
        or word in words("roles")
    )


def _without_former(text: str, found: Found) -> str:
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


def read_details(details: list[str], found: Found) -> None:
    """Tell what each further piece of a person's entry is; what its own words do not tell, the others do."""
    untold: list[tuple[str, bool]] = []
    for at, piece in enumerate(details):
        following = details[at + 1 :]
        last = not (following and where_is(following[0]))
        if not _told_by_its_words(piece, found, alone=not any(_says_more(other) for other in following)):
            untold.append((piece, last))
    for piece, last in untold:
        read_detail(piece, found, last=last)


def _says_more(piece: str) -> bool:
    return not (where_is(piece) or DEGREE.fullmatch(piece))


def _told_by_its_words(piece: str, found: Found, *, alone: bool) -> bool:
    """Whether the piece says itself what it is; `alone`: nothing but regions and degrees follows it."""
    if PARENTHESIS.search(piece):
        return False
    piece = _tidy_piece(piece)
    if not piece or (alone and _as_post_of_body(piece, found)):
        return True
    return any(told(piece, found) for told in _KINDS_OF_DETAIL) or _as_body(piece, found)


def _tidy_piece(piece: str) -> str:
    piece = piece.strip(LEFTOVERS)
    return piece if re.search(r"\b\w\.$|\.\w\.$", piece) else piece.removesuffix(".")


def read_detail(piece: str, found: Found, *, last: bool) -> None:
    """Tell what one further piece of a person's entry is."""
    piece = _tidy_piece(piece)
    inside = PARENTHESIS.search(piece)
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


def _as_party(piece: str, found: Found) -> bool:
    party = _PARTY.fullmatch(piece)
    where = where_is(party.group(1)) if party else None
    if party is None or where is None:
        return False
    set_region(party.group(1), found)
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


def set_region(text: str, found: Found) -> None:
    """Set region and country from a text that names one."""
    where = where_is(text)
    if where is None:
        return
    found.region = where.text if not where.is_country else found.region
    found.region_code = where.region_code
    found.country = where.text if where.is_country else where.country
    if where.is_country and not found.region:
        found.region = None


def _as_office_of_place(piece: str, found: Found) -> bool:
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


def _set_office_and_place(office: str, of: str, place: str, found: Found) -> bool:
    if folded(of).startswith(("d'", "dell'")):
        place = f"{of[of.replace('’', chr(39)).index(chr(39)) + 1 :]} {place}".strip()
    place = _CITY_OF.sub("", re.sub(r"^(?:the|der|die) +", "", place))
    if not place or not (place[0].isupper() or folded(place.split()[0]) in words("place_kinds")):
        return False
    if is_organisation(place) and not _is_office_of_place(office):
        return False
    inside = PARENTHESIS.search(place)
    if inside:
        set_region(inside.group(1), found)
        if not found.region and _TWO_CAPITALS.fullmatch(inside.group(1)):
            found.region = inside.group(1)
        place = place[: inside.start()].strip()
    place = _with_region_at_the_end(place, found)
    found.office = office
    _set_place_of(office, place, found)
    return True


def _set_place_of(office: str, place: str, found: Found) -> None:
    """The place that an office speaks for; of a governor or an attorney general it is the region."""
    plain = folded(office)
    of_region = "governor" in f"{plain} " or plain.startswith(_OF_A_REGION)
    if of_region and where_is(place) and not found.region:
        set_region(place, found)
    else:
        found.place = place


def _is_office_of_place(office: str) -> bool:
    return any(folded(token).strip(".,") in words("offices") for token in office.split())


def _with_region_at_the_end(place: str, found: Found) -> str:
    """ "Austin TX" and "Recife/PE" → the place, its region noted."""
    tail = re.match(r"^(.*\S)(?: |/|-)([A-Z]{2})$", place)
    if tail:
        set_region(tail.group(2), found)
        found.region = found.region or tail.group(2)
        return tail.group(1).strip(" /-,")
    return place


def _as_body_named_first(piece: str, found: Found) -> bool:
    """ "Group of the Greens Member": it begins as a body does, whatever post ends it."""
    tokens = piece.split()
    first = (
        len(tokens) > 2 and is_organisation(tokens[0]) and (_is_of(tokens[1]) or folded(tokens[1]) == "for")
    )
    if not first or found.organisation or is_title(tokens[0]):
        return False
    found.organisation = piece
    return True


def _as_post_of_body(piece: str, found: Found) -> bool:
    """ "President of the River Watch", "secrétaire générale de l'Union des Maraîchers"."""
    tokens = piece.split()
    for at in range(1, min(len(tokens), 6)):
        if folded(tokens[at]) == "for" or not _is_of(tokens[at]) or not _leads(tokens[:at]):
            continue
        body = _ARTICLE.sub("", _behind_of(tokens, at))
        if not body or not (body[0].isupper() or body[0].isdigit()) or found.organisation:
            return False
        found.title.append(_without_former(" ".join(tokens[:at]), found))
        found.organisation = body
        return True
    return False


def _leads(tokens: list[str]) -> bool:
    """Whether these words are a post that leads a body: "vice president", "secrétaire générale"."""
    words_of_post = [folded(token).strip(".,") for token in tokens]
    if any(token.endswith((",", ";")) for token in tokens) or is_organisation(" ".join(tokens)):
        return False
    return any(word in words("leading") for word in words_of_post) and is_title(" ".join(tokens))


def _behind_of(tokens: list[str], at: int) -> str:
    of = tokens[at].replace("’", "'")
    first = [of.partition("'")[2]] if "'" in of else []
    return " ".join([*first, *tokens[at + 1 :]])


def _as_title(piece: str, found: Found) -> bool:
    text = _without_former(piece, found)
    if not is_title(text) or _is_board(text):
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


def _is_board(text: str) -> bool:
    """ "Alameda County Board of Supervisors": a body, though its last word is a post."""
    tokens = [folded(token).strip(".,") for token in text.split()]
    bodies = [at for at, token in enumerate(tokens) if token in words("organisations")]
    return (
        bool(bodies)
        and 0 < bodies[0] < len(tokens) - 2
        and _is_of(tokens[bodies[0] + 1])
        and not (is_title(" ".join(tokens[: bodies[0]])))
    )


def _as_place(piece: str, found: Found) -> bool:
    """ "City of Austin", "Montgomery County", "Ville de Lyon"."""
    tokens = piece.split()
    kinds = words("place_kinds")
    named = (
        len(tokens) > 2
        and folded(tokens[0]) in kinds
        and (_is_of(tokens[1]) or folded(tokens[1]).startswith("d'"))
    )
    german = len(tokens) == 2 and folded(tokens[0]) in ("stadt", "gemeinde", "landkreis", "markt")
    county = len(tokens) > 1 and folded(tokens[-1]) in ("county", "parish", "township", "borough", "village")
    if not (named or german or county) or found.place:
        return False
    found.place = _with_region_at_the_end(piece, found)
    return True


def _as_body(piece: str, found: Found) -> bool:
    """A piece whose words say that it is a body."""
    if found.organisation or not is_organisation(piece) or (found.office and found.title):
        return False
    found.organisation = piece
    return True


_KINDS_OF_DETAIL = (
    _as_party,
    _as_region,
    _as_degree,
    _as_body_named_first,
    _as_office_of_place,
    _as_title,
    _as_place,
)


def _as_body_or_town(piece: str, found: Found, *, last: bool) -> None:
    """A piece that no word explains: a town where an office speaks or a region follows, else a body."""
    town = (not last or found.office) and not is_organisation(piece) and len(piece.split()) <= 5
    if town and not found.place:
        found.place = _with_region_at_the_end(piece, found)
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
