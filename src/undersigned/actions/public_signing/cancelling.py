"""Tell the public that a letter which it signed is given up."""

from datetime import datetime

from undersigned.actions.mail import queue_all
from undersigned.actions.public_signing.notices import about, letter_in_public_mail
from undersigned.messages import cancelled
from undersigned.queries.public_signing import ongoing
from undersigned.records.models import Letter, PublicSignature
from undersigned.wording import speak


def tell_of_cancelling(letter: Letter, *, at: datetime) -> None:
    """Queue a mail to everybody whose signature stood or was held. In the transaction that cancels."""
    values = cancelled.Cancelled(letter_in_public_mail(letter), signed=True)
    message = cancelled.write(speak(letter.language), values)
    rows = PublicSignature.objects.filter(ongoing(), letter=letter).exclude(email="").order_by("pk")
    for row in rows:
        row.letter = letter
    queue_all(((message, row.email, about(row, "cancelled")) for row in rows), at=at)
