"""Make a closed letter public."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.letters import lock_letter, require
from undersigned.domain.letters import Step
from undersigned.records.models import Letter


@transaction.atomic
def publish(*, slug: str, at: datetime) -> Letter:
    letter = lock_letter(slug)
    letter.state = require(letter, Step.PUBLISH)
    letter.published_at = at
    letter.save(update_fields=["state", "published_at"])
    return letter
