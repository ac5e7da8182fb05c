"""Posts: "Austin Mayor", "Mayor of Austin", "President of the River Watch", "SRE at Copperline"."""

import re

from undersigned.domain.name_matching import folded, word_set
from undersigned.reading.find_block.found import PARENTHESIS, Found, set_region, with_region_at_the_end
from undersigned.reading.find_block.person import is_office, is_organisation, is_title
from undersigned.reading.languages import words
from undersigned.reading.whereabouts import is_province, where_is

_AT = re.compile(
    r",?\s+(?:at(?: the)?|@|à l['’]|à la|à|au|aux|en la|en el|de la(?= Univ| Esc| Fac)|na|no|"
    r"da(?= Univ| Fac| Esc)|do(?= Inst| Cent)|an der|am|bei der|beim)\s+(?=[A-ZÀ-Þ])"
)
_CITY_OF = re.compile(
    r"^(?:Stadt|Gemeinde|Hansestadt|Landeshauptstadt|(?:la |a )?(?:ciudad|ville|commune|"
    r"cidade|villa) (?:de |d['’]))(?=\s*[A-ZÀ-Þ])\s*"
)
_OF_A_REGION = (
    "attorney",
    "senator",
    "lieutenant",
    "secretary",
    "gobernador",
    "governador",
    "permanent representative",
    "ambassador",
    "embajador",
    "ambassadeur",
    "ambassadrice",
    "botschafter",
)
_DISTRICT = re.compile(
    r"(?:\w+ )?(?:district|ward|division|bezirk|distrito|circonscription|precinct)\b.*|(?:\w+ )?(?:D|R)-\d+",
    re.IGNORECASE,
)
_LONGEST_POST = 5
_TWO_CAPITALS = re.compile(r"[A-Z]{2,3}")
_ARTICLE = re.compile(
    r"^(?:the|la|las|el|los|les|le|il|lo|gli|i|der|die|das|den|o|a|os|as|l['’]) ?(?=[A-ZÀ-Þ0-9])"
)


def read_office_before_name(title: str, found: Found) -> None:
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


def as_office_of_place(piece: str, found: Found) -> bool:
    """ "Mayor of Austin", "Executive of Montgomery County", "Governor of Maryland", "Alcaldesa de Soria"."""
    text = _without_former(piece, found)
    tokens = text.split()
    for at, token in enumerate(tokens[1:5], start=1):
        if folded(token) in words("place_kinds") and at == 1 and is_office(tokens[0]) and tokens[at + 1 :]:
            return _set_office_and_place(tokens[0], "of", " ".join(tokens[at + 1 :]), found)
        if is_of(token) and is_office(" ".join(tokens[:at])) and not is_organisation(" ".join(tokens[:at])):
            return _set_office_and_place(" ".join(tokens[:at]), tokens[at], " ".join(tokens[at + 1 :]), found)
    return False


def is_of(token: str) -> bool:
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
    if inside and not _is_part_of_a_name(office, inside.group(1)):
        _read_brackets(inside.group(1), found)
        place = place[: inside.start()].strip()
    place = with_region_at_the_end(place, found)
    found.office = office
    set_place_of(office, place, found)
    return True


def _read_brackets(text: str, found: Found) -> None:
    """ "(NE)", "(Teruel)", and what is neither a region nor a country: a party, a term."""
    if where_is(text):
        set_region(text, found)
    elif not found.region and (_TWO_CAPITALS.fullmatch(text) or is_province(text)):
        found.region = text
    else:
        found.note.append(text)


def _is_part_of_a_name(office: str, inside: str) -> bool:
    """ "Halle (Saale)": in German a river tells towns of one name apart; elsewhere it is a province."""
    german = any(folded(token) in words("offices", "de") for token in office.split())
    return german and where_is(inside) is None and not _TWO_CAPITALS.fullmatch(inside)


def set_place_of(office: str, place: str, found: Found) -> None:
    """The place that an office speaks for; of a governor or an attorney general it is the region."""
    plain = folded(office)
    of_region = "governor" in f"{plain} " or plain.startswith(_OF_A_REGION)
    if of_region and where_is(place) and not found.region:
        set_region(place, found)
    else:
        found.place = place


def _is_office_of_place(office: str) -> bool:
    return any(folded(token).strip(".,") in words("offices") for token in office.split())


def as_post_of_body(piece: str, found: Found) -> bool:
    """ "President of the River Watch", "secrétaire générale de l'Union des Maraîchers"."""
    tokens = piece.split()
    for at in range(1, min(len(tokens), 6)):
        named_so = tokens[at][:1].isupper() and is_organisation(tokens[at - 1])  # "Zwemvereniging De Golf"
        if folded(tokens[at]) == "for" or named_so or not is_of(tokens[at]) or not _leads(tokens[:at]):
            continue
        body = _ARTICLE.sub("", _behind_of(tokens, at))
        named = body and (body[0].isupper() or body[0].isdigit() or is_organisation(body.split()[0]))
        if not named or found.organisation:
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


def as_title(piece: str, found: Found) -> bool:
    text = _without_former(piece, found)
    if not is_title(text) or _is_board(text):
        if _as_anything_at(piece, found):
            return True
        if _DISTRICT.fullmatch(piece) and not is_organisation(piece):
            found.note.append(piece)
            return True
        return False
    parts = _AT.split(text, maxsplit=1)
    of = re.match(r"(.+) (?:of|de|du|von) (?:the )?([A-ZÀ-Þ].*)", text)
    if of and where_is(of.group(2)) and not found.region:
        set_region(of.group(2), found)
        text = of.group(1)
    if len(parts) == 2 and is_title(parts[0]) and not found.organisation:
        text, found.organisation = parts[0].strip(), parts[1].strip()
    if found.office is None and is_office(text) and not is_organisation(text) and len(text.split()) <= 4:
        found.office = text
    else:
        found.title.append(text)
    return True


def _as_anything_at(piece: str, found: Found) -> bool:
    """ "SRE at Copperline Systems": what stands before "at" is a post, known or not."""
    parts = re.split(r"\s+(?:@|at)\s+(?=[A-ZÀ-Þ])", piece, maxsplit=1)
    if len(parts) < 2 or found.organisation or len(parts[0].split()) > _LONGEST_POST:
        return False
    found.title.append(parts[0])
    found.organisation = parts[1]
    return True


def _is_board(text: str) -> bool:
    """ "Alameda County Board of Supervisors": a body, though its last word is a post."""
    tokens = [folded(token).strip(".,") for token in text.split()]
    bodies = [at for at, token in enumerate(tokens) if token in words("organisations")]
    return (
        bool(bodies)
        and 0 < bodies[0] < len(tokens) - 2
        and is_of(tokens[bodies[0] + 1])
        and not (is_title(" ".join(tokens[: bodies[0]])))
    )
