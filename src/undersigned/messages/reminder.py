"""To an office that has not answered: the letter still waits, and until when."""

from dataclasses import dataclass

from undersigned.domain.own_words import OURS, OwnWords
from undersigned.messages import Button, LetterInMail, Message, lay_out, opening_of, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Reminder:
    letter: LetterInMail
    holder: str
    address: str
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
            Button(wording.say("Read the letter, then sign or decline"), values.address),
            wording.say("A short no helps as well: declining takes one click and ends these reminders."),
            *signed_off(wording, letter),
        ],
    )
