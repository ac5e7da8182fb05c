"""To a delegate: please have this letter signed for the office-holder you act for."""

from dataclasses import dataclass

from undersigned.domain.own_words import OURS, OwnWords
from undersigned.messages import Button, LetterInMail, Message, Quoted, lay_out, opening_of, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class DelegateInvitation:
    letter: LetterInMail
    delegate: str
    holder: str
    line: str
    address: str
    own: OwnWords = OURS


def write(wording: Wording, values: DelegateInvitation) -> Message:
    letter = values.letter
    by_when = (
        [wording.say("It can be signed until {moment}.", moment=wording.moment(letter.deadline, letter.zone))]
        if letter.deadline
        else []
    )
    return lay_out(
        "delegate_invitation",
        wording,
        values.own.subject
        or wording.say("For {holder}’s signature: {title}", holder=values.holder, title=letter.title),
        [
            *opening_of(values.own),
            wording.say(
                "{coalition} asks {holder} to sign the open letter “{title}”. You, {delegate}, are named as "
                "somebody who may sign for {holder}.",
                coalition=letter.coalition,
                holder=values.holder,
                title=letter.title,
                delegate=values.delegate,
            ),
            *by_when,
            Button(wording.say("Read the letter, then sign or decline"), values.address),
            wording.say("The name would be printed as:"),
            Quoted(values.line),
            wording.say(
                "Opening the link signs nothing. If you sign, the record says that you signed for {holder}, "
                "and {holder} is told at once.",
                holder=values.holder,
            ),
            *signed_off(wording, letter),
        ],
    )
