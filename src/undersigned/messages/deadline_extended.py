"""To an office that has not answered: there is more time than it was told."""

from dataclasses import dataclass

from undersigned.domain.own_words import OURS, OwnWords
from undersigned.messages import LetterInMail, Message, WayIn, lay_out, opening_of, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class DeadlineExtended:
    letter: LetterInMail
    holder: str
    way: WayIn
    own: OwnWords = OURS


def write(wording: Wording, values: DeadlineExtended) -> Message:
    letter = values.letter
    until = wording.moment(letter.deadline, letter.zone) if letter.deadline else ""
    return lay_out(
        "deadline_extended",
        wording,
        values.own.subject or wording.say("More time to sign: {title}", title=letter.title),
        [
            *opening_of(values.own),
            wording.say(
                "{coalition} has extended the deadline of the open letter “{title}”, which waits for an "
                "answer from {holder}. It can now be signed until {until}.",
                coalition=letter.coalition,
                title=letter.title,
                holder=values.holder,
                until=until,
            ),
            *way_in(wording, wording.say("Read the letter, then sign or decline"), values.way),
            wording.say("Links in earlier mails work as well. The text is the same."),
            *signed_off(wording, letter),
        ],
    )
