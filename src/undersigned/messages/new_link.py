"""To one person of an office: a new personal link in place of every earlier one."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class NewLink:
    """`name` is whose link it is; `holder` the office-holder it can sign for."""

    letter: LetterInMail
    name: str
    holder: str
    way: WayIn


def write(wording: Wording, values: NewLink) -> Message:
    letter = values.letter
    return lay_out(
        "new_link",
        wording,
        wording.say("Your new link: {title}", title=letter.title),
        [
            wording.say(
                "This is a new personal link of {name} to the open letter “{title}” of {coalition}, to "
                "answer for {holder}. Links in earlier mails no longer work.",
                name=values.name,
                title=letter.title,
                coalition=letter.coalition,
                holder=values.holder,
            ),
            *way_in(wording, wording.say("Open the letter"), values.way),
            wording.say("Opening the link signs nothing."),
            *signed_off(wording, letter),
        ],
    )
