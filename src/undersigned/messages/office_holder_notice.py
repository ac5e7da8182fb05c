"""To an office-holder, at once: a delegate signed for you; disown it if that was wrong."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class OfficeHolderNotice:
    letter: LetterInMail
    delegate: str
    line: str
    signed_at: datetime
    way: WayIn


def write(wording: Wording, values: OfficeHolderNotice) -> Message:
    letter = values.letter
    return lay_out(
        "office_holder_notice",
        wording,
        wording.say("Signed for you by {delegate}: {title}", delegate=values.delegate, title=letter.title),
        [
            wording.say(
                "{delegate} signed the open letter “{title}” for you on {moment}.",
                delegate=values.delegate,
                title=letter.title,
                moment=wording.moment(values.signed_at, letter.zone),
            ),
            wording.say("Your name is recorded as:"),
            Quoted(values.line),
            wording.say("If that is right, there is nothing to do."),
            *way_in(wording, wording.say("See the letter, or disown this signature"), values.way),
            *signed_off(wording, letter),
        ],
    )
