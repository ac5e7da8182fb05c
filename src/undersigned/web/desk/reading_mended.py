"""What was read in a file, mended by hand: the head of the letter, and each line of its list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.readings import correct
from undersigned.domain.accounts import Right
from undersigned.domain.documents import LetterDocument
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.readings import reading_view
from undersigned.queries.roster import coalition_by_slug
from undersigned.reading.corrections import corrected, with_signatory, without_signatory
from undersigned.web.desk.reading_form import (
    LABELS,
    head_typed,
    head_values,
    signatory_typed,
    signatory_values,
)
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal
from undersigned.wording import speak

_EDITS = Needs(see=Right.EDIT, do=Right.EDIT)
_NOT_A_FORMS_MATTER = (Reason.READING_GONE, Reason.SIGNATORY_GONE)


@dataclass(frozen=True, slots=True)
class Mending:
    """A form: its template, what stands in it at first, what sending it changes, what else its page shows."""

    template: str
    before: Callable[[LetterDocument], dict[str, str]]
    change: Callable[[LetterDocument], LetterDocument]
    beside: dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def head(request: HttpRequest, seat: Seat, reading: int) -> HttpResponse:
    """Title, date, addressee, salutation, closing and language."""

    def change(document: LetterDocument) -> LetterDocument:
        return corrected(document, speak("en"), **head_typed(request, document))

    return _mend(request, seat, reading, Mending("desk/reading_head.html", head_values, change, {}))


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def signatory(request: HttpRequest, seat: Seat, reading: int, number: int) -> HttpResponse:
    """One line of the list, counted from 1; one past the last is a new one."""
    at = number - 1

    def before(document: LetterDocument) -> dict[str, str]:
        if not 0 <= at <= len(document.signatories):
            raise Refused(Reason.SIGNATORY_GONE)
        return signatory_values(document, at)

    def change(document: LetterDocument) -> LetterDocument:
        before(document)
        if request.POST.get("answer") == "take-off":
            return without_signatory(document, speak("en"), at)
        return with_signatory(document, speak("en"), at, signatory_typed(request))

    mending = Mending("desk/reading_signatory.html", before, change, {"number": number})
    return _mend(request, seat, reading, mending)


def _mend(request: HttpRequest, seat: Seat, reading: int, mending: Mending) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)
    here = f"/desk/coalitions/{seat.coalition}/reading/{reading}/"
    refused: Refused | None = None
    try:
        document = reading_view(coalition, reading).document
        values = mending.before(document)
        if request.method == "POST":
            correct(coalition=coalition, reading=reading, change=mending.change, at=now())
            return HttpResponseRedirect(here, status=303)
    except Refused as trouble:
        if trouble.reason in _NOT_A_FORMS_MATTER:
            return refusal(request, trouble)
        refused = trouble
        values = {name: request.POST.get(name, "") for name in values}
    labels = {name: speak("en").say(label) for name, label in LABELS.items()}
    return page(
        request,
        mending.template,
        status=422 if refused else 200,
        seat=seat,
        here=here,
        letter=document,
        form=_form(values, labels, refused),
        **mending.beside,
    )


def _form(values: dict[str, str], labels: dict[str, str], refused: Refused | None) -> dict[str, Any]:
    """What `desk/fields.html` shows: values, labels, kinds of fields, and what is wrong beside its field."""
    troubles = {}
    if refused:
        field = str(refused.values.get("field", ""))
        said = {**refused.values, "field": labels.get(field, field)}
        troubles[field] = speak("en").reason(refused.reason, **said)
    kinds = {"date": "date"}
    return {"typed": values, "labels": labels, "kinds": kinds, "troubles": troubles, "refused": refused}
