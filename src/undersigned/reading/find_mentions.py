"""People an article names, with their office and place, matched to the list of signatories.

Newspapers write "Carrboro Mayor Lida Lavall", "Mayor Lida Lavall of Carrboro" and "Lida Lavall, mayor
of Carrboro".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from undersigned.domain.documents import Mention, Signatory, Source
from undersigned.domain.name_matching import NameMatch, compare_names, folded, name_key, name_parts, word_set
from undersigned.reading.find_block.person import PARTICLES
from undersigned.reading.languages import words
from undersigned.reading.lines import Line

_WORD = r"[A-ZÀ-Þ][\w’'.-]*"
_SMALL = r"(?:de|di|da|del|van|von|der|la|le|du|dos)"
_NEXT = rf"(?:{_WORD}|{_SMALL}(?=\s{_WORD})|[“\"‘'][\w]+[”\"’'])"
_NAME = rf"(?<!\w)(?:{_WORD}|{_SMALL}(?=\s)|[A-Z]\.)(?:\s{_NEXT}){{1,7}}"
_CAPITALISED = re.compile(rf"{_NAME}")
_AFTER = re.compile(
    rf"^,?\s+(?:the\s+)?(?P<office>[\w-]+(?: [\w-]+)?)\s+(?:of|de|du|von|der Stadt|do|"
    rf"da)\s+(?P<place>{_WORD}(?:\s{_WORD}){{0,3}})"
)
_OF = re.compile(rf"^\s+of\s+(?P<place>{_WORD}(?:\s{_WORD}){{0,3}})")
_ENOUGH = 0.8


@dataclass(slots=True)
class SignatoryIndex:
    """Signatories by surname and by the sound of it, so that a mention is compared with few."""

    signatories: Sequence[Signatory]
    by_surname: dict[str, list[int]] = field(default_factory=dict)
    by_start: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, one in enumerate(self.signatories):
            if one.name:
                parts = name_parts(one.name)
                for word in {*parts.family[-1:], *parts.given[-1:]}:
                    self.by_surname.setdefault(word, []).append(at)
                self.by_start.setdefault(parts.surname[:2], []).append(at)

    def best(self, name: str, place: str | None = None) -> tuple[int, NameMatch] | None:
        """The signatory this name means most likely; the place decides between equal names."""
        parts = name_parts(name)
        near = [*self.by_surname.get(parts.surname, ()), *self.by_start.get(parts.surname[:2], ())]
        scored = []
        for at in dict.fromkeys(near):
            one = self.signatories[at]
            match = compare_names(name, one.name or "")
            if match and match.score >= _ENOUGH:
                same_place = bool(place and one.place and name_key(place) == name_key(one.place))
                scored.append((match.score + 0.1 * same_place, -at, match))
        if not scored:
            return None
        _, at, match = max(scored, key=lambda item: item[:2])
        return -at, match


def find_mentions(
    lines: Sequence[Line], index: SignatoryIndex, addressed: Sequence[str]
) -> tuple[Mention, ...]:
    """The people named in these lines: office-holders by their office, and anybody who is on the list."""
    mentions: dict[str, Mention] = {}
    for line in lines:
        for mention in _mentions_in(line, index):
            known = mentions.get(name_key(mention.name))
            if known is None or (known.office is None and mention.office):
                mentions[name_key(mention.name)] = mention
    keys = {name_parts(name).surname for name in addressed if name}
    return tuple(
        one
        for one in mentions.values()
        if one.signatory is not None or name_parts(one.name).surname not in keys
    )


def _mentions_in(line: Line, index: SignatoryIndex) -> Iterator[Mention]:
    for match in _CAPITALISED.finditer(line.text):
        office, place, name = _office_place_name(
            _one_sentence(match.group()).removesuffix("’s").removesuffix("'s").rstrip(".,")
        )
        if not name:
            continue
        after = line.text[match.end() : match.end() + 80]
        if not place:
            office, place = _told_after(after, office)
        found = index.best(name, place)
        if found or (office and not _is_headline(line.text)):
            yield Mention(name, office, place, found[0] if found else None, Source(line.number, line.page))


def _one_sentence(text: str) -> str:
    """Up to a full stop that ends a word, not an initial or "St."."""
    return re.split(r"(?<=[a-zà-ÿ]{4})\.\s", text)[0]


def _is_post(token: str) -> bool:
    word = folded(token).strip(".,")
    return word in words("offices") or word in _POSTS


def _is_headline(text: str) -> bool:
    """Where most words are capitalised, capitals tell nothing."""
    tokens = text.split()
    return sum(token[:1].isupper() for token in tokens) > len(tokens) * _HEADLINE


def _told_after(after: str, office: str | None) -> tuple[str | None, str | None]:
    """ "…, mayor of Carrboro" or, where the office stood before the name, "… of Carrboro"."""
    told = _AFTER.match(after)
    if told and any(folded(word) in words("offices") for word in told.group("office").split()):
        return told.group("office"), told.group("place")
    of = _OF.match(after) if office else None
    return office, of.group("place") if of else None


def _office_place_name(text: str) -> tuple[str | None, str | None, str | None]:
    """("Mayor", "Chapel Hill", "Pia Hemmer") of "Chapel Hill Mayor Pia Hemmer"."""
    tokens = text.split()
    at = next((n for n in range(len(tokens) - 1, -1, -1) if _is_post(tokens[n])), None)
    if at is None:
        named = len(tokens) >= 2 and folded(tokens[0]) not in _NOT_NAMES
        return None, None, " ".join(tokens) if named else None
    name = tokens[at + 1 :]
    if len([token for token in name if folded(token) not in PARTICLES]) < 2:
        return None, None, None
    start = at
    while start > 0 and folded(tokens[start - 1]) in _BEFORE_OFFICE:
        start -= 1
    place = [
        token for token in tokens[:start] if folded(token) not in _NOT_NAMES and folded(token) not in _PARTIES
    ]
    return tokens[at], " ".join(place) or None, " ".join(name)


_BEFORE_OFFICE = word_set(
    """
    u.s. us state former lieutenant vice deputy attorney democratic republican
    """
)
_POSTS = word_set(
    """
    president presidents chancellor secretary sen rep gov
    """
)
_HEADLINE = 0.6
_PARTIES = word_set(
    """
    republican democratic democrat conservative labour liberal green independent
    """
)
_NOT_NAMES = word_set(
    """
    the a an in on at as we our and but for this that these mr mrs ms dr when after before while its
    their his her with
    """
)
