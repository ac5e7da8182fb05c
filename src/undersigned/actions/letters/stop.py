"""Stop the mails about a letter that have not gone."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import stop_waiting
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.messages import ASKING


@transaction.atomic
def stop_mails(*, slug: str, kind: str, at: datetime) -> int:
    """How many mails of this kind were stopped. Refused (nothing-waits) if there was none.

    Only what asks for a signature can be stopped: a receipt is owed, and so is the word that a letter ended.
    """
    letter = lock_letter(slug)
    stopped = stop_waiting(letter, kinds={kind} & set(ASKING), at=at)
    if not stopped:
        raise Refused(Reason.NOTHING_WAITS)
    note_letter(Deed.MAILS_STOPPED, letter, at=at, stopped=stopped)
    return stopped
