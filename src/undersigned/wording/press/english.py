"""American newspapers' English, after the Associated Press: no serial comma, figures from ten, states in full
in a sentence and abbreviated in a list."""

import re

from undersigned.wording.counts import count_in_figures, count_in_words
from undersigned.wording.offices import in_a_sentence, plural_of_office
from undersigned.wording.press import MOST_NAMED, Lead, Party, Place, Recipient, Signed, capitalised, joined
from undersigned.wording.speech import Wording

_MONTHS = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
# A body whose name has one of these words takes "the" in a sentence.
_COMMON_NOUN = re.compile(
    r"\b(?:Administration|Agency|Assembly|Association|Authority|Board|Bureau|Cabinet|Chamber|Commission"
    r"|Committee|Conference|Congress|Corporation|Council|Court|Department|District|Federation|Foundation|Fund"
    r"|House|Institute|League|Ministry|Office|Senate|Service|Society|Treasury|Union)\b"
)


def lead(lead: Lead, wording: Wording) -> str:
    letter = "an open letter"
    if lead.to:
        letter += f" to {series([recipient(each) for each in lead.to])}"
    ours, everybody = lead.of_ours, lead.of_all
    if not everybody:
        return capitalised(f"nobody has signed {letter} yet.")
    if lead.area is None:
        return capitalised(f"{_everybody(lead, wording)} signed {letter}.")
    if not ours:
        return _nobody(lead, letter, wording)
    subject = capitalised(_subject(lead, wording))
    if ours == everybody:
        return f"{subject} signed {letter}."
    be = "is" if ours == 1 else "are"
    if everybody == 2:
        return f"{subject} {be} one of two signatories of {letter}."
    return f"{subject} {be} among {_counted(count_in_figures(lead.all, wording))} who signed {letter}."


def _everybody(lead: Lead, wording: Wording) -> str:
    if lead.of_all <= MOST_NAMED and lead.ours:
        return _named(lead)
    states = f" from {wording.number(lead.states)} states" if lead.states > 1 else ""
    return _counted(count_in_words(lead.all, wording)) + states


def _nobody(lead: Lead, letter: str, wording: Wording) -> str:
    if lead.of_all == 1:
        return f"The one signatory of {letter} is not {lead.area}."
    return f"None of the {_counted(count_in_figures(lead.all, wording))} who signed {letter} is {lead.area}."


def _subject(lead: Lead, wording: Wording) -> str:
    if lead.of_ours <= MOST_NAMED:
        return _named(lead)
    return f"{_counted(count_in_words(lead.our_tally, wording))} {lead.area}"


def _counted(count: str) -> str:
    """Letters have a comma before the last "and", newspapers have none."""
    return count.replace(", and ", " and ")


def _named(lead: Lead) -> str:
    return series([_party(party) for party in lead.ours])


def _party(party: Party) -> str:
    if party.kind != "office" or party.office is None or None in party.places:
        return series([_person(party, index) for index in range(len(party.names))])
    places = [each for each in party.places if each]
    if len(places) == 1:
        return f"the {in_a_sentence(party.office)} of {_places(places)}"
    known = plural_of_office(party.office, "en")
    plural = in_a_sentence(party.plural) if party.plural else known.plural if known else None
    if plural is None or len(set(places)) < len(places):
        return series([_person(party, index) for index in range(len(party.names))])
    return f"the {plural} of {_places(places)}"


def _places(places: list[Place]) -> str:
    """A state behind a place stands between commas, also at the end: "Austin, Texas,"."""
    said = [f"{each.name}, {each.region}" if each.region else each.name for each in places]
    if not any(each.region for each in places):
        return series(said)
    *head, last = said
    together = f"{'; '.join(head)}; and {last}," if len(head) > 1 else ", and ".join(said) + ","
    return together


def _person(party: Party, index: int) -> str:
    """A title stands before the name with its capitals: "Attorney General Jo Example"."""
    name, place = party.names[index], party.places[index]
    titled = f"{party.office} {name}" if party.office else name
    return f"{titled} of {place.name}" if place and party.kind != "organisations" else titled


def recipient(to: Recipient) -> str:
    """ "President Miriam Castellane", "Chair Augustin Merrivale of the Passenger Rail Board"."""
    body = to.organisation or ""
    if _COMMON_NOUN.search(body) and not body.startswith("The "):
        body = f"the {body}"
    who = " ".join(part for part in (to.office, to.name) if part)
    if who and not to.name:
        who = f"the {in_a_sentence(who)}"
    return f"{who} of {body}" if who and body else who or body


def who(lead: Lead) -> str:
    """The names behind the lead: "They are Ada Lindqvist of Carrboro and Tomás Quintero of Chapel Hill."."""
    if not 0 < lead.of_ours <= MOST_NAMED or all(party.kind != "office" for party in lead.ours):
        return ""
    if lead.of_ours == 1:
        return f"The signatory is {lead.ours[0].office} {lead.ours[0].names[0]}."
    people = [
        f"{name} of {place.name}" if place else name
        for party in lead.ours
        for name, place in zip(party.names, party.places, strict=True)
    ]
    return f"They are {series(people)}."


def signatory(signed: Signed) -> str:
    """ "Carrboro Mayor Ada Lindqvist"; for readers elsewhere "Mayor Ada Lindqvist of Carrboro, N.C."."""
    name, office, place = signed.name, signed.office, signed.place
    if not office or signed.region or not place:
        titled = f"{office} {name}".strip()
        where = ", ".join(part for part in (place, signed.region) if part)
        return (
            f"{titled} of {where}"
            if where and office
            else ", ".join(part for part in (titled, where) if part)
        )
    former, title = (
        ("former ", office.removeprefix("former ")) if office.startswith("former ") else ("", office)
    )
    first, _, rest = title.partition(" ")
    if rest and place.split()[-1].casefold() == first.casefold():
        title = rest  # "Montgomery County Executive", and not "County County"
    return f"{former}{place} {title} {name}"


def series(items: list[str]) -> str:
    """ "a, b and c": without a comma before "and"; an item that ends in one keeps it but at the end."""
    return joined(items, "and")


def day(year: int, month: int, day: int) -> str:
    """ "Nov. 20, 2026"."""
    return f"{_MONTHS[month - 1]} {day}, {year}"
