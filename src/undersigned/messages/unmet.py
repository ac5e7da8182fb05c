"""To one whose answer waited in vain: the letter closed without it, and the answer is deleted."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Paragraph, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Unmet:
    """`condition` is what did not hold, in words; None where the office-holder did not confirm."""

    letter: LetterInMail
    holder: str
    condition: str | None


def write(wording: Wording, values: Unmet) -> Message:
    letter = values.letter
    if values.condition:
        why: list[Paragraph] = [
            wording.say(
                "The open letter “{title}” is closed. {holder} would have signed it if:",
                title=letter.title,
                holder=values.holder,
            ),
            Quoted(values.condition),
            wording.say("That did not come about, so the name is not on the letter."),
        ]
    else:
        why = [
            wording.say(
                "The open letter “{title}” is closed. The signature prepared for {holder} was not confirmed, "
                "so the name is not on the letter.",
                title=letter.title,
                holder=values.holder,
            )
        ]
    return lay_out(
        "unmet",
        wording,
        wording.say("Not signed: {title}", title=letter.title),
        [
            *why,
            wording.say("Nobody else is told, and the answer has been deleted."),
            *signed_off(wording, letter),
        ],
    )
