"""To an office: the organiser took down your yes; confirm it, or disown it if it was none."""

from dataclasses import dataclass
from typing import Literal

from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class RecordedYes:
    """`came_by` says how the yes came: "telephone", "mail" or "paper"."""

    letter: LetterInMail
    holder: str
    came_by: Literal["telephone", "mail", "paper"]
    line: str
    way: WayIn


def write(wording: Wording, values: RecordedYes) -> Message:
    letter = values.letter
    how = {
        "telephone": wording.say("by telephone"),
        "mail": wording.say("by mail"),
        "paper": wording.say("on paper"),
    }[values.came_by]
    return lay_out(
        "recorded_yes",
        wording,
        wording.say("Your yes was recorded, please confirm: {title}", title=letter.title),
        [
            wording.say(
                "{coalition} has recorded that {holder} said {how} to sign the open letter “{title}”.",
                coalition=letter.coalition,
                holder=values.holder,
                how=how,
                title=letter.title,
            ),
            wording.say("The name is recorded as:"),
            Quoted(values.line),
            *way_in(wording, wording.say("Confirm it, or disown it"), values.way),
            wording.say(
                "Until it is confirmed by this link, the list says that it was taken down by the organiser "
                "and not confirmed by the office. If nothing was agreed, disown it: it is struck from the "
                "list."
            ),
            *signed_off(wording, letter),
        ],
    )
