"""Open a letter to the public: its form, what it counts, and the secret by which an address signs once."""

import secrets

from undersigned.domain.public_signing import FormChoice
from undersigned.records.models import Letter, PublicTally, SigningForm

_PEPPER_BYTES = 32


def open_form(letter: Letter, choice: FormChoice) -> None:
    """The form as the organiser chose it. In the transaction in which the letter begins to circulate."""
    SigningForm.objects.create(
        letter=letter,
        parts=",".join(choice.parts),
        accepts=choice.accepts,
        hold_all=choice.hold_all,
        pepper=secrets.token_bytes(_PEPPER_BYTES),
    )
    PublicTally.objects.create(letter=letter)
