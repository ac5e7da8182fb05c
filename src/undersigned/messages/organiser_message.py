"""To one person of an office: what the organiser wrote to nobody else."""

from dataclasses import dataclass

from undersigned.messages import Button, LetterInMail, Message, Paragraph, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class OrganiserMessage:
    """`text` is plain, its paragraphs parted by empty lines. `address` is the person's link to the letter."""

    letter: LetterInMail
    subject: str
    text: str
    address: str


def write(wording: Wording, values: OrganiserMessage) -> Message:
    letter = values.letter
    own: list[Paragraph] = [part for part in values.text.split("\n\n") if part.strip()]
    return lay_out(
        "organiser_message",
        wording,
        values.subject or wording.say("About the open letter: {title}", title=letter.title),
        [
            *own,
            wording.say(
                "This is about the open letter “{title}” of {coalition}.",
                title=letter.title,
                coalition=letter.coalition,
            ),
            Button(wording.say("Open the letter"), values.address),
            *signed_off(wording, letter),
        ],
    )
