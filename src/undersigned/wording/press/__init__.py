"""The sentences of a press kit as a local newspaper would print them, in English, Spanish and French.

Each language has a file of its own, for a lead is grammar and no translation: who is named by office and
place, who by a number, what agrees with what. Values come in counted; nothing is counted here.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Literal, Protocol, cast

from undersigned.wording.counts import OfficeCount, Tally
from undersigned.wording.speech import Wording

# Up to so many of ours, the lead says each office with its place; above, how many there are.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a lead says it. `region` stands behind it only where readers live elsewhere."""

    name: str
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Those of an area who signed as the same thing: one office, people without one, or organisations.

    `names` and `places` are in one order; a place is None where none is known.
    """

    kind: Literal["office", "people", "organisations"]
    names: tuple[str, ...]
    places: tuple[Place | None, ...]
    office: str | None = None
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """One line of a kit's list. "" is not known; `region` is there only where readers live elsewhere."""

    name: str
    office: str = ""
    place: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One addressee: a person in an office, a person, or a body."""

    name: str | None
    office: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Lead:
    """All that the lead of an area says.

    `area` says where ours are from, behind a number ("from North Carolina", "de Californie"); None for the
    letter as a whole. `ours` are the parties of the area, `all` everybody who signed. `states` is said of the
    whole where it is more than one.
    """

    area: str | None
    ours: tuple[Party, ...]
    all: Tally
    to: tuple[Recipient, ...]
    states: int = 0

    @property
    def of_ours(self) -> int:
        return sum(len(party.names) for party in self.ours)

    @property
    def of_all(self) -> int:
        return sum(office.number for office in self.all.offices) + self.all.others + self.all.organisations

    @property
    def our_tally(self) -> Tally:
        """Ours counted as the whole list is counted."""
        return Tally(
            tuple(
                OfficeCount(party.office or "", len(party.names), party.plural)
                for party in self.ours
                if party.kind == "office"
            ),
            sum(len(party.names) for party in self.ours if party.kind == "people"),
            sum(len(party.names) for party in self.ours if party.kind == "organisations"),
        )


class Language(Protocol):
    """What the file of a language has."""

    def lead(self, lead: Lead, wording: Wording) -> str: ...

    def who(self, lead: Lead) -> str: ...

    def signatory(self, signed: Signed) -> str: ...

    def series(self, items: list[str]) -> str: ...

    def day(self, year: int, month: int, day: int) -> str: ...


_LANGUAGES = {"en": "english", "es": "spanish", "fr": "french"}


def press_in(language: str) -> Language:
    """The sentences of a language that `speak` knows."""
    return cast(Language, import_module(f"{__name__}.{_LANGUAGES[language]}"))


def lead(values: Lead, wording: Wording) -> str:
    """ "The mayors of Carrboro and Chapel Hill are among 31 mayors and one county executive who signed …"."""
    return press_in(wording.language).lead(values, wording)


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def joined(items: list[str], conjunction: str) -> str:
    """ "a, b and c": no comma before the last; a name with something said of it keeps its own commas."""
    *head, last = items or [""]
    return f"{', '.join(head).replace(',,', ',')} {conjunction} {last}" if head else last
