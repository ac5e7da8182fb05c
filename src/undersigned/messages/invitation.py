"""To an office-holder: please read this letter and sign it, or decline."""

from dataclasses import dataclass

from undersigned.domain.own_words import OURS, OwnWords
from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, opening_of, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Invitation:
    letter: LetterInMail
    holder: str
    line: str
    way: WayIn
    own: OwnWords = OURS


def write(wording: Wording, values: Invitation) -> Message:
    letter = values.letter
    subject = wording.say("Please read and sign: {title}", title=letter.title)
    opening = wording.say(
        "{coalition} asks {holder} to sign the open letter “{title}”.",
        coalition=letter.coalition,
        holder=values.holder,
        title=letter.title,
    )
    by_when = (
        [wording.say("It can be signed until {moment}.", moment=wording.moment(letter.deadline, letter.zone))]
        if letter.deadline
        else []
    )
    return lay_out(
        "invitation",
        wording,
        values.own.subject or subject,
        [
            *opening_of(values.own),
            opening,
            *by_when,
            *way_in(wording, wording.say("Read the letter, then sign or decline"), values.way),
            wording.say("Your name would be printed as:"),
            Quoted(values.line),
            wording.say(
                "Opening the link signs nothing. The link is personal: whoever has it can answer for you, "
                "so pass it on only to somebody who may."
            ),
            *signed_off(wording, letter),
        ],
    )
