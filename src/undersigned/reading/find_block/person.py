"""A person at the head of an entry: "Senate Democratic Leader Hugo Rand", "Dr. Ana Silva", "Mona AUBIN
The Left".

Rules, in this order: titles come off the front as long as a name remains; what remains is a name when each
of its words is capitalised, a particle or an initial, and none is a word that only bodies have in their
names.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from undersigned.domain.name_matching import folded, word_set
from undersigned.reading.languages import words

PARTICLES = word_set(
    """
    af al ap ben bin bint da dal dalla das de degli dei del della den der des di do dos du e el ibn la
    las le lo los mac mc i san ten ter van vande vanden vander von y zu zum zur d' 't af av ou und of
    'de d l
    """
)
SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|2nd|3rd)\.?", re.IGNORECASE)
DEGREE = re.compile(
    r"(?:ph\.? ?d|m\.? ?d|j\.? ?d|m\.? ?a|m\.? ?s|m\.? ?p\.? ?[hpa]|r\.? ?n|ed\.? ?d|"
    r"m\.? ?b\.? ?a|b\.? ?a|d\.? ?phil|m\.? ?sc|b\.? ?sc|esq|bt|obe|mbe|cbe|dbe|kbe|"
    r"frs[be]?|fba|fmedsci|oam|msp|"
    r"ll\.? ?[mbd]|dds|dvm|do|pharm\.? ?d|d\.? ?o|d\.? ?d|m\.? ?div|c\.? ?p\.? ?a|mph|msw|"
    r"lcsw|aicp|faia|dr\.? [a-z.]+|s\.? ?j|o\.? ?p|kc|qc)\.?",
    re.IGNORECASE,
)
# What stands behind a name without a comma: "Harriet Ellwood DBE FRS".
AFTER_A_NAME = re.compile(
    r"(?:,? (?:Bt|CH|[CDKMO]BE|OAM|AO|AC|KC|QC|MP|MSP|MLA|TD|FRS[BE]?|FBA|FMedSci|RN|JP|MD|PhD|MPA))+$"
)
_CLASS_YEAR = re.compile(r"(?:[A-Z]{1,4}\.?)?['’‘]\d\d,?")  # of alumni: "Ana Roe '92 MA'94"
_COUNTIES = word_set("county township landkreis")
# German joins what a body is to what it is for: "Fahrgastverband", "Bürgerinitiative".
_GERMAN_BODY = re.compile(
    r"\w{3}(?:verband|verein|initiative|gesellschaft|stiftung|netzwerk|bundnis|gewerkschaft|institut|"
    r"zentrum|hochschule|universitat|club|werkstatt|ausschuss)$"
)
_GOVERNED = word_set("city town village county borough township")
_ADJECTIVES = word_set(
    """
    u s u.s. us united states state the former vice deputy lieutenant lt lt. acting interim assistant
    associate senior county city town council general democratic republican house senate majority
    minority first honorary executive national federal regional provincial municipal ex emeritus chief
    co- board school village borough district managing founding ranking presiding distinguished visiting
    adjunct creative artistic coordinating supervising commanding general-secretary joint principal
    research teaching clinical policy scientific technical technische wissenschaftliche
    """
)
# Posts and professions that are surnames too: at the end of a name they tell nothing.
_SURNAMES_TOO = word_set(
    """
    abbot alder archer baker bishop brewer burgess captain chancellor chief clerk constable cook deacon
    dean delegate elder farmer fellow forester gardener gardner general head judge king lead leader lord
    major marshal mason mayor minister nurse page partner pastor poet pope porter priest prince prior
    provost ranger reader rector reeve senator sexton sheriff shepherd singer smith speaker squire
    stadtrat steward teller trustee usher warden weaver maire prefet alcalde sindaco doctor maestro
    conde barbero guerrero pastora
    """
)
_RANKS = word_set("state county city federal national regional deputy vice assistant associate senior chief")
_ARTICLES = word_set("the il lo la gli le el los las der die das o os as")
_DONA = ("Dª", "Dª.", "D.ª")
_HIGHER = word_set("most right very")  # "The Most Reverend"
_SMALL_HONORIFICS = word_set(
    """
    don dona med phil rer nat jur h c prof dr hab mgr inz ing dipl
    """
)
_CAMEL = re.compile(r"[a-zà-þ]{5}[A-ZÀ-Þ]")  # "ActionAid" is a body; "DeWine" and "VanAlstine" are not
_WORDS_OF_NO_NAME = word_set(
    """
    with this that these those we our you they are is was were have has had will be been not for from
    about into the by at todos nous vous avec dans pour pas mit fur auf nicht para por con una los the
    and
    """
)


@dataclass(frozen=True, slots=True)
class Person:
    """What stands at the head of an entry. `title` is what came before the name, `after` what followed it."""

    name: str
    title: str = ""
    honorific: str = ""
    after: str = ""


@lru_cache(maxsize=8192)
def person_in(text: str, *, lone: bool = False) -> Person | None:
    """The person this text names, with nothing else in it but titles; None if it names no person.

    `lone`: a single word will do (in a list of people).
    """
    tokens = [token for token in text.split() if not _CLASS_YEAR.fullmatch(token)]
    if not tokens or len(tokens) > 14:
        return None
    before_capitals = _person_before_capitals(tokens)
    if before_capitals:
        return before_capitals
    if folded(tokens[0]) in _ARTICLES and len(tokens) > 1 and _is_title_word(tokens[1]):
        tokens = tokens[1:]  # "Il Sindaco", "The Mayor"
    for start in _possible_starts(tokens):
        rest = tokens[start:]
        if start and _is_office_of_a_place(tokens[start - 1], rest):
            return None
        if is_name(rest, lone=lone and start == 0):
            title, honorific = _sorted_titles(tokens[:start])
            return Person(" ".join(rest), title, honorific)
    return None


def _is_office_of_a_place(title: str, rest: list[str]) -> bool:
    """ "Alcalde de Sos", "Président de Sorbonne Ouest"; but "Mayor de Blasio" is a person."""
    if _bare(rest[0]) not in words("of"):
        return False
    post = _bare(title)
    several = rest[0].islower() and sum(token[:1].isupper() for token in rest) > 1
    return (several and post in words("roles")) or post in words("offices") - words("offices", "en")


def _possible_starts(tokens: list[str]) -> list[int]:
    """Where the name may begin: after every title word, the latest first; at the very front, if no title is
    there."""
    after_titles = [
        at + 1
        for at, token in enumerate(tokens[:-1])
        if _is_title_word(token) and not _is_initial(tokens, at)
    ]
    starts = [at for at in reversed(after_titles) if len(tokens) - at >= 1 and _titles_only(tokens[:at])]
    starts = [at for at in starts if not (at == 1 and folded(tokens[0]) == "the")]  # "The Weir Brothers"
    return (
        [*[at for at in starts if len(tokens) - at >= 2 or at == 1 or _ends_with_office(tokens[:at])], 0]
        if starts
        else [0]
    )


def _ends_with_office(tokens: list[str]) -> bool:
    return _bare(tokens[-1]) in words("offices") and len(tokens) <= 2


def _is_title_word(token: str) -> bool:
    word = _bare(token)
    if is_compound_post(word) or token in _DONA:
        return True
    if word in words("offices") or word in words("roles"):
        return True
    return word in words("honorifics") and (token[0].isupper() or word in _SMALL_HONORIFICS)


def _is_initial(tokens: list[str], at: int) -> bool:
    """Whether a title of one letter ("D. Juan Roca Sol", "C. Ana Paz Luna") is rather an initial."""
    if len(_bare(tokens[at])) > 1:
        return False
    following = tokens[at + 1 :]
    fewest = 2 if _bare(tokens[at]) == "m" or _is_don(tokens, at) else 3  # "M. Léon Roy": so the French write
    return (
        at > 0
        or len(following) < fewest
        or any(len(_bare(token)) == 1 and token not in ("y", "e", "i") for token in following)
    )


def _is_don(tokens: list[str], at: int) -> bool:
    """ "D. Íñigo Sanz": before a name with accents a D. is no initial."""
    return tokens[at] == "D." and not all(token.isascii() for token in tokens[at + 1 :])


def _titles_only(tokens: list[str]) -> bool:
    """Titles before a name are capitalised and hold no verb."""
    return all(
        token[:1].isupper()
        or _bare(token) in words("of")
        or _bare(token) in words("honorifics")
        or _is_title_word(token)
        or token in ("and", "&", "the")
        for token in tokens
    )


def _sorted_titles(tokens: list[str]) -> tuple[str, str]:
    """(office or title, honorific) of the words before a name."""
    honorific = [
        token
        for token in tokens
        if (_bare(token) in words("honorifics") or _bare(token) in _HIGHER or token in _DONA)
        and _bare(token) not in words("offices")
    ]
    title = [token for token in tokens if token not in honorific]
    while title and title[0].lower() == "the":
        title.pop(0)
    return " ".join(title), " ".join(token for token in honorific if token.lower() not in ("the",))


def is_name(tokens: list[str], *, lone: bool = False) -> bool:
    """Whether these words can be a person's name."""
    if not _is_as_long_as_a_name(tokens) or (len(tokens) == 1 and not lone):
        return False
    bare = [_bare(token) for token in tokens]
    if any(_is_of_a_body(word) or word in _WORDS_OF_NO_NAME for word in bare):
        return False
    if _is_a_post_or_a_place(bare):
        return False
    if bare[0] in words("offices") or any(
        word in words("roles") and after in words("of") for word, after in pairwise(bare)
    ):
        return False
    if all(word in _ADJECTIVES or word in words("offices") or word in words("roles") for word in bare):
        return False
    capitals = sum(_begins_like_a_name(token) for token in tokens)
    small = sum(word in PARTICLES for word in bare)
    return (
        capitals >= min(2, len(tokens))
        and all(
            _begins_like_a_name(token) or word in PARTICLES or _quoted(token)
            for token, word in zip(tokens, bare, strict=True)
        )
        and small < len(tokens)
        and bare[-1] not in PARTICLES - {"e", "y", "al"}
        and bare[0] not in ("of", "und", "y", "e")
    )


def _is_as_long_as_a_name(tokens: list[str]) -> bool:
    """Particles make no name too long; many words in capitals are a headline."""
    if sum(_bare(token) not in PARTICLES for token in tokens) > 6:
        return False
    headline = len(tokens) > 4 and all(token.isupper() for token in tokens)
    return 1 <= len(tokens) <= 10 and not headline


def _is_a_post_or_a_place(bare: list[str]) -> bool:
    """ "Municipal de Soria", "Ranking Member", "Erie County", "State Forester"."""
    if len(bare) > 1 and bare[0] in _ADJECTIVES and bare[1] in words("of"):
        return True
    if len(bare) == 2 and bare[0] in _RANKS and (bare[1] in _SURNAMES_TOO or bare[1] in words("roles")):
        return True
    return bare[-1] in _COUNTIES or _ends_with_a_post(bare)


def _ends_with_a_post(bare: list[str]) -> bool:
    """ "Managing Director", "Ranking Member": a post that nobody is called by."""
    for last in (bare[-1], bare[-1].removesuffix("s")):
        if last in _SURNAMES_TOO:
            return False
        if last in words("roles") or last in words("offices"):
            return True
    return False


def _begins_like_a_name(token: str) -> bool:
    start = token.lstrip("\"“'‘«„(")
    if (
        not start
        or not (start[0].isalpha())
        or any(character.isdigit() for character in token)
        or set(token) & set("@/;|=")
    ):
        return False
    first = start[0]
    if _CAMEL.search(start):
        return False
    if first.isupper() or (not first.isascii() and not first.islower()):
        return True
    return re.match(r"(?:d'|l'|de|van|mc|mac|o'|al-|el-)[A-ZÀ-Þ]", start) is not None


def _quoted(token: str) -> bool:
    return len(token) > 2 and token[0] in "\"“'‘«„(" and token[-1] in "\"”'’»)“"


def _person_before_capitals(tokens: list[str]) -> Person | None:
    """ "MEP Mona AUBIN The Blue group": a surname in capitals ends the name."""
    at = 0
    while at < len(tokens) and _is_title_word(tokens[at]):
        at += 1
    end = at
    while end < len(tokens) and not _is_capitals(tokens[end]) and end - at < 4:
        end += 1
    while end < len(tokens) and _is_capitals(tokens[end]):
        end += 1
    name = tokens[at:end]
    if (
        not (2 <= len(name) <= 6)
        or end == len(tokens)
        or not _is_capitals(name[-1])
        or name[0].isupper()
        or not is_name(name)
    ):
        return None
    title, honorific = _sorted_titles(tokens[:at])
    return Person(" ".join(name), title, honorific, " ".join(tokens[end:]))


def _is_capitals(token: str) -> bool:
    letters = [character for character in token if character.isalpha()]
    return len(letters) >= 3 and all(character.isupper() for character in letters)


def _bare(token: str) -> str:
    return folded(token).strip(".,:;()\"'“”")


def is_title(text: str) -> bool:
    """Whether a piece of an entry is a post or profession: "Mayor", "Associate Professor of History"."""
    tokens = [_bare(token) for token in text.split()]
    if not tokens:
        return False
    known = [
        token in words("offices") or token in words("roles") or is_compound_post(token) for token in tokens
    ]
    return any(known[:3]) or known[-1] or (tokens[0] in _ADJECTIVES and any(known))


def is_office(text: str) -> bool:
    """Whether the piece is a post that speaks for a place: "Mayor", "Town Manager"."""
    tokens = [_bare(token) for token in text.split()]
    if len(tokens) == 2 and tokens[0] in _GOVERNED and tokens[1] in words("roles"):
        return True
    return any(token in words("offices") or is_compound_post(token, "offices") for token in tokens[:4])


def is_compound_post(word: str, group: str = "roles") -> bool:
    """ "secretary-treasurer", "judge/executive", "vice-prefeito": posts joined in one word."""
    *before, last = re.split(r"[-/]", word)
    known = words("offices") if group == "offices" else words("offices") | words("roles")
    return bool(before) and last in known and all(part in known or part in _ADJECTIVES for part in before)


def is_organisation(text: str) -> bool:
    """Whether the piece is the name of a body, as far as its words tell."""
    tokens = text.split()
    if any(_is_of_a_body(_bare(token)) for token in tokens):
        return True
    return len(tokens) == 1 and _is_capitals(text) and len(text) > 2


def _is_of_a_body(word: str) -> bool:
    return word in words("organisations") or _GERMAN_BODY.search(word) is not None
