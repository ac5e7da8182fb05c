"""To a delegate: please have this letter signed for the office-holder you act for."""

from dataclasses import dataclass

from undersigned.domain.own_words import OURS, OwnWords
from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, opening_of, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class DelegateInvitation:
    """`handed_on_by` is the invited person who named this one as the colleague who should act; else None."""

    letter: LetterInMail
    delegate: str
    holder: str
    handed_on_by: str | None
    line: str
    way: WayIn
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
            _who_asks(wording, values),
            *by_when,
            *way_in(wording, wording.say("Read the letter, then sign or decline"), values.way),
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


def _who_asks(wording: Wording, values: DelegateInvitation) -> str:
    letter = values.letter
    if values.handed_on_by:
        return wording.say(
            "{coalition} asks {holder} to sign the open letter “{title}”. {colleague} has handed it on to "
            "you, {delegate}, to answer it for {holder}.",
            coalition=letter.coalition,
            holder=values.holder,
            title=letter.title,
            colleague=values.handed_on_by,
            delegate=values.delegate,
        )
    return wording.say(
        "{coalition} asks {holder} to sign the open letter “{title}”. You, {delegate}, are named as "
        "somebody who may sign for {holder}.",
        coalition=letter.coalition,
        holder=values.holder,
        title=letter.title,
        delegate=values.delegate,
    )
