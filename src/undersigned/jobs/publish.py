"""Publish the letters whose embargo has ended."""

import logging
from datetime import datetime

from undersigned.actions.embargo import publish_if_due
from undersigned.jobs.by_letter import each_letter
from undersigned.queries.embargo import due_for_publication

_log = logging.getLogger("undersigned.letters")


def publish_due_letters(at: datetime) -> int:
    """How many were published."""

    def publish(slug: str) -> bool:
        if published := publish_if_due(slug=slug, at=at):
            _log.info("published %s: its embargo has ended", slug)
        return published

    return sum(each_letter(publish, due_for_publication(at)))
