"""To who signed: may the press quote a sentence of yours, and which words exactly."""

from dataclasses import dataclass

from undersigned.messages import Button, LetterInMail, Message, Paragraph, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """`proposed` is a wording of the organiser's; "" where the words are to be the signatory's own."""

    letter: LetterInMail
    name: str
    proposed: str
    address: str


def write(wording: Wording, values: QuoteRequest) -> Message:
    letter = values.letter
    paragraphs: list[Paragraph] = [
        wording.say(
            "Newspapers where you are will write about “{title}”, which {name} has signed. A sentence of "
            "your own makes the story yours.",
            title=letter.title,
            name=values.name,
        )
    ]
    if values.proposed:
        paragraphs += [wording.say("We propose these words:"), Quoted(values.proposed)]
    paragraphs += [
        Button(wording.say("Write, change or clear the words"), values.address),
        wording.say(
            "Nothing is shown to anybody before you have cleared exactly that wording, and you can take it "
            "back at any time, on the same page."
        ),
        *signed_off(wording, letter),
    ]
    return lay_out(
        "quote_request",
        wording,
        wording.say("A sentence for the press: {title}", title=letter.title),
        paragraphs,
    )
