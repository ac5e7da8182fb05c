"""Where Django keeps the desk's sessions: each is a row of `Device`, so that signing out there deletes it."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.dateparse import parse_datetime

from undersigned.records.models import Device

DEVICE_KEY, WAY_KEY, SIGNED_IN_KEY, SEEN_KEY = "device", "way", "signed_in_at", "seen_at"


class SessionStore(DatabaseStore):
    """The session, and beside its data what its owner is shown of it."""

    @classmethod
    def get_model_class(cls) -> type[Device]:
        return Device

    def create_model_instance(self, data: dict[str, Any]) -> Device:
        row = super().create_model_instance(data)
        assert isinstance(row, Device)  # noqa: S101  # for the types: the class above makes it
        organiser = data.get(SESSION_KEY)
        row.organiser_id = int(organiser) if organiser else None
        row.name = data.get(DEVICE_KEY, "")
        row.way = data.get(WAY_KEY, "")
        row.signed_in_at = parse_datetime(data.get(SIGNED_IN_KEY, ""))
        row.seen_at = parse_datetime(data.get(SEEN_KEY, ""))
        return row
