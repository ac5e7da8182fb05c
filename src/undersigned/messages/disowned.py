"""To a delegate: the office-holder disowned the signature, and it is struck."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Paragraph, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Disowned:
    letter: LetterInMail
    holder: str
    line: str


def write(wording: Wording, values: Disowned) -> Message:
    letter = values.letter
    paragraphs: list[Paragraph] = [
        wording.say(
            "{holder} disowned the signature that you gave on the open letter “{title}”. "
            "It is struck from the list:",
            holder=values.holder,
            title=letter.title,
        ),
        Quoted(values.line),
        wording.say("You are no longer recorded as a delegate of this office."),
        *signed_off(wording, letter),
    ]
    return lay_out(
        "disowned",
        wording,
        wording.say("Disowned by {holder}: {title}", holder=values.holder, title=letter.title),
        paragraphs,
    )
