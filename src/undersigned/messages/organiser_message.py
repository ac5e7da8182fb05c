"""To one person of an office: what the organiser wrote to nobody else."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Paragraph, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class OrganiserMessage:
    """`text` is plain, its paragraphs parted by empty lines. `way` is how the person opens the letter."""

    letter: LetterInMail
    subject: str
    text: str
    way: WayIn


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
            *way_in(wording, wording.say("Open the letter"), values.way),
            *signed_off(wording, letter),
        ],
    )
