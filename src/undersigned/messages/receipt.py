"""To whoever signed: what was recorded, and how to see, mend or withdraw it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Receipt:
    """`asked` is a mended line that waits for review. `signed_for` is the office-holder where a delegate
    signed, else None. `settled`: it waited for others, and they have signed. `named`: the name is printed.

    `fingerprint` is that of the checkpoint in the receipt, in groups: short enough to be read out.
    """

    letter: LetterInMail
    line: str
    asked: str | None
    signed_at: datetime
    signed_for: str | None
    settled: bool
    named: bool
    way: WayIn
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
            *_what_else(wording, values),
            wording.say("The name is recorded as:"),
            Quoted(values.line),
            *_other_line(wording, values),
            *way_in(wording, wording.say("See what was signed, or withdraw it"), values.way),
            wording.say("Keep this mail: the link works after publication as well."),
            wording.say(
                "The attachment is your receipt: it proves to anybody that this was recorded. It carries the "
                "state of the letter’s log with this fingerprint:"
            ),
            Quoted(values.fingerprint),
            *signed_off(wording, letter),
        ],
    )


def _what_else(wording: Wording, values: Receipt) -> Iterator[str]:
    if values.settled:
        yield wording.say("That on which the signature depended has come about, so it stands.")
    if not values.named:
        yield wording.say("It is counted and proved, but the name is not printed and not public.")


def _other_line(wording: Wording, values: Receipt) -> Iterator[str | Quoted]:
    if values.asked:
        yield wording.say(
            "The line above stands until the organiser has reviewed this other one, which you asked for:"
        )
        yield Quoted(values.asked)
