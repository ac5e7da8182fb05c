"""To whoever signed: what was recorded, and how to see, mend or withdraw it."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.messages import Button, LetterInMail, Message, Quoted, lay_out, signed_off
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Receipt:
    """`signed_for` is the office-holder where a delegate signed, else None.

    `fingerprint` is that of the checkpoint in the receipt, in groups: short enough to be read out.
    """

    letter: LetterInMail
    line: str
    signed_at: datetime
    signed_for: str | None
    address: str
    fingerprint: str


def write(wording: Wording, values: Receipt) -> Message:
    letter = values.letter
    moment = wording.moment(values.signed_at, letter.zone)
    if values.signed_for:
        what = wording.say(
            "You signed the open letter “{title}” for {holder} on {moment}. {holder} has been told.",
            title=letter.title,
            holder=values.signed_for,
            moment=moment,
        )
    else:
        what = wording.say(
            "You signed the open letter “{title}” on {moment}.", title=letter.title, moment=moment
        )
    return lay_out(
        "receipt",
        wording,
        wording.say("Signed: {title}", title=letter.title),
        [
            what,
            wording.say("The name is recorded as:"),
            Quoted(values.line),
            Button(wording.say("See what was signed, or withdraw it"), values.address),
            wording.say("Keep this mail: the link works after publication as well."),
            wording.say(
                "The attachment is your receipt: it proves to anybody that this was recorded. It carries the "
                "state of the letter’s log with this fingerprint:"
            ),
            Quoted(values.fingerprint),
            *signed_off(wording, letter),
        ],
    )
