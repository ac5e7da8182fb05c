"""Where a list of signatories begins and what ends it: closings, headings of lists, copies, contacts."""

import re
from dataclasses import dataclass
from typing import Literal

from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.person import is_organisation, person_in
from undersigned.reading.find_block.sections import BODIES, PEOPLE
from undersigned.reading.find_language import find_language
from undersigned.reading.languages import first_words, phrases, words
from undersigned.reading.lines import Line
from undersigned.reading.numbers import with_figures

CueKind = Literal["closing", "heading"]

_FORMULA = re.compile(
    r"^(?:veuillez|nous vous prions|je vous prie|recevez|dans l'attente|dans cette attente|"
    r"reciba|aprovechamos|aproveitamos)\b.*"
    r"\b(?:salutations|consideration|sentiments|expression|hommages|saludo|saludos|estima|consideracao)\b"
)
_MORE = re.compile(
    r"^\W*(?:(?:and|plus|as well as|y|et|e|und|sowie|ainsi que|ed|en|followed by|"
    r"siguen|seguem(?:-se)?|suivent|suivis? de|seguono|es folgen|gefolgt von|gevolgd door)\b\W*)?"
    r"(?:(?:over|more than|mas de|plus de|mais de|uber|more|mas|mais|"
    r"otros|otras|outros|outras|altri|altre|autres|weitere|further|nog)\s+)?"
    r"(?P<number>\d[\d.,\u202f ]*)\s+(?P<rest>\S.*)$"
)
_MORE_AT_END = re.compile(
    r"[,;]?\s+((?:and|und|y|et|e|plus|sowie|ed)\s+\d[\d.,]*\s+\w+(?: \w+)?)\.?$", re.IGNORECASE
)
_LINK = re.compile(r"(?:skip|jump|go|see|view|read|show|add|download|back|sign|join|ver|voir|siehe)\b")
_CUT = re.compile(
    r"(?:excerpt|extract|list|text)\b.{0,20}\b(?:ends|is cut|truncated|continues|cut off)|"
    r"\blist (?:is )?(?:truncated|shortened|abridged)"
    r"|(?:list|lista|liste)\w* (?:continua|abgekurzt|gekurzt|incompleta|incomplete|tronquee)|"
    r"\((?:list )?continued\)|\b(?:list|lista|liste) (?:in|en|em) (?:formation|formacion|formacao)"
)
_OWNED = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright (?:©|\d{4}|by)|all rights reserved|alle rechte vorbehalten)"
)
# "With affection and concern,": alone on a line, and the names follow
_BEGINNINGS = frozenset(("with", "yours", "your", "con", "avec", "mit", "com"))
_SHORT_CLOSING = 6
_WORDY = 6
_LONGEST_MORE = 8  # "14 further colleagues who wish to remain anonymous"
_LONGEST_FORMULA = 45


@dataclass(frozen=True, slots=True)
class Cue:
    """A line that announces signatories. `inline` is what stands behind it on the same line."""

    kind: CueKind
    text: str
    inline: str = ""


def cue_in(line: Line) -> Cue | None:
    """What this line announces; None for an ordinary line."""
    if line.kind == "row" and sum(bool(cell.strip()) for cell in line.cells) > 1:
        return None  # the head of a table
    plain = folded(line.text).strip()
    return _closing(line, plain) or _list_heading(line, plain)


def _closing(line: Line, plain: str) -> Cue | None:
    bare = plain.strip(" ,.:;!*_-–—")
    if not _may_begin(bare, "closings") and bare.split()[:1] and bare.split()[0] not in _BEGINNINGS:
        return None
    count = len(bare.split())
    if (_FORMULA.match(plain) and count <= _LONGEST_FORMULA) or _is_short_formula(line.text, bare):
        return Cue("closing", line.text)
    for phrase in phrases("closings"):
        if not bare.startswith(phrase):
            continue
        after = bare[len(phrase) :]
        if not after or (
            after[0] == " " and count <= _WORDY + 2 and plain[-1:] in ",:" and not _names_follow(after)
        ):
            return Cue("closing", line.text)
        behind = re.match(r"\s*[,:]\s*(?=\S)", after)
        if behind and len(plain) == len(line.text):
            end = plain.find(phrase) + len(phrase)
            if cue := _closing_with_names(line.text, end, end + behind.end()):
                return cue
    return None


def _closing_with_names(text: str, end: int, names: int) -> Cue | None:
    """ "Sincerely, Ada Roe": the formula ends at `end`. None for "The undersigned, nurses of ours, ask"."""
    if text[names].islower() and not text.rstrip().endswith(":"):
        short = len(text.split()) <= _WORDY + 2 and not text.rstrip().endswith(".")
        return Cue("closing", text) if short else None
    return Cue("closing", text[:names].strip(" ,:") + text[end:names].strip()[:1], text[names:])


def _is_short_formula(text: str, bare: str) -> bool:
    """ "With affection and concern,": whatever it wishes."""
    tokens = bare.split()
    if not (text[:1].isupper() and text.rstrip().endswith(",")):
        return False
    return 1 < len(tokens) <= _SHORT_CLOSING and tokens[0] in _BEGINNINGS


def _names_follow(text: str) -> bool:
    return bool(person_in(text.strip()))


def _list_heading(line: Line, plain: str) -> Cue | None:
    tokens = [token.strip(".,:;()*\"'«»") for token in plain.split()]
    if (
        line.kind == "heading"
        and 0 < len(tokens) <= 3
        and all(token in BODIES or token in PEOPLE for token in tokens)
    ):
        return Cue("heading", line.text)
    named = [at for at, token in enumerate(tokens) if token in words("signers")]
    if named and (inline := _listed_on_the_line(line)):
        return inline
    if not named or (plain.endswith((".", "?", "!", ";")) and len(tokens) > _WORDY):
        return None
    ends_open = plain.endswith(":") or re.search(r":\s*\(?[^:]{0,40}\)?$", plain) is not None
    if line.kind == "heading" or ends_open or (len(tokens) <= _WORDY and not _LINK.match(plain)):
        if ":" in line.text and not ends_open:
            before, _, behind = line.text.partition(":")
            return Cue("heading", before + ":", behind.strip()) if len(before.split()) <= _WORDY + 6 else None
        return Cue("heading", line.text)
    return None


def _listed_on_the_line(line: Line) -> Cue | None:
    """ "Firmantes: Ana Sanz, escritora; Bo Quiroga, traductor." """
    inline = re.match(r"^([^:]{3,80}?)\s?:\s+(\S.*)$", line.text)
    if inline is None or not any(
        token.strip(".,:;()") in words("signers") for token in folded(inline.group(1)).split()
    ):
        return None
    pieces = [piece.strip() for piece in re.split(r"[,;(]", inline.group(2))]
    bodies = len(pieces) > 1 and all(map(is_organisation, pieces))
    if person_in(pieces[0]) is None and len(inline.group(2).split(";")) < 3 and not bodies:
        return None
    return Cue("heading", inline.group(1) + ":", inline.group(2))


def ends_block(line: Line) -> bool:
    """Whether the line belongs to what is printed below signatories: copies, contacts, notes."""
    plain = folded(line.text).strip()
    if _OWNED.match(plain):
        return True
    if plain.startswith(("###", "---", "***", "____", "# # #", "-30-")) or plain in (
        "end",
        "ends",
        "-30-",
        "30",
    ):
        return True
    return is_copy(line) or _begins_with(plain, "after", alone=True)


_COPY = re.compile(r"(?:b?cc|ccp|c\. ?c\.(?: ?p\.)?)(?:\s*:|\s+\S)|C\.?C\.?P?\.?\s*:|C\. ?C\. ?P\.\s")


def is_copy(line: Line) -> bool:
    """Cc: people who get the letter and do not sign it."""
    return bool(_COPY.match(line.text)) or _begins_with(folded(line.text).strip(), "copies", alone=False)


def _may_begin(plain: str, group: str) -> bool:
    """Whether a line can begin with a phrase of the group, by its first word."""
    first = plain.split(maxsplit=1)
    return bool(first) and (first[0] in first_words(group) or first[0].rstrip(",.:;!") in first_words(group))


def _begins_with(plain: str, group: str, *, alone: bool) -> bool:
    if not _may_begin(plain, group):
        return False
    for phrase in phrases(group):
        if not plain.startswith(phrase):
            continue
        after = plain[len(phrase) :].lstrip(". ")
        if after[:1] in (":", "(") or (not after):
            return True
        if not alone and len(phrase) > 3 and plain[len(phrase)] == " ":
            return True
    return False


def counts_signatories(text: str) -> bool:
    """Whether a line only says how many there are: "Three mayors and one county executive"."""
    tokens = [token.strip(".,:;()") for token in folded(text).split()]
    if not 2 <= len(tokens) <= 16 or not any(
        token in words("counted") or token in words("offices") for token in tokens
    ):
        return False
    if not tokens[0].isdigit() and (text[-1:] in ".!?" or "," in text):
        return False
    return with_figures(" ".join(tokens), find_language([text]))[:1].isdigit()


def more_in(text: str) -> int | None:
    """The number in "and 165 others": signatories that are counted and not named."""
    match = _MORE.match(folded(text))
    if match is None or len(match.group("rest").split()) > _LONGEST_MORE:
        return None
    first = match.group("rest").split()[0].strip(".,:;()[]")
    if first in words("others") or first in words("counted") or first in words("signers"):
        return int(re.sub(r"\D", "", match.group("number")))
    return None


def more_at_end(text: str) -> tuple[str, int]:
    """A line and what it only counts at its end: "Ada, Bo and 45 others" → ("Ada, Bo", 45)."""
    tail = _MORE_AT_END.search(text)
    more = more_in(tail.group(1)) if tail else None
    return (text[: tail.start()], more) if tail and more else (text, 0)


def says_cut(text: str) -> bool:
    """Whether a line says that the list is not whole."""
    plain = folded(text)
    return bool(_CUT.search(plain)) or plain.strip() in ("...", "…", "[...]", "[…]", "(...)", "etc.", "etc")
