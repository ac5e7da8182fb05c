"""To a public signatory whose signature the organiser struck from the list."""

from dataclasses import dataclass

from undersigned.messages import Button, LetterInMail, Message, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Struck:
    """`why` is the kind of reason, in words, as everybody may see it."""

    letter: LetterInMail
    line: str
    why: str
    address: str


def write(wording: Wording, values: Struck) -> Message:
    letter = values.letter
    return lay_out(
        "struck",
        wording,
        wording.say("Not on the list: {title}", title=letter.title),
        [
            wording.say(
                "The organiser of the open letter “{title}” took this signature off the list, or did not put "
                "it on:",
                title=letter.title,
            ),
            Quoted(values.line),
            wording.say("The reason that was recorded: {why}.", why=values.why),
            wording.say(
                "The strike is a fact of its own in the letter’s log, which anybody can check. If it is a "
                "mistake, say so to the organiser."
            ),
            Button(wording.say("See what was recorded"), values.address),
            *signed_off(wording, letter),
        ],
    )
