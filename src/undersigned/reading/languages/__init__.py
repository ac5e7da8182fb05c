"""What letters say in each language. To add a language: one file here with a `VOCABULARY`, one row below.

All words are folded (small letters, no accents), because old letters lose both. Groups of single words are
parted by blanks, groups of phrases by bars.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "es", "fr", "pt", "de", "it", "nl", "ca", "pl")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, each group named for what it shows.

    `closings` begin the line above the signatories; `signers` name a list of signatories; `offices` are
    posts that speak for a place ("mayor"), `roles` any other post or profession, `leading` those of them
    that lead a body ("president of …"); `organisations` are nouns found in names of bodies; `sections` head
    a part of a list; `counted` are the people a count counts, `ours` says that they are only those nearby;
    `asking` and `thanking` are how a letter says "we urge" and "we thank"; `after` begins what is printed
    below a list.
    """

    code: str
    function_words: str
    months: str
    closings: str
    salutations: str
    signers: str
    offices: str
    roles: str
    leading: str
    organisations: str
    sections: str
    counted: str
    signing: str
    joined: str
    others: str
    ours: str
    at_least: str
    asking: str
    thanking: str
    copies: str
    after: str
    on_behalf: str
    former: str
    honorifics: str
    of: str
    conjunctions: str
    ordinals: str
    place_kinds: str
    letter_words: str
    dated: str


@cache
def vocabulary(code: str) -> Vocabulary:
    """The vocabulary of one language; English where there is none."""
    known = code if code in LANGUAGES else "en"
    found: Vocabulary = import_module(f"undersigned.reading.languages.{known}").VOCABULARY
    return found


@cache
def words(group: str, code: str | None = None) -> frozenset[str]:
    """A group of single words ("offices"), of one language or of all of them together."""
    return frozenset(word for text in _texts(group, code) for word in text.split())


@cache
def phrases(group: str, code: str | None = None) -> tuple[str, ...]:
    """A group of phrases ("closings"), of one language or of all, the longest first."""
    said = {" ".join(phrase.split()) for text in _texts(group, code) for phrase in text.split("|")}
    return tuple(sorted(said - {""}, key=len, reverse=True))


@cache
def first_words(group: str) -> frozenset[str]:
    """The words that phrases of a group begin with: most lines can be passed over by their first word."""
    return frozenset(phrase.split()[0] for phrase in phrases(group))


@cache
def ordinals_of(code: str) -> tuple[str, ...]:
    """ "first", "second", … of one language, in order."""
    return tuple(word.strip() for word in vocabulary(code).ordinals.split("|"))


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
        yield getattr(vocabulary(known), group)
