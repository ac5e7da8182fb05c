"""What was typed into a form, as plain values: one line of text, a day, a time in its zone, a file."""

from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest

from undersigned.actions.delivery import checked_file
from undersigned.domain.attachments import LARGEST, Attachment
from undersigned.domain.reasons import Reason
from undersigned.domain.text import tidy, trouble_in_text
from undersigned.errors import Refused

_Choice = TypeVar("_Choice", bound=StrEnum)


def text_in(request: HttpRequest, name: str, *, longest: int = 200) -> str:
    """One line. Refused for what cannot be printed, with the field to mend."""
    text = tidy(request.POST.get(name, ""))
    trouble = "too-long" if len(text) > longest else trouble_in_text(text)
    if trouble and trouble != "web-address":  # an organiser may name a page; a name on the list may not
        raise Refused(Reason(trouble), field=name)
    return text


def sought_in(request: HttpRequest, name: str, *, longest: int = 200) -> str:
    """What a page's address asks for. Left out: a zero byte, which no database can be asked for, and what
    goes on for longer than anybody means.
    """
    return request.GET.get(name, "").replace("\0", "").strip()[:longest]


def address_in(request: HttpRequest, name: str) -> str:
    """A web address as it was typed; whether it is one, a rule says."""
    return request.POST.get(name, "").strip()


def day_in(request: HttpRequest, name: str) -> date | None:
    """A day; None where nothing was typed. Refused (day-not-a-day)."""
    typed = request.POST.get(name, "").strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refused(Reason.DAY_NOT_A_DAY, field=name, text=typed) from None


def needed_day_in(request: HttpRequest, name: str) -> date:
    """Refused (day-missing) too."""
    day = day_in(request, name)
    if day is None:
        raise Refused(Reason.DAY_MISSING, field=name)
    return day


def moment_in(request: HttpRequest, name: str, reason: Reason) -> datetime:
    """A time in the zone of the field `zone`. Refused with the reason where it is none."""
    typed = request.POST.get(name, "")
    try:
        local = datetime.fromisoformat(typed)
        zone = ZoneInfo(request.POST.get("zone", ""))
    except (ValueError, ZoneInfoNotFoundError):
        raise Refused(reason, field=name, text=typed) from None
    return local if local.tzinfo else local.replace(tzinfo=zone)


def choice_in(request: HttpRequest, name: str, choices: type[_Choice]) -> _Choice:
    """One of a few. Refused (answer-missing) for any other."""
    try:
        return choices(request.POST.get(name, ""))
    except ValueError:
        raise Refused(Reason.ANSWER_MISSING, field=name) from None


def number_in(request: HttpRequest, name: str) -> int:
    """A row's number; 0, which no row has, for anything else."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 18 else 0  # what a database's column holds


def file_in(request: HttpRequest, name: str) -> Attachment | None:
    """The file that was sent; None without one. Refused: file-empty, file-too-large, file-kind-unknown."""
    sent = request.FILES.get(name)
    if sent is None:
        return None
    return checked_file(sent.name or "", sent.read(LARGEST + 1))
