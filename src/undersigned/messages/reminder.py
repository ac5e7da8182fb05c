"""To an office that has not answered: the letter still waits, and until when."""

from dataclasses import dataclass

from undersigned.domain.own_words import OURS, OwnWords
from undersigned.messages import LetterInMail, Message, WayIn, lay_out, opening_of, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Reminder:
    letter: LetterInMail
    holder: str
    way: WayIn
    own: OwnWords = OURS


def write(wording: Wording, values: Reminder) -> Message:
    letter = values.letter
    until = wording.moment(letter.deadline, letter.zone) if letter.deadline else ""
    return lay_out(
        "reminder",
        wording,
        values.own.subject
        or wording.say("Still open for {holder}: {title}", holder=values.holder, title=letter.title),
        [
            *opening_of(values.own),
            wording.say(
                "The open letter “{title}” of {coalition} waits for an answer from {holder}. "
                "It can be signed until {until}.",
                title=letter.title,
                coalition=letter.coalition,
                holder=values.holder,
                until=until,
            ),
            *way_in(wording, wording.say("Read the letter, then sign or decline"), values.way),
            wording.say("A short no helps as well: declining takes one click and ends these reminders."),
            *signed_off(wording, letter),
        ],
    )
