"""To an office-holder: a delegate has prepared your signature; it counts once you confirm it."""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Paragraph, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """`condition` is in words; None where there is none."""

    letter: LetterInMail
    delegate: str
    condition: str | None
    line: str
    way: WayIn


def write(wording: Wording, values: ToConfirm) -> Message:
    letter = values.letter
    until = wording.moment(letter.deadline, letter.zone) if letter.deadline else ""
    only_if: list[Paragraph] = (
        [wording.say("It would hold only if:"), Quoted(values.condition)] if values.condition else []
    )
    return lay_out(
        "to_confirm",
        wording,
        wording.say(
            "Please confirm, prepared by {delegate}: {title}", delegate=values.delegate, title=letter.title
        ),
        [
            wording.say(
                "{delegate} has prepared your signature on the open letter “{title}” of {coalition}. It "
                "counts once you confirm it, until {until}; without you it is none.",
                delegate=values.delegate,
                title=letter.title,
                coalition=letter.coalition,
                until=until,
            ),
            *way_in(wording, wording.say("Read the letter, then confirm or decline"), values.way),
            wording.say("Your name would be printed as:"),
            Quoted(values.line),
            *only_if,
            *signed_off(wording, letter),
        ],
    )
