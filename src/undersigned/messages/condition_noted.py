"""To whoever will sign only if others do: what was noted, and when it is settled.

Also to the office-holder, where a delegate said so.
"""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class ConditionNoted:
    """`given_by` is the delegate, in the mail to the office-holder; else None."""

    letter: LetterInMail
    given_by: str | None
    condition: str
    line: str
    way: WayIn


def write(wording: Wording, values: ConditionNoted) -> Message:
    letter = values.letter
    until = wording.moment(letter.deadline, letter.zone) if letter.deadline else ""
    if values.given_by:
        opening = wording.say(
            "{delegate} said for you that you sign the open letter “{title}” if:",
            delegate=values.given_by,
            title=letter.title,
        )
    else:
        opening = wording.say("You will sign the open letter “{title}” if:", title=letter.title)
    return lay_out(
        "condition_noted",
        wording,
        wording.say("Noted, if others sign: {title}", title=letter.title),
        [
            opening,
            Quoted(values.condition),
            wording.say(
                "This is settled when the letter closes, at the latest on {until}. If it holds then, the "
                "name is on the list and you get a receipt. If not, you alone are told, and the answer is "
                "deleted. Until then the organiser sees how many such answers there are, and not on what "
                "they depend.",
                until=until,
            ),
            wording.say("The name would be printed as:"),
            Quoted(values.line),
            *way_in(wording, wording.say("Change the answer, or take it back"), values.way),
            *signed_off(wording, letter),
        ],
    )
