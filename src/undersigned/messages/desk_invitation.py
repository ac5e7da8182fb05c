"""To a colleague whom an owner lets into a coalition's desk."""

from dataclasses import dataclass

from undersigned.messages import Button, Message, lay_out
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class DeskInvitation:
    """`role` is owner, editor or viewer."""

    coalition: str
    role: str
    address: str
    days: int


def write(wording: Wording, values: DeskInvitation) -> Message:
    may = {
        "owner": wording.say("You may do everything there, and let others in."),
        "editor": wording.say("You may write letters, keep the roster, circulate, close and publish."),
    }
    return lay_out(
        "desk_invitation",
        wording,
        wording.say("The desk of {coalition}", coalition=values.coalition),
        [
            wording.say(
                "You have been let into the desk of {coalition}, where its open letters are prepared.",
                coalition=values.coalition,
            ),
            may.get(values.role, wording.say("You may look at everything there, and change nothing.")),
            Button(wording.say("Sign in to the desk"), values.address),
            wording.count(
                "The link signs you in once, within {number} day. After that, ask for one at the desk.",
                "The link signs you in once, within {number} days. After that, ask for one at the desk.",
                values.days,
            ),
            wording.say("If you expected none of this, there is nothing to do."),
        ],
    )
