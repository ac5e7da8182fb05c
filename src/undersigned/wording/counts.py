"""How many signed, in words and in figures, always from the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from undersigned.wording.numbers import Gender, number_in_prose, number_in_words
from undersigned.wording.offices import gender_of_office, in_a_sentence, plural_of_office
from undersigned.wording.speech import Wording

# More kinds of office than this make a list, not a sentence: the smaller ones become "others".
_MOST_KINDS = 4


@dataclass(frozen=True, slots=True)
class OfficeCount:
    """So many people of one office. `plural` is the one somebody wrote down, if anybody did."""

    office: str
    number: int
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted: people by office, people without one, organisations."""

    offices: tuple[OfficeCount, ...] = ()
    others: int = 0
    organisations: int = 0


def count_in_words(tally: Tally, wording: Wording) -> str:
    """ "thirty-one mayors and one county executive"; an office of unknown plural is a signatory."""
    return _count(tally, wording, number_in_words)


def count_in_figures(tally: Tally, wording: Wording) -> str:
    """ "31 mayors and one county executive": figures from ten, as in running text."""
    return _count(tally, wording, number_in_prose)


_Speller = Callable[[int, Wording, Gender], str]


def _count(tally: Tally, wording: Wording, spell: _Speller) -> str:
    offices, others = _merged(tally.offices, wording.language), tally.others
    kinds: list[str] = []
    for office in offices:
        said = _office(office, wording, spell) if len(kinds) < _MOST_KINDS else None
        if said:
            kinds.append(said)
        else:
            others += office.number
    if others:
        kinds.append(_others(others, wording, spell, among=bool(kinds)))
    if tally.organisations:
        said = wording.translations.ngettext(
            "{number} organisation", "{number} organisations", tally.organisations
        )
        kinds.append(said.format(number=spell(tally.organisations, wording, "f")))
    return wording.list(kinds) if kinds else wording.say("no signatories yet")


def _merged(offices: Sequence[OfficeCount], language: str) -> list[OfficeCount]:
    """One count an office, however it is capitalised, the most frequent first."""
    found: dict[str, OfficeCount] = {}
    for office in offices:
        before = found.get(in_a_sentence(office.office))
        number = office.number + (before.number if before else 0)
        plural = office.plural or (before.plural if before else None)
        found[in_a_sentence(office.office)] = OfficeCount(office.office, number, plural)
    return sorted(found.values(), key=lambda office: -office.number)


def _office(office: OfficeCount, wording: Wording, spell: _Speller) -> str | None:
    gender = gender_of_office(office.office, wording.language)
    if office.number == 1:
        if gender is None and wording.language != "en":
            return None  # "un" or "una"? Better a signatory than a wrong word
        return f"{spell(1, wording, gender or 'm')} {in_a_sentence(office.office)}"
    known = plural_of_office(office.office, wording.language)
    plural = in_a_sentence(office.plural) if office.plural else known and known.plural
    return f"{spell(office.number, wording, gender or 'm')} {plural}" if plural else None


def _others(number: int, wording: Wording, spell: _Speller, *, among: bool) -> str:
    one, many = (
        ("{number} other signatory", "{number} other signatories")
        if among
        else ("{number} signatory", "{number} signatories")
    )
    return wording.translations.ngettext(one, many, number).format(number=spell(number, wording, "m"))
