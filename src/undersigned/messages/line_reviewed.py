"""To a signatory who mended the printed line: how it will be printed."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Paragraph, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class LineReviewed:
    """`words` are the organiser's own, their paragraphs parted by empty lines; "" for none."""

    letter: LetterInMail
    accepted: bool
    line: str
    words: str = ""


def write(wording: Wording, values: LineReviewed) -> Message:
    letter = values.letter
    if values.accepted:
        what = wording.say(
            "The organiser took over your change for “{title}”. The name is now printed as:",
            title=letter.title,
        )
    else:
        what = wording.say(
            "The organiser did not take over your change for “{title}”. The name stays printed as:",
            title=letter.title,
        )
    own: list[Paragraph] = [part for part in values.words.split("\n\n") if part.strip()]
    paragraphs: list[Paragraph] = [what, Quoted(values.line), *own, *signed_off(wording, letter)]
    return lay_out(
        "line_reviewed", wording, wording.say("Your printed line: {title}", title=letter.title), paragraphs
    )
