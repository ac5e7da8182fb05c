"""To an office-holder: a delegate handed the letter on to a colleague, who may now sign it for you."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class HandedOnNotice:
    letter: LetterInMail
    delegate: str
    colleague: str
    way: WayIn


def write(wording: Wording, values: HandedOnNotice) -> Message:
    letter = values.letter
    return lay_out(
        "handed_on_notice",
        wording,
        wording.say("Handed on to {colleague}: {title}", colleague=values.colleague, title=letter.title),
        [
            wording.say(
                "{delegate} handed the open letter “{title}” on to {colleague}, who may now answer it for "
                "you. This holds for this letter alone, and both are recorded.",
                delegate=values.delegate,
                title=letter.title,
                colleague=values.colleague,
            ),
            *way_in(wording, wording.say("See who may sign for you, or end it"), values.way),
            *signed_off(wording, letter),
        ],
    )
