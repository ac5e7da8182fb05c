"""The fields of the forms that mend what was read: what stands in them, and what was typed."""

from dataclasses import replace
from datetime import date
from typing import Any, cast, get_args

from django.http import HttpRequest

from undersigned.domain.documents import Addressee, LetterDocument, Signatory, SignatoryStatus
from undersigned.domain.reasons import Reason
from undersigned.domain.text import tidy, trouble_in_line
from undersigned.errors import Refused

SIGNATORY_FIELDS = (
    "name", "office", "post", "organisation", "on_behalf_of", "place", "region", "country", "note",
)  # fmt: skip
_ATTRIBUTES = {"post": "title"}  # a form has one “title”: the letter's
LABELS = {
    "title": "Title",
    "date": "Date of the letter",
    "addressee_name": "Addressee: name",
    "addressee_office": "Addressee: office",
    "addressee_organisation": "Addressee: organisation",
    "salutation": "Salutation",
    "closing": "Closing",
    "language": "Language, as a short code such as en, es or fr",
    "name": "Name",
    "office": "Office that speaks for a place",
    "post": "Post or profession",
    "organisation": "Organisation",
    "on_behalf_of": "Signs on behalf of",
    "place": "Place",
    "region": "State or region",
    "country": "Country",
    "note": "Note",
}
_LONGEST_HEAD = 600
_HEAD_LINES = ("title", "salutation", "closing")
_ADDRESSEE_LINES = ("addressee_name", "addressee_office", "addressee_organisation")


def head_values(document: LetterDocument) -> dict[str, str]:
    to = document.addressees[0] if document.addressees else Addressee(None)
    return {
        "title": document.title or "",
        "date": document.date.isoformat() if document.date else "",
        "addressee_name": to.name or "",
        "addressee_office": to.office or "",
        "addressee_organisation": to.organisation or "",
        "salutation": document.salutation or "",
        "closing": document.closing or "",
        "language": document.language or "",
    }


def head_typed(request: HttpRequest, document: LetterDocument) -> dict[str, Any]:
    """What `corrections.corrected` takes. Refused with the field that cannot be as it was typed."""
    lines = {name: _line(request, name, _LONGEST_HEAD) for name in _HEAD_LINES}
    lines |= {name: _line(request, name) for name in (*_ADDRESSEE_LINES, "language")}
    name, office, organisation = (lines.pop(field) for field in _ADDRESSEE_LINES)
    first = document.addressees[0] if document.addressees else Addressee(None)
    to = replace(first, name=name, office=office, organisation=organisation)
    addressees = (to,) if name or office or organisation else ()
    return {**lines, "date": _day(request), "addressees": (*addressees, *document.addressees[1:])}


def signatory_values(document: LetterDocument, at: int) -> dict[str, str]:
    one = document.signatories[at] if at < len(document.signatories) else Signatory()
    values = {name: getattr(one, _ATTRIBUTES.get(name, name)) or "" for name in SIGNATORY_FIELDS}
    return values | {"status": one.status}


def signatory_typed(request: HttpRequest) -> Signatory:
    """Refused: neither-name-nor-body, and what a printed line may not have."""
    lines: dict[str, Any] = {_ATTRIBUTES.get(name, name): _line(request, name) for name in SIGNATORY_FIELDS}
    if not (lines["name"] or lines["organisation"]):
        raise Refused(Reason.NEITHER_NAME_NOR_BODY, field="name")
    status = request.POST.get("status", "")
    known = cast(SignatoryStatus, status) if status in get_args(SignatoryStatus) else "current"
    return Signatory(**lines, status=known)


def _line(request: HttpRequest, name: str, longest: int = 0) -> str | None:
    """What was typed, or None; `longest` where a field may be longer than a printed name."""
    text = tidy(request.POST.get(name, ""))
    trouble = trouble_in_line(text)
    if trouble and not (trouble == Reason.TOO_LONG and len(text) <= longest):
        raise Refused(Reason(trouble), field=name)
    return text or None


def _day(request: HttpRequest) -> date | None:
    text = tidy(request.POST.get("date", ""))
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(Reason.DAY_NOT_A_DAY, field="date", text=text) from None
