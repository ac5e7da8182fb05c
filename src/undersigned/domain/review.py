"""What an organiser should look at among public signatures, and which of it keeps a name off the list.

A *doubt* is a reason to look, never a verdict. Some hold the signature until somebody has looked: what
could put a name on the list that makes the list a lie. The others only come to the organiser's attention: two
people may well have one name, and a school may well sign from one domain.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from undersigned.domain.limits import FROM_ONE_DOMAIN, is_over
from undersigned.domain.mail_address import is_for_anybody, is_of_the_state
from undersigned.domain.public_signing import PublicLine


class Doubt(StrEnum):
    PROMINENT_ROLE = "prominent-role"
    MIXED_SCRIPT = "mixed-script"
    ODD_NAME = "odd-name"
    STRUCK_BEFORE = "struck-before"
    RULE = "rule"
    EVERYBODY = "everybody"
    FIGURES_IN_NAME = "figures-in-name"
    SAME_NAME = "same-name"
    BURST = "burst"


HOLDS = frozenset(Doubt) - {Doubt.FIGURES_IN_NAME, Doubt.SAME_NAME, Doubt.BURST}

# Offices that a newspaper would name. What stands here holds a signature; what does not, does no harm.
_PUBLIC_OFFICES = (
    r"(?:vice[- ])?president of (?:the|our) (?:republic|united states|nation|country|government|senate)",
    r"prime minister|premier|first minister|deputy minister|minister|ministre|ministra|ministro|chancellor",
    r"secretary[- ]general|secretary of \w+|attorney general|senator|senador|senadora|sénateur|sénatrice",
    r"(?:us|u\.s\.|state) representative|congress(?:man|woman|member)|member of (?:congress|parliament)",
    r"governor|gobernador|gobernadora|mayor|alcalde|alcaldesa|maire|(?:ober)?bürgermeister(?:in)?",
    r"ambassador|embajador|embajadora|ambassadeur|ambassadrice|chief justice|archbishop",
)
_PROMINENT = re.compile(rf"(?<!\w)(?:{'|'.join(_PUBLIC_OFFICES)})(?!\w)", re.IGNORECASE)
# Before a name, where "Minister" or "Mayor" may also be how somebody is called.
_STYLED = re.compile(
    r"(?:president|prime minister|senator|governor|mayor|pope|his holiness|(?:her|his) majesty)\s+\w+\s+\w",
    re.IGNORECASE,
)
_HEADS_OF_COMPANIES = re.compile(
    r"(?<!\w)(?:ceo|chief executive(?: officer)?|(?:co-?)?founder|president|chair(?:man|woman|person)?|"
    r"pdg|director general|directora general)(?!\w)",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(\w)\1{3,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a signature beyond its line. `domain` is the address's; `domain_count` how many have
    signed from it within the hour, this one included.
    """

    domain: str
    same_name: bool = False
    struck_before: bool = False
    caught_by_rule: bool = False
    everybody_is_held: bool = False
    domain_count: int = 1


def doubts_about(line: PublicLine, known: Circumstances) -> tuple[Doubt, ...]:
    """The doubts about a signature, in the order of `Doubt`; most have none."""
    found = {
        Doubt.PROMINENT_ROLE: claims_prominence(line, known.domain),
        Doubt.MIXED_SCRIPT: has_mixed_scripts(line.name) or has_mixed_scripts(line.organisation),
        Doubt.ODD_NAME: is_odd(line.name),
        Doubt.STRUCK_BEFORE: known.struck_before,
        Doubt.RULE: known.caught_by_rule,
        Doubt.EVERYBODY: known.everybody_is_held,
        Doubt.FIGURES_IN_NAME: any(each.isdigit() for each in line.name),
        Doubt.SAME_NAME: known.same_name,
        Doubt.BURST: not is_for_anybody(known.domain) and is_over(FROM_ONE_DOMAIN, known.domain_count),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def is_held(doubts: Iterable[Doubt]) -> bool:
    return not HOLDS.isdisjoint(doubts)


def claims_prominence(line: PublicLine, domain: str) -> bool:
    """A public office without an address of the state; the head of a body with one that anybody can have."""
    if _PROMINENT.search(line.title) or _STYLED.match(line.name):
        return not is_of_the_state(domain)
    return bool(_HEADS_OF_COMPANIES.search(line.title)) and is_for_anybody(domain) and bool(line.organisation)


def has_mixed_scripts(text: str) -> bool:
    """Whether one word mixes letters that look alike: Latin with Greek or Cyrillic, or full-width ones."""
    return not text.isascii() and any(len(_scripts(word)) > 1 for word in text.split())


def _scripts(word: str) -> set[str]:
    found = {_script(letter) for letter in word if letter.isalpha()}
    return found & {"LATIN", "GREEK", "CYRILLIC", "FULLWIDTH", "MATHEMATICAL"}


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def is_odd(name: str) -> bool:
    """A name that is hardly one: no letters, one letter, one letter again and again, a sign.

    Any script, one word, and very short names of scripts that write a name in one sign are fine.
    """
    letters = [each for each in name if each.isalpha()]
    if not letters or (len(letters) == 1 and name.isascii()):
        return True
    return bool(_REPEATED.search(name)) or any(unicodedata.category(each)[0] == "S" for each in name)


def name_key(text: str) -> str:
    """What one name is compared by: no accents, no case, no order of its words, no signs between them."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(sorted(re.findall(r"\w+", text.casefold())))[:200]


class RuleField(StrEnum):
    """What a bulk rule looks at."""

    NAME = "name"
    TITLE = "title"
    ORGANISATION = "organisation"
    PLACE = "place"
    POSTCODE = "postcode"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True)
class Rule:
    """Catches signatures by one of their fields: the whole of it, or with `part`, a part of it.

    Case and accents do not count.
    """

    field: RuleField
    text: str
    part: bool = False

    def catches(self, value: str) -> bool:
        wanted, given = fold(self.text), fold(value)
        return bool(wanted) and (wanted in given if self.part else wanted == given)


def value_of(line: PublicLine, domain: str, postcode: str, field: RuleField) -> str:
    if field is RuleField.DOMAIN:
        return domain
    return postcode if field is RuleField.POSTCODE else str(getattr(line, field.value))


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).split())
