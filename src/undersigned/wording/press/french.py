"""The French of newspapers: "de" is said before each place, and joins with its article."""

from undersigned.wording.counts import count_in_figures, count_in_words
from undersigned.wording.offices import (
    gender_of_office,
    in_a_sentence,
    office_of_place,
    plural_of_office,
)
from undersigned.wording.press import MOST_NAMED, Lead, Party, Place, Recipient, Signed, capitalised, joined
from undersigned.wording.speech import Wording

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
# Words of an office that say nothing of the gender of who holds it: there, the person is named.
_EITHER_GENDER = frozenset(("bourgmestre", "maire", "ministre", "professeur", "secrétaire"))
_VOWELS = tuple("aàâeéèêëhiîïoôuûüy")


def lead(lead: Lead, wording: Wording) -> str:
    letter = "une lettre ouverte"
    if lead.to:
        letter += f" adressée {series([recipient(each) for each in lead.to])}"
    ours, everybody = lead.of_ours, lead.of_all
    if not everybody:
        return f"Personne n’a encore signé {letter}."
    if lead.area is None:
        return capitalised(f"{_everybody(lead, wording)} {_signed(everybody)} {letter}.")
    if not ours:
        return _nobody(lead, letter, wording)
    subject = capitalised(_subject(lead, wording))
    if ours == everybody:
        return f"{subject} {_signed(ours)} {letter}."
    verb = "figure" if ours == 1 else "figurent"
    if everybody == 2:
        return f"{subject} {verb} parmi les deux signataires d’{letter}."
    return f"{subject} {verb} parmi {count_in_figures(lead.all, wording)} qui ont signé {letter}."


def _signed(number: int) -> str:
    return "a signé" if number == 1 else "ont signé"


def _everybody(lead: Lead, wording: Wording) -> str:
    if lead.of_all <= MOST_NAMED and lead.ours:
        return _named(lead)
    states = f" de {wording.number(lead.states)} États" if lead.states > 1 else ""
    return count_in_words(lead.all, wording) + states


def _nobody(lead: Lead, letter: str, wording: Wording) -> str:
    if lead.of_all == 1:
        return f"La seule signature d’{letter} ne vient pas {lead.area}."
    return f"Aucun des {wording.number(lead.of_all)} signataires d’{letter} ne vient {lead.area}."


def _subject(lead: Lead, wording: Wording) -> str:
    if lead.of_ours <= MOST_NAMED:
        return _named(lead)
    return f"{count_in_words(lead.our_tally, wording)} {lead.area}"


def _named(lead: Lead) -> str:
    return series([_party(party) for party in lead.ours])


def _party(party: Party) -> str:
    known = plural_of_office(party.office, "fr") if party.office else None
    if party.kind != "office" or party.office is None or known is None or None in party.places:
        return series([_person(party, index) for index in range(len(party.names))])
    places = [each for each in party.places if each]
    if len(places) == 1 and party.office.split()[0].casefold() in _EITHER_GENDER:
        return _person(party, 0)
    if len(places) == 1:
        return _with_article(party.office, places[0])
    plural = in_a_sentence(party.plural) if party.plural else known.plural
    return f"les {plural} {series([_of(each) for each in places])}"


def _with_article(office: str, place: Place) -> str:
    words = in_a_sentence(office)
    if words[:1].casefold() in _VOWELS:
        article = "l’"
    else:
        article = "la " if gender_of_office(office, "fr") == "f" else "le "
    return f"{article}{words} {_of(place)}"


def _of(place: Place) -> str:
    of = office_of_place("", place.name, "fr").strip()
    return f"{of} ({place.region})" if place.region else of


def _person(party: Party, index: int) -> str:
    name, place = party.names[index], party.places[index]
    where = f" {_of(Place(place.name))}" if place else ""
    if party.office:
        return f"{name}, {in_a_sentence(party.office)}{where},"
    return f"{name},{where}," if where and party.kind == "people" else name


def recipient(to: Recipient) -> str:
    """ "à la présidente Miriam Castellane", "à Augustin Merrivale (Passenger Rail Board)"."""
    if not to.name:
        return f"à {to.organisation or in_a_sentence(to.office or '')}"
    if to.organisation or not to.office:
        return f"à {to.name} ({to.organisation})" if to.organisation else f"à {to.name}"
    office = in_a_sentence(to.office)
    known = plural_of_office(to.office, "fr")
    if known is None or office.split()[0] in _EITHER_GENDER:
        return f"à {to.name} ({office})"
    article = "l’" if office[:1] in _VOWELS else "la " if known.gender == "f" else ""
    return f"à {article}{office} {to.name}" if article else f"au {office} {to.name}"


def who(lead: Lead) -> str:
    if not 0 < lead.of_ours <= MOST_NAMED or all(party.kind != "office" for party in lead.ours):
        return ""
    people = [
        f"{name} ({place.name})" if place and lead.of_ours > 1 else name
        for party in lead.ours
        for name, place in zip(party.names, party.places, strict=True)
    ]
    return f"{'Signataire' if len(people) == 1 else 'Signataires'} : {series(people)}."


def signatory(signed: Signed) -> str:
    """ "Ada Lindqvist, maire du Havre (Normandie)"."""
    if signed.office and signed.place:
        what = office_of_place(in_a_sentence(signed.office), signed.place, "fr")
    else:
        what = in_a_sentence(signed.office) if signed.office else signed.place
    line = f"{signed.name}, {what}" if what else signed.name
    return f"{line} ({signed.region})" if signed.region else line


def series(items: list[str]) -> str:
    return joined(items, "et")


def day(year: int, month: int, day: int) -> str:
    return f"{'1er' if day == 1 else day} {_MONTHS[month - 1]} {year}"
