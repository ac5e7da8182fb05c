"""The Spanish of newspapers. The gender of an office is that of its recorded word: "Alcaldesa" is a woman."""

import re

from undersigned.wording.counts import count_in_figures, count_in_words
from undersigned.wording.offices import gender_of_office, in_a_sentence, plural_of_office
from undersigned.wording.press import MOST_NAMED, Lead, Party, Place, Recipient, Signed, capitalised, joined
from undersigned.wording.speech import Wording

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
# Words of an office that say nothing of the gender of who holds it: there, the person is named.
_EITHER_GENDER = frozenset(("concejal", "edil", "fiscal", "juez", "representante"))
_SOUNDS_LIKE_I = re.compile(r"(?:i|í|hi(?![aeo]))", re.IGNORECASE)


def lead(lead: Lead, wording: Wording) -> str:
    letter = "una carta abierta"
    if lead.to:
        letter += f" dirigida {series([recipient(each) for each in lead.to])}"
    ours, everybody = lead.of_ours, lead.of_all
    if not everybody:
        return f"Nadie ha firmado todavía {letter}."
    if lead.area is None:
        return capitalised(f"{_everybody(lead, wording)} {_signed(everybody)} {letter}.")
    if not ours:
        return _nobody(lead, letter, wording)
    subject = capitalised(_subject(lead, wording))
    if ours == everybody:
        return f"{subject} {_signed(ours)} {letter}."
    verb = "figura" if ours == 1 else "figuran"
    if everybody == 2:
        return f"{subject} {verb} entre los dos firmantes de {letter}."
    return f"{subject} {verb} entre {count_in_figures(lead.all, wording)} que firmaron {letter}."


def _signed(number: int) -> str:
    return "firmó" if number == 1 else "firmaron"


def _everybody(lead: Lead, wording: Wording) -> str:
    if lead.of_all <= MOST_NAMED and lead.ours:
        return _named(lead)
    states = f" de {wording.number(lead.states)} estados" if lead.states > 1 else ""
    return count_in_words(lead.all, wording) + states


def _nobody(lead: Lead, letter: str, wording: Wording) -> str:
    if lead.of_all == 1:
        return f"La única firma de {letter} no es {lead.area}."
    return f"Ninguno de los {wording.number(lead.of_all)} firmantes de {letter} es {lead.area}."


def _subject(lead: Lead, wording: Wording) -> str:
    if lead.of_ours <= MOST_NAMED:
        return _named(lead)
    return f"{count_in_words(lead.our_tally, wording)} {lead.area}"


def _named(lead: Lead) -> str:
    return series([_party(party) for party in lead.ours])


def _party(party: Party) -> str:
    known = plural_of_office(party.office, "es") if party.office else None
    if party.kind != "office" or party.office is None or known is None or None in party.places:
        return series([_person(party, index) for index in range(len(party.names))])
    places = [each for each in party.places if each]
    if len(places) == 1 and party.office.split()[0].casefold() in _EITHER_GENDER:
        return _person(party, 0)
    if len(places) == 1:
        article = "la" if gender_of_office(party.office, "es") == "f" else "el"
        return f"{article} {in_a_sentence(party.office)} de {_place(places[0])}"
    plural = in_a_sentence(party.plural) if party.plural else known.plural
    return (
        f"{'las' if known.gender == 'f' else 'los'} {plural} de {series([_place(each) for each in places])}"
    )


def _place(place: Place) -> str:
    return f"{place.name} ({place.region})" if place.region else place.name


def _person(party: Party, index: int) -> str:
    name, place = party.names[index], party.places[index]
    where = f" de {place.name}" if place else ""
    if party.office:
        return f"{name}, {in_a_sentence(party.office)}{where},"
    return f"{name},{where}," if where and party.kind == "people" else name


def recipient(to: Recipient) -> str:
    """ "a la presidenta Miriam Castellane", "a Augustin Merrivale (Passenger Rail Board)"."""
    if not to.name:
        return f"a {to.organisation or in_a_sentence(to.office or '')}"
    if to.organisation or not to.office:
        return f"a {to.name} ({to.organisation})" if to.organisation else f"a {to.name}"
    office = in_a_sentence(to.office)
    known = plural_of_office(to.office, "es")
    if known is None or office.split()[0] in _EITHER_GENDER:
        return f"a {to.name} ({office})"
    return f"{'a la' if known.gender == 'f' else 'al'} {office} {to.name}"


def who(lead: Lead) -> str:
    if not 0 < lead.of_ours <= MOST_NAMED or all(party.kind != "office" for party in lead.ours):
        return ""
    people = [
        f"{name} ({place.name})" if place and lead.of_ours > 1 else name
        for party in lead.ours
        for name, place in zip(party.names, party.places, strict=True)
    ]
    return f"{'Firma' if len(people) == 1 else 'Firman'} {series(people)}."


def signatory(signed: Signed) -> str:
    """ "Ada Lindqvist, alcaldesa de Carrboro (Carolina del Norte)"."""
    if signed.office and signed.place:
        what = f"{in_a_sentence(signed.office)} de {signed.place}"
    else:
        what = in_a_sentence(signed.office) if signed.office else signed.place
    line = f"{signed.name}, {what}" if what else signed.name
    return f"{line} ({signed.region})" if signed.region else line


def series(items: list[str]) -> str:
    """ "a, b y c"; "e" before the sound of an i: "Austin e Irving"."""
    return joined(items, "e" if items and _SOUNDS_LIKE_I.match(items[-1]) else "y")


def day(year: int, month: int, day: int) -> str:
    return f"{day} de {_MONTHS[month - 1]} de {year}"
