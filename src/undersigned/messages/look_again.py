"""To the organisers of a letter: look again at what became of an ask."""

from dataclasses import dataclass

from undersigned.messages import Button, Message, Quoted, lay_out
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class LookAgain:
    """`lapsed`: the ask's last day has passed, and it is marked so; else it is the day to look again."""

    title: str
    coalition: str
    ask: str
    state: str
    lapsed: bool
    address: str


def write(wording: Wording, values: LookAgain) -> Message:
    if values.lapsed:
        what = wording.say(
            "An ask of “{title}” has lapsed: the last day on which it could be granted has passed.",
            title=values.title,
        )
        subject = wording.say("Lapsed: an ask of {title}", title=values.title)
        then = wording.say(
            "If it was granted in time, record that with its source. If there is a successor, hand the ask "
            "on: the public page shows both."
        )
    else:
        what = wording.say("You wanted to look again today at an ask of “{title}”:", title=values.title)
        subject = wording.say("Look again: an ask of {title}", title=values.title)
        then = wording.say(
            "It stands at “{state}”. Record what has happened, or choose another day.", state=values.state
        )
    return lay_out(
        "look_again",
        wording,
        subject,
        [
            what,
            Quoted(values.ask),
            then,
            Button(wording.say("The ledger of asks"), values.address),
            values.coalition,
        ],
    )
