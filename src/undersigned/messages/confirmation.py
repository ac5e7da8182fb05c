"""To an address that somebody typed into the form of an open letter: confirm, or leave it."""

from dataclasses import dataclass

from undersigned.messages import Button, LetterInMail, Message, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`code` is typed at `code_address` where the link does not work."""

    letter: LetterInMail
    line: str
    address: str
    code: str
    code_address: str


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
            Button(wording.say("Read the letter and confirm"), values.address),
            wording.say("If the link does not work, or you read this on another device, type this code:"),
            Quoted(values.code),
            Button(wording.say("The code is typed here"), values.code_address),
            wording.say(
                "The link works for seven days, the code for two. If it was not you, do nothing: nothing is "
                "signed, and the address is deleted after that."
            ),
            *signed_off(wording, letter),
        ],
    )
