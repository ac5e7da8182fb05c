"""What the forms behind a personal link send, as plain values."""

import re
from dataclasses import fields
from datetime import date

from django.http import HttpRequest

from undersigned.actions.signing.authority import Colleague
from undersigned.domain.conditions import AllOf, AnyOf, AtLeast, Condition, Group, These
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import PrintedLine, Wish
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.queries.conditions import Surroundings, members_called, surroundings_of

# The fields of a condition; where one is filled in, the yes depends on it.
CONDITION = ("at_least", "at_least_here", "places")


def line_fields(request: HttpRequest) -> dict[str, str]:
    """The fields of the printed line that were sent, as they stand in the form."""
    names = (field.name for field in fields(PrintedLine))
    return {name: tidy(request.POST[name]) for name in names if name in request.POST}


def typed_condition(request: HttpRequest) -> dict[str, str]:
    """What stands in the fields of the condition, for the form to keep."""
    typed = {name: request.POST.get(name, "").replace("\0", "").strip()[:2000] for name in CONDITION}
    return {**typed, "combine": "any" if request.POST.get("combine") == "any" else "all"}


def wish_in(request: HttpRequest, token: str) -> Wish:
    """What the yes asks for. Refused where the condition cannot be understood."""
    typed = typed_condition(request)
    asked = any(typed[name] for name in CONDITION)
    return Wish(
        "private" if request.POST.get("unnamed") else "public",
        _condition(typed, surroundings_of(token)) if asked else None,
    )


def _condition(typed: dict[str, str], around: Surroundings) -> Condition:
    parts: list[Condition] = []
    if typed["at_least"]:
        parts.append(AtLeast(_number(typed["at_least"], "at_least")))
    if typed["at_least_here"]:
        number = _number(typed["at_least_here"], "at_least_here")
        parts.append(AtLeast(number, Group("region", around.region)))
    called = [tidy(line) for line in re.split(r"[\n;]", typed["places"]) if line.strip()]
    if called:
        keys = members_called(around, called)
        parts.append(These(keys))
    if len(parts) == 1:
        return parts[0]
    return AllOf(tuple(parts)) if typed["combine"] == "all" else AnyOf(tuple(parts))


def _number(typed: str, field: str) -> int:
    if not typed.isdecimal() or len(typed) > 7:
        raise Refused(Reason.CONDITION_OUT_OF_RANGE, field=field)
    return int(typed)


def colleague_in(request: HttpRequest) -> Colleague:
    sent = {name: tidy(request.POST.get(name, "")) for name in ("colleague", "email", "role")}
    return Colleague(sent["colleague"][:200], sent["email"].lower()[:254], sent["role"][:200])


def day_in(request: HttpRequest) -> date:
    """Refused (date-not-ahead) for what is no date."""
    try:
        return date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        raise Refused(Reason.DATE_NOT_AHEAD, field="until") from None
