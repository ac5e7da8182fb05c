"""To an address that somebody typed into the form of an open letter: confirm, or leave it."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Confirmation:
    letter: LetterInMail
    line: str
    way: WayIn


def write(wording: Wording, values: Confirmation) -> Message:
    letter = values.letter
    return lay_out(
        "confirmation",
        wording,
        wording.say("Confirm your signature: {title}", title=letter.title),
        [
            wording.say(
                "Somebody, we hope you, asked to sign the open letter “{title}” of {coalition} with this "
                "address. It counts only if you confirm it.",
                title=letter.title,
                coalition=letter.coalition,
            ),
            wording.say("It would be printed as:"),
            Quoted(values.line),
            *way_in(wording, wording.say("Read the letter and confirm"), values.way),
            wording.say(
                "The link works for seven days, the code for two. If it was not you, do nothing: nothing is "
                "signed, and the address is deleted after that."
            ),
            *signed_off(wording, letter),
        ],
    )
