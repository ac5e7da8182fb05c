"""To whoever confirmed a signature that the organiser reviews before it is on the list."""

from dataclasses import dataclass

from undersigned.messages import Button, LetterInMail, Message, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Held:
    letter: LetterInMail
    line: str
    address: str


def write(wording: Wording, values: Held) -> Message:
    letter = values.letter
    return lay_out(
        "held",
        wording,
        wording.say("Confirmed, not yet on the list: {title}", title=letter.title),
        [
            wording.say(
                "You confirmed your signature under the open letter “{title}”. The organiser looks at it "
                "before it is on the list, as at some others; you get a mail when that is done.",
                title=letter.title,
            ),
            wording.say("It is recorded as:"),
            Quoted(values.line),
            Button(wording.say("See it, or take it back"), values.address),
            *signed_off(wording, letter),
        ],
    )
