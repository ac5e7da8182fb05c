"""What an organiser and a signatory read about a review: each doubt, and each reason for a strike."""

from undersigned.wording.speech import Wording

DOUBTS: dict[str, str] = {
    "prominent-role": "names a public office or heads a body, and the address does not show it",
    "mixed-script": "a word in it mixes letters of two scripts that look alike",
    "odd-name": "hardly a name",
    "struck-before": "a signature of this address was struck before",
    "rule": "caught by a rule of yours",
    "everybody": "you hold everybody until you have looked",
    "figures-in-name": "figures in the name",
    "same-name": "somebody of this name has signed",
    "burst": "many signed from this address’s domain within an hour",
}

STRIKES: dict[str, str] = {
    "duplicate": "the same person or organisation is on the list already",
    "not-a-person": "it is not the name of a person or an organisation",
    "not-authorised": "it was not given by whoever may speak in that name",
    "denied": "whoever is named says that they did not sign",
    "other": "another reason; ask the organiser",
}


LIKENESSES: dict[str, str] = {
    "same-name-and-place": "the same name and the same place, or no place",
    "same-name-and-postcode": "the same name and the same postcode",
    "spelling": "nearly the same name, and the same place",
}


def likeness_in_words(code: str) -> str:
    return LIKENESSES.get(code, code)


def doubt_in_words(code: str) -> str:
    return DOUBTS.get(code, code)


def why_in_words(code: str, wording: Wording) -> str:
    return wording.say(STRIKES.get(code, code))
