"""The sentence that introduces a list: "The Historians' Association and the following 501 people:".

It may name signatories itself, how many follow, and where all of them work.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.domain.documents import Signatory, Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.person import is_organisation
from undersigned.reading.lines import Line

_FOLLOWING = re.compile(
    r"^(?P<who>.{3,120}?),?\s+(?:and|y|et|e|und|sowie|ed)\s+(?:the|las|los|les|as|os|die|i|le)?\s*"
    r"(?:(?:following|siguientes|suivant\w*|seguintes|folgenden|"
    r"seguenti)\s+)?(?P<number>\d[\d.,]*)\s+\S.*:\s*$",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    r"\b(?:all|each|tous|toutes|todos|todas|alle|tutti|tutte)\b.*?\b(?:at|of|from|à|de|en|da|"
    r"do|an der|am|bei|con)\s+(?:the\s+|la\s+|l['’])?"
    r"(?P<body>[A-ZÀ-Þ][^:]{2,80}?)\s*:\s*$"
)
_ARTICLE = re.compile(r"^(?:the|la|el|l['’]|le|les|os|as|a|o|die|der|das|il)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Intro:
    """What an introducing sentence says. `affiliation` holds for everybody in the list."""

    signatories: tuple[Signatory, ...] = ()
    affiliation: str | None = None


def read_intro(lines: Sequence[Line]) -> Intro:
    """What the lines between a cue and the first entry say of the list."""
    signatories: tuple[Signatory, ...] = ()
    affiliation = None
    for line in lines:
        following = _FOLLOWING.match(line.text)
        if following and is_organisation(following.group("who")) and "," not in following.group("who"):
            name = _ARTICLE.sub("", following.group("who")).strip()
            source = Source(line.number, line.page, line.text)
            signatories = (*signatories, Signatory(organisation=name, source=source, confidence=0.85))
        everyone = _EVERYONE.search(line.text)
        if everyone and folded(everyone.group("body").split()[0]) not in ("the", "los"):
            affiliation = everyone.group("body").strip()
    return Intro(signatories, affiliation)


def counted_in(text: str) -> int | None:
    """How many a sentence announces, those it names itself included; None when it announces no number."""
    following = _FOLLOWING.match(text)
    if following is None or not is_organisation(following.group("who")):
        return None
    return int(re.sub(r"\D", "", following.group("number"))) + following.group("who").count(", ") + 1
