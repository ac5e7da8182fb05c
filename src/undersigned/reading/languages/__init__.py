"""What letters say in each language. To add a language: one file here with a `VOCABULARY`, one row below.

All words are folded (small letters, no accents), because old letters lose both. Words that end in "*" stand
for every word that begins so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "es", "fr", "pt", "de", "it")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, each group named for what it shows.

    `closings` begin the line above the signatories; `signers` name a list of signatories; `offices` are posts
    that speak for a place ("mayor"), `roles` any other post or profession; `organisations` are nouns found in
    names of bodies; `sections` head a part of a list; `counted` are the people a count counts; `asking` and
    `thanking` are how a letter says "we urge" and "we thank"; `after` begins what is printed below a list.
    """

    code: str
    function_words: str
    months: str
    closings: tuple[str, ...]
    salutations: tuple[str, ...]
    signers: str
    offices: str
    roles: str
    organisations: str
    sections: str
    counted: str
    signing: tuple[str, ...]
    joined: tuple[str, ...]
    others: str
    at_least: tuple[str, ...]
    asking: tuple[str, ...]
    thanking: tuple[str, ...]
    copies: tuple[str, ...]
    after: tuple[str, ...]
    on_behalf: tuple[str, ...]
    former: str
    honorifics: str
    of: str
    conjunctions: str
    ordinals: tuple[str, ...]
    place_kinds: str
    letter_words: str
    dated: tuple[str, ...]


@cache
def vocabulary(code: str) -> Vocabulary:
    """The vocabulary of one language; English where there is none."""
    known = code if code in LANGUAGES else "en"
    found: Vocabulary = import_module(f"undersigned.reading.languages.{known}").VOCABULARY
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """A set of folded words, some of them only beginnings."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings)


@cache
def words(group: str, code: str | None = None) -> Words:
    """A group of single words ("offices"), of one language or of all of them together."""
    spoken = [word for text in _texts(group, code) for word in text.split()]
    return Words(
        frozenset(word for word in spoken if not word.endswith("*")),
        tuple(sorted({word[:-1] for word in spoken if word.endswith("*")})),
    )


@cache
def phrases(group: str, code: str | None = None) -> tuple[str, ...]:
    """A group of phrases ("closings"), of one language or of all, the longest first."""
    return tuple(sorted({phrase for phrase in _texts(group, code)}, key=len, reverse=True))


@cache
def month_numbers() -> dict[str, int]:
    """Folded month name or abbreviation of any of the languages → 1…12."""
    numbers: dict[str, int] = {}
    for code in LANGUAGES:
        for number, names in enumerate(vocabulary(code).months.split(), start=1):
            for name in names.split("/"):
                numbers.setdefault(name, number)
    return numbers


def _texts(group: str, code: str | None) -> Iterable[str]:
    for known in LANGUAGES if code is None else (code,):
        value = getattr(vocabulary(known), group)
        yield from (value,) if isinstance(value, str) else value
