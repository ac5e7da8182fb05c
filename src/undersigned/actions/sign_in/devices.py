"""The browsers in which somebody is signed in, and signing out there."""

from datetime import datetime

from undersigned.queries.sign_in import device_id
from undersigned.records.models import Device


def sign_out_there(*, organiser: int, device: str) -> None:
    """Sign out in one browser, known by its `device_id`; nothing happens where it is gone."""
    for row in Device.objects.filter(organiser_id=organiser):
        if device_id(row.session_key) == device:
            row.delete()


def sign_out_elsewhere(*, organiser: int, here: str) -> int:
    """Sign out in every browser but the one with this session; in how many."""
    return Device.objects.filter(organiser_id=organiser).exclude(session_key=here).delete()[0]


def forget_expired(at: datetime) -> int:
    """Delete the sessions that have ended by themselves; how many there were."""
    ended = Device.objects.filter(expire_date__lt=at)
    return ended.delete()[0] if ended.exists() else 0
