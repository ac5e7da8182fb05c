"""Terms of heads of state and government: what "before you leave office" says about the year of a letter.

Public facts (first and last day of each term); a letter to somebody else keeps its year unknown.
"""

from dataclasses import dataclass
from datetime import date

from undersigned.domain.name_matching import folded

_TERMS = """
president clinton 1993-01-20 2001-01-20
president bush 2001-01-20 2009-01-20
president obama 2009-01-20 2017-01-20
president trump 2017-01-20 2021-01-20
president biden 2021-01-20 2025-01-20
prime minister blair 1997-05-02 2007-06-27
prime minister cameron 2010-05-11 2016-07-13
president hollande 2012-05-15 2017-05-14
president sarkozy 2007-05-16 2012-05-15
bundeskanzlerin merkel 2005-11-22 2021-12-08
chancellor merkel 2005-11-22 2021-12-08
presidente lula 2003-01-01 2011-01-01
presidente zapatero 2004-04-17 2011-12-21
presidente rajoy 2011-12-21 2018-06-02
"""
_LEAVING = (
    "before you leave office",
    "before he leaves office",
    "before she leaves office",
    "leave office",
    "leaves office",
    "end of your term",
    "last few weeks",
    "final weeks",
    "last weeks of",
    "remaining weeks",
    "outgoing",
    "presidential transition",
    "final days",
    "end of your presidency",
    "end of your administration",
    "antes de dejar el cargo",
    "avant de quitter",
    "fin de su mandato",
    "fin de votre mandat",
    "vor dem ende ihrer amtszeit",
    "fim do seu mandato",
    "before your term ends",
)


@dataclass(frozen=True, slots=True)
class Term:
    holder: str
    start: date
    end: date


def term_of(text: str) -> Term | None:
    """The term of the one office-holder this text addresses; None if it names none or several."""
    plain = folded(text)
    found = []
    for row in _TERMS.strip().splitlines():
        *who, start, end = row.split()
        office, name = " ".join(who[:-1]), who[-1]
        if (office in plain and name in plain.replace(".", " ").split()) or f"{office} {name}" in plain:
            found.append(Term(f"{office} {name}".title(), date.fromisoformat(start), date.fromisoformat(end)))
    return found[0] if len(found) == 1 else None


def is_leaving(text: str) -> bool:
    """Whether the text speaks of the end of somebody's term."""
    plain = folded(text)
    return any(phrase in plain for phrase in _LEAVING)
