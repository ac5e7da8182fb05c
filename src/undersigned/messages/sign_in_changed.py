"""To an organiser: how signing in to the desk was changed, so that who did not do it learns of it."""

from dataclasses import dataclass

from undersigned.messages import Message, lay_out
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class SignInChanged:
    """`change` is a `domain.sign_in.WayChange`."""

    change: str


def write(wording: Wording, values: SignInChanged) -> Message:
    changes = {
        "password-set": wording.say("A password was set for your address."),
        "password-removed": wording.say("The password for your address was removed."),
        "passkey-added": wording.say("A passkey was added for your address."),
        "passkey-removed": wording.say("A passkey for your address was removed."),
        "app-added": wording.say("A code from an authenticator app is asked for from now on."),
        "app-removed": wording.say("No code from an authenticator app is asked for any more."),
        "codes-made": wording.say("New recovery codes were made; the old ones hold no more."),
    }
    return lay_out(
        "sign_in_changed",
        wording,
        wording.say("How you sign in to the desk was changed"),
        [
            changes.get(values.change, wording.say("How you sign in to the desk was changed.")),
            wording.say("If that was you, there is nothing to do."),
            wording.say(
                "If it was not, sign in by a link that you ask for at the desk, and change it back under "
                "“Your account”: there you can also sign out everywhere else."
            ),
        ],
    )
