"""Starting Django for the commands that use the database."""

import os
from datetime import UTC, datetime

from undersigned.project.collector import look_seldom


def load_settings() -> None:
    """Load the settings, and look at nothing else. Unreadable where one cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "undersigned.project.settings")
    import django

    django.setup()


def open_database() -> None:
    """Load the settings; prepare an empty database; refuse one of an older version."""
    look_seldom()
    load_settings()
    from undersigned.actions.acting import Actor, act_as
    from undersigned.actions.database import prepare
    from undersigned.domain.history import Doer

    act_as(Actor(Doer.COMMAND))
    prepare()


def now() -> datetime:
    """The commands' clock."""
    return datetime.now(UTC)
