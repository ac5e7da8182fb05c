"""Publish the letters whose embargo has ended."""

import logging
from datetime import datetime

from undersigned.actions.embargo import publish_if_due
from undersigned.queries.embargo import due_for_publication

_log = logging.getLogger("undersigned.letters")


def publish_due_letters(at: datetime) -> int:
    """How many were published."""
    published = [slug for slug in due_for_publication(at) if publish_if_due(slug=slug, at=at)]
    for slug in published:
        _log.info("published %s: its embargo has ended", slug)
    return len(published)
