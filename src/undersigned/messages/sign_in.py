"""To an organiser: the one-time link to the desk."""

from dataclasses import dataclass

from undersigned.messages import Button, Message, lay_out
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class SignIn:
    address: str
    minutes: int


def write(wording: Wording, values: SignIn) -> Message:
    return lay_out(
        "sign_in",
        wording,
        wording.say("Your link to the desk"),
        [
            wording.count(
                "This link signs you in once, within {number} minute.",
                "This link signs you in once, within {number} minutes.",
                values.minutes,
            ),
            Button(wording.say("Sign in to the desk"), values.address),
            wording.say("If you did not ask for it, there is nothing to do."),
        ],
    )
