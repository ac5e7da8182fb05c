"""Begin a letter that takes up the open asks of a published one."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.letters.draft import Contact, create
from undersigned.domain.block import tally
from undersigned.domain.follow_up import Before, follow_up_source, may_follow_up
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.publishing import publication_of
from undersigned.queries.tracking import scorecard_of
from undersigned.records.models import Letter
from undersigned.wording import speak
from undersigned.wording.counts import count_in_figures


@transaction.atomic
def follow_up(*, slug: str, new_slug: str | None, at: datetime) -> Letter:
    """A draft from the open asks, which remembers whom to invite first: those who signed before.

    Refused: not-published, no-open-asks, slug-taken, slug-not-usable.
    """
    letter = letter_by_slug(slug)
    if letter.state != LetterState.PUBLISHED:
        raise Refused(Reason.NOT_PUBLISHED)
    asks = scorecard_of(letter).asks
    if reason := may_follow_up(asks):
        raise Refused(reason)
    document = publication_of(letter).document
    wording = speak(document.language)
    count = count_in_figures(tally(document.signatories, wording.language), wording)
    draft = create(
        coalition=letter.coalition,
        source=follow_up_source(Before(document, count, asks), at.date()).encode(),
        slug=new_slug,
        contact=Contact(letter.contact_name, letter.contact_phone, letter.contact_email),
        at=at,
    )
    draft.follows = letter
    draft.save(update_fields=["follows"])
    return draft
