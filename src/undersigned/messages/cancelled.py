"""To everybody invited: the letter was cancelled, and nothing signed will be published."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Paragraph, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Cancelled:
    letter: LetterInMail
    signed: bool


def write(wording: Wording, values: Cancelled) -> Message:
    letter = values.letter
    paragraphs: list[Paragraph] = [
        wording.say(
            "{coalition} cancelled the open letter “{title}”. It will not be published.",
            coalition=letter.coalition,
            title=letter.title,
        )
    ]
    if values.signed:
        paragraphs.append(wording.say("Your signature on it will not be used."))
    paragraphs.extend(signed_off(wording, letter))
    return lay_out("cancelled", wording, wording.say("Cancelled: {title}", title=letter.title), paragraphs)
