"""Forms about a roster: what was typed, by known name, and what is wrong with it, beside each field."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from undersigned.domain.roster_table import Remark
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.wording import speak
from undersigned.wording.roster import FIELDS, field_in, remark_said_of_form

_DAYS = {"start", "end", "delegate_since", "predecessor_ends"}
_ADDRESSES = {"email", "delegate_email"}


def typed_in(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    return {name: tidy(request.POST.get(name, "")) for name in names}


def form_of(typed: Mapping[str, str], refused: Refused | None) -> dict[str, Any]:
    """What `desk/fields.html` shows of a form: values, labels, kinds of fields, troubles by field."""
    wording = speak("en")
    remarks: tuple[Remark, ...] = refused.values.get("remarks", ()) if refused else ()  # type: ignore[assignment]  # what the verbs put there
    troubles: dict[str, str] = {}
    for remark in remarks:
        field = field_in(remark.code, remark.values)
        troubles.setdefault(field, remark_said_of_form(remark.code, remark.values, wording))
    form = {
        "typed": typed,
        "labels": {name: wording.say(label) for name, label in FIELDS.items()},
        "kinds": dict.fromkeys(_DAYS, "date") | dict.fromkeys(_ADDRESSES, "email"),
        "troubles": troubles,
        "refused": refused,
    }
    return {"form": form}
