"""To an address that has signed, when somebody types it into the form again."""

from dataclasses import dataclass

from undersigned.messages import Button, LetterInMail, Message, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class AlreadySigned:
    """`held`: the signature waits for the organiser's review."""

    letter: LetterInMail
    line: str
    held: bool
    address: str


def write(wording: Wording, values: AlreadySigned) -> Message:
    letter = values.letter
    state = (
        wording.say("It is confirmed, and the organiser reviews it. It is recorded as:")
        if values.held
        else wording.say("It stands on the list as:")
    )
    return lay_out(
        "already_signed",
        wording,
        wording.say("You have signed already: {title}", title=letter.title),
        [
            wording.say(
                "Somebody, perhaps you, asked to sign the open letter “{title}” with this address. You have "
                "signed it already, so nothing was changed.",
                title=letter.title,
            ),
            state,
            Quoted(values.line),
            Button(wording.say("See it, correct it or withdraw it"), values.address),
            *signed_off(wording, letter),
        ],
    )
