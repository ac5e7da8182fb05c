"""To whoever keeps an installation: a mail that shows that mails leave."""

from dataclasses import dataclass

from undersigned.messages import Button, Message, lay_out
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class TestMail:
    address: str


def write(wording: Wording, values: TestMail) -> Message:
    return lay_out(
        "test_mail",
        wording,
        wording.say("A test mail"),
        [
            wording.say("This mail shows that mails leave the installation at this address:"),
            Button(wording.say("The letters there"), values.address),
            wording.say("If you see it, invitations arrive as well. There is nothing to do."),
        ],
    )
