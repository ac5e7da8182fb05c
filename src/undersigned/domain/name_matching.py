"""Whether two printed names mean one person, and why.

Ways in which one person's name differs without a mistake: accents, case, a nickname, initials, a middle name,
a particle, "Jr.". What is left may be a slip of the pen ("Ashfrod" for "Ashford"), or another person.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

Likeness = Literal["same", "accents", "nickname", "initials", "shorter", "spelling"]


def word_set(words: str) -> frozenset[str]:
    """A set of words written as a sentence of them."""
    return frozenset(words.split())


_PARTICLES = word_set(
    """
    af al ap ben bin bint da dal das de degli dei del della den der des di do dos du e el ibn la las le
    lo los mac mc san santa ten ter van vande vanden vander von y zu zum zur
    """
)
_SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|esq|ph\.? ?d|m\.? ?d|j\.? ?d|m\.? ?a|m\.? ?p\.? ?h|r\.? ?n|obe|mbe|"
    r"cbe|mp|mep|ret)\.?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«(‘']([^\"”»)’']{2,20})[\"”»)’'](?=\s|$)")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*\.?")
_SHORTEST_MISSPELT = 4

# A given name, then what those who bear it are called.
_NICKNAMES = """
abigail abby gail | abraham abe | albert al bert | alexander alex al sandy xander |
alexandra alex sandra | alfred al fred | andrew andy drew | anthony tony | antonio tony toni |
arthur art | barbara barb | benjamin ben benny | bernard bernie | bradley brad | calvin cal |
catherine cathy kate katie cat | charles charlie chuck chas | christina chris tina | christine chris |
christopher chris kit topher | clifford cliff | cynthia cindy | daniel dan danny | david dave davey |
deborah deb debbie debra | dennis denny | donald don donnie | dorothy dot dottie | douglas doug |
edmund ed ned | edward ed eddie ned ted teddy | elizabeth liz beth betsy betty lisa eliza libby |
eugene gene | evelyn eve | francis frank fran | frances fran | francisco paco pancho frank |
franklin frank | frederick fred freddie rick | gabriel gabe | geoffrey geoff jeff | george georgie |
gerald gerry jerry | gregory greg | guillermo memo bill | harold hal harry | henry hank harry |
herbert herb bert | howard howie | isaac ike | isiah ike | isaiah ike | jacob jake | jacqueline jackie |
james jim jimmy jamie | jane janie | janet jan | jason jay | jeffrey jeff | jennifer jen jenny |
jeremiah jerry | jerome jerry | jessica jess | jesus chuy | joanna jo joan | john jack johnny |
jonathan jon | jose pepe joe | joseph joe joey | joshua josh | judith judy | julian jules | karen kari |
katherine kathy kate katie kit | kathleen kathy kate | kenneth ken kenny | kimberly kim | lawrence larry |
leonard len leo | leslie les | louis lou | lucille lucy | manuel manny |
margaret maggie meg peg peggy marge greta | martin marty | matthew matt | maximilian max | melissa mel |
michael mike mick mickey | michelle shelly | miguel mike | mitchell mitch | mohammed mo | muhammad mo |
nancy nan | natalie nat | nathan nate | nathaniel nate nat | nicholas nick | norman norm | olivia liv |
pamela pam | patricia pat patty trish tricia | patrick pat | peter pete | philip phil | phillip phil |
rachel rae | ramon ray | randall randy | raymond ray | rebecca becky | richard rick rich dick ricky |
robert bob rob bobby robbie bert | roberto bob beto | roderick rod | rodney rod | roger rog |
ronald ron ronnie | rosemary rose | russell russ | samantha sam | samuel sam | sandra sandy |
stanley stan | stephanie steph | stephen steve | steven steve | stuart stu | susan sue susie suzy |
suzanne sue suzy | terence terry | teresa terri tess | theodore ted teddy theo | theresa terri tess |
thomas tom tommy | timothy tim | valerie val | veronica ronnie | victor vic | victoria vicky tori |
vincent vince vinny | virginia ginny | walter walt | wesley wes | william bill will billy liam |
yvonne eve | zachary zach zack | ignacio nacho | dolores lola | enrique quique | concepcion concha |
rosario charo | francoise fanny | johannes hans | josef sepp | wilhelm willi | friedrich fritz |
katharina kathi | elisabeth lisa sissi | margarete grete
"""


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name split up, each part folded: small letters without accents. `given` is never empty unless the
    name is one word; `family` keeps its particles, one word each.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    nickname: str | None = None

    @property
    def surname(self) -> str:
        return self.family[-1] if self.family else ""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are: `score` from 0 to 1, and what the difference is."""

    likeness: Likeness
    score: float


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Small letters, no accents, one kind of apostrophe: "Señor D’Ávila" → "senor d'avila"."""
    if text.isascii():
        return text.lower()
    text = text.replace("ß", "ss").replace("ø", "o").replace("Ø", "o").replace("ł", "l").replace("Ł", "l")
    text = text.replace("’", "'").replace("‘", "'").replace("æ", "ae").replace("đ", "d").replace("ı", "i")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def name_key(name: str) -> str:
    """The same for two spellings that differ only in case, accents, punctuation and a leading article."""
    words = re.findall(r"[^\W_]+", folded(name).replace("'", ""))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=65536)
def name_parts(name: str) -> NameParts:
    """The parts of a printed name: "Martin “Marty” J. Wells, Jr." → given martin j, family wells, nickname
    marty."""
    nickname = _QUOTED.search(name)
    bare = _QUOTED.sub(" ", name) if nickname else name
    words = [folded(word).rstrip(".") for word in _WORD.findall(bare.replace(",", " "))]
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return NameParts(
        tuple(words[:start]), tuple(words[start:]), folded(nickname.group(1)) if nickname else None
    )


def compare_names(left: str, right: str) -> NameMatch | None:
    """How two names can mean one person; None when they hardly can."""
    if left == right:
        return NameMatch("same", 1.0)
    if name_key(left) == name_key(right):
        plain = left.isascii() == right.isascii()
        return NameMatch("same" if plain else "accents", 0.99)
    one, other = name_parts(left), name_parts(right)
    if not one.given or not other.given:
        return None
    if one.surname == other.surname or one.family == other.family:
        return _with_same_surname(one, other)
    if (
        one.surname in other.given
        and other.surname in one.given
        and set(one.given + one.family) == set(other.given + other.family)
    ):
        return NameMatch("same", 0.97)  # SURNAME Given
    if _shorter(one, other) or _shorter(other, one):
        return NameMatch("shorter", 0.9)
    return _misspelt_surname(one, other)


def _shorter(one: NameParts, other: NameParts) -> bool:
    """ "Ana García" for "Ana García Márquez": the second surname left out."""
    return (
        len(other.given) > 1
        and one.surname == other.given[-1]
        and len(one.surname) > 2
        and one.given == other.given[:-1]
    )


def _with_same_surname(one: NameParts, other: NameParts) -> NameMatch | None:
    first, second = one.given[0], other.given[0]
    if first == second:
        return NameMatch("initials" if _only_initials_differ(one, other) else "shorter", 0.96)
    if _are_nicknames(one, other):
        return NameMatch("nickname", 0.95)
    if first[0] == second[0] and (len(first) == 1 or len(second) == 1):
        return NameMatch("initials", 0.9)
    if len(one.given) != len(other.given) and (first in other.given or second in one.given):
        return NameMatch("shorter", 0.88)
    if min(len(first), len(second)) >= _SHORTEST_MISSPELT and _close(first, second):
        return NameMatch("spelling", 0.85)
    return None


def _only_initials_differ(one: NameParts, other: NameParts) -> bool:
    return all(len(word) == 1 for word in set(one.given[1:]) ^ set(other.given[1:]))


def _misspelt_surname(one: NameParts, other: NameParts) -> NameMatch | None:
    if (
        not _close(one.surname, other.surname)
        or min(len(one.surname), len(other.surname)) < _SHORTEST_MISSPELT
    ):
        return None
    if one.given[0] == other.given[0] or _are_nicknames(one, other):
        return NameMatch("spelling", 0.85)
    return None


def _are_nicknames(one: NameParts, other: NameParts) -> bool:
    first = {one.given[0], one.nickname} - {None}
    second = {other.given[0], other.nickname} - {None}
    table = _nicknames()
    return any(
        a == b
        or b in table.get(a, ())
        or a in table.get(b, ())
        or table.get(a, frozenset()) & table.get(b, frozenset())
        for a in first
        for b in second
        if a and b
    )


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Given name → what those who bear it are called."""
    table: dict[str, frozenset[str]] = {}
    for row in _NICKNAMES.split("|"):
        names = row.split()
        if names:
            table[names[0]] = table.get(names[0], frozenset()) | frozenset(names[1:])
    return table


def _close(one: str, other: str) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein  # at need: most letters have no two names to compare so

    if one[0] != other[0] and one[-1] != other[-1]:
        return False
    longest = max(len(one), len(other))
    return DamerauLevenshtein.distance(one, other, score_cutoff=2) <= (1 if longest < 8 else 2)
