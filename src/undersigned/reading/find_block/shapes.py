"""What a line inside a block looks like: an entry, a detail of the entry above, a heading, prose, rubbish."""

import re

from undersigned.domain.name_matching import folded, word_set
from undersigned.reading.find_block.person import (
    DEGREE,
    PARTICLES,
    SUFFIX,
    is_name,
    is_organisation,
    is_title,
    person_in,
)
from undersigned.reading.find_dates import find_dates
from undersigned.reading.languages import words
from undersigned.reading.lines import Line
from undersigned.reading.whereabouts import where_is

_FIRST = re.compile(r"^(.*?)(?:\s*[,;(\[\t|]|\s[-–—]\s|:\s|$)", re.DOTALL)
_ASIDE = re.compile(r"\s*[(\[].*|\s+[-–—]\s.*")
_FOR_A_BODY = re.compile(
    r"(?:for|per|pour|por|pela|pelo|für|voor|dla)\s+"
    r"(?:the |la |l['’]|le |les |el |los |las |o |a |die |den |das |il )?"
    r"(?P<body>[^:]{3,90}?)\s?:\s+(?P<who>\S.*)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:/s/|\(?(?:gez|sgd|signed|firmado|fdo|signé|ppa)\.?\)?:?|(?-i:i\. ?[AV]\.)|p/o)\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_TO_ASK = re.compile(
    r"\b(?:press|media|enquir|inquir|information|contact|question|presse|prensa)", re.IGNORECASE
)
_LONGEST_ENTRY = 45
_LONGEST_HEAD = 16
_LONGEST_DATE = 5
_DATELINE = re.compile(  # "Fait à Dakar, le 1er décembre 2023", "Dated this 7th day of March, 2025"
    r"(?:fait à|dated|done (?:at|in)|signed (?:at|in|this)|dado en|en [A-ZÀ-Þ]|em [A-ZÀ-Þ]|"
    r"[A-ZÀ-Þ][\w’'. -]{2,30}, (?:em )?\d{1,2} de )",
    re.IGNORECASE,
)
_RUBBISH = re.compile(
    r"^[\W\d_]*$|^(?=.{5,70}$)[^,]*\bpage \d+(?: of \d+)?$|"
    r"^\W*(?:page|seite|página|pagina|p\.)\s*\d+(?:\s*(?:/|of|von|de|sur)\s*\d+)?\W*$",
    re.IGNORECASE,
)


def is_rubbish(text: str) -> bool:
    """Page numbers, rules, lone figures: printed, but not text."""
    return bool(_RUBBISH.match(text))


def head_of(text: str) -> str:
    """What stands before the first comma, parenthesis or dash."""
    found = _FIRST.match(text)
    return (found.group(1) if found else text).strip()


def for_a_body(text: str) -> tuple[str, str] | None:
    """("Ada Roe (president)", "River Watch") of "For River Watch: Ada Roe (president)"."""
    match = _FOR_A_BODY.match(text)
    if match is None or person_in(head_of(match["who"])) is None or _TO_ASK.search(match["body"]):
        return None
    body = match["body"].strip()
    return (match["who"], body) if body[:1].isupper() or is_organisation(body) else None


def without_signed(text: str) -> str:
    """ "/s/ Ada Roe", "gez. Ada Roe", "i. V. Ada Roe" → "Ada Roe"."""
    return _SIGNED.sub("", text)


def without_titles(given: str) -> str:
    """ "Prof. Dr. Sabine" → "Sabine": what stands between a surname and the given names."""
    tokens = given.split()
    while len(tokens) > 1 and folded(tokens[0]).strip(".,") in words("honorifics"):
        tokens.pop(0)
    return " ".join(tokens)


def begins_with_a_surname(text: str) -> bool:
    """ "Adebayo, Kemi", "de Vries, Anneke (Utrecht)": a surname, a comma, given names."""
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) < 2:
        return False
    surname, given = pieces[0].split(), _ASIDE.sub("", without_titles(pieces[1])).split()
    alone = [token for token in surname if token.casefold() not in PARTICLES]
    if len(alone) != 1 or not 1 <= len(given) <= 3 or is_organisation(pieces[0]):
        return False
    told = " ".join(given)
    if is_title(told) or is_organisation(told) or where_is(told) or DEGREE.fullmatch(told):
        return False
    return SUFFIX.fullmatch(told) is None and is_name([*given, *surname])


def names_a_person(text: str) -> bool:
    """Whether a line begins with a person, titles before the name or not."""
    if person_in(head_of(text)):
        return True
    first = re.match(r"^([^.]*)\.\s", text)
    return bool(first and person_in(first.group(1)))


def is_entry_like(line: Line, *, lone: bool = False) -> bool:
    """Whether a line can be an entry of a list: names and titles, not a sentence."""
    if line.cells:
        return any(cell.strip() for cell in line.cells)
    tokens = line.text.split()
    if not tokens or len(tokens) > _LONGEST_ENTRY:
        return False
    dated = len(tokens) <= _LONGEST_DATE or _DATELINE.match(line.text)
    if dated and tokens[-1].rstrip(".")[-1:].isdigit() and next(find_dates(line.text), None):
        return False
    if names_a_person(line.text) or (lone and len(tokens) <= 3) or for_a_body(line.text):
        return True
    head = head_of(line.text).split()
    if not head or len(head) > _LONGEST_HEAD or _is_sentence(line.text):
        return False
    weighty = [
        token
        for token in head
        if (folded(token).strip(".,") not in PARTICLES and len(token) > 3) or token[:1].isupper()
    ]
    capitals = sum(token[:1].isupper() or token[:1].isdigit() or not token.isascii() for token in weighty)
    return capitals * 2 >= len(weighty) > 0


def _is_sentence(text: str) -> bool:
    """A finite verb of a letter, or a full stop at the end of many words, makes a sentence."""
    tokens = [folded(token).strip(".,;:!?") for token in text.split()]
    if tokens[0] in _OPENINGS:
        return True
    if text.rstrip().endswith((".", "!", "?")) and len(tokens) > 8 and not is_organisation(head_of(text)):
        return True
    return sum(token in _VERBS for token in tokens) >= 1 and len(tokens) > 5


_OPENINGS = word_set(
    """
    we our as if this these it that thank nous notre nos vous wir unser unsere nosotros nuestra nuestro
    que como nosso nossa noi please read click for when you your
    """
)
_VERBS = word_set(
    """
    is are was were have has had will would should must can may shall be been we our you your urge call
    ask request son esta estan ha han sera debe deben somos est sont ont avons sommes doit doivent ist
    sind hat haben wird werden muss mussen foi sao tem deve devem these which who that
    """
)


def is_prose(line: Line) -> bool:
    """A line of running text: no entry, no heading."""
    return len(line.text.split()) > 12 and not is_entry_like(line)


def is_heading(line: Line, *, in_list: bool, following: Line | None) -> bool:
    """Whether a line heads a part of the list: "Georgia:", "### Individuals", "National" between numbered
    items."""
    text = line.text
    if line.kind == "heading":
        return True
    if line.cells or len(text.split()) > 10:
        return False
    bare = text.rstrip(" :").strip()
    if text.endswith(":") and not person_in(bare):
        return True
    if where_is(bare) and not line.marker:
        return True
    first = folded(bare).strip()
    section = (
        all(
            folded(token).strip("():,;0123456789-–") in words("sections") or len(token) < 4
            for token in bare.split()
        )
        and first
    )
    if section and not line.marker:
        return True
    between = in_list and not line.marker and following is not None and bool(following.marker)
    if between and not line.gap and is_title(head_of(text)):
        return False  # it tells of the item above it
    return between and text[:1].isupper() and not text.endswith((".", ",", ")"))


def is_detail(text: str) -> bool:
    """Whether a line tells of the person above it: a post, a place, a body."""
    if (
        names_a_person(text)
        and not is_organisation(head_of(text))
        and not where_is(text.rsplit(",", 1)[-1].strip())
    ):
        return False
    return bool(
        is_title(head_of(text))
        or is_organisation(text)
        or where_is(text.rsplit(",", 1)[-1].strip())
        or text[:1].islower()
        or text[:1] == "("
    )


_HALF_A_TITLE = word_set(
    "county city attorney state vice deputy former chief lieutenant executive assistant associate senior"
)
_OF_HALF_A_PLACE = re.compile(r"\bof [A-ZÀ-Þ][\w.'’-]*$")
_REST_OF_A_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’ -]*, [A-Z]{2}")  # "Mayor of New", "Haven, CT"
_SMALL_NAME = re.compile(r"[a-zà-ÿ'’-]+ [a-zà-ÿ'’-]+(?: [a-zà-ÿ'’-]+)?, [A-ZÀ-Þ]")  # "bell harper, Poet"
_GOES_ON = word_set("of the and for de del la et y und der di e do da des du at in")


def is_wrapped(text: str, above: str) -> bool:
    """Whether a line goes on where the one above broke off."""
    last = above.split()[-1] if above.split() else ""
    if begins_with_a_surname(text) and begins_with_a_surname(above):
        return False
    if last.endswith(","):
        return not names_a_person(text)
    if last in _GOES_ON or last.endswith(("-", "&", "/")):
        return True
    goes_on = is_title(" ".join(text.split()[:1])) and not names_a_person(text)
    if folded(last).strip(".") in _HALF_A_TITLE and goes_on:
        return True
    if _OF_HALF_A_PLACE.search(above) and _REST_OF_A_PLACE.fullmatch(text):
        return True
    if above.rstrip().endswith((")", "]", ".")) or _SMALL_NAME.match(text):
        return False
    first, *more = text.split() or [""]
    return bool(first[:1].islower() and more and "." not in first and person_in(head_of(text)) is None)
