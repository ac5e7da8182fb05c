"""One invited office: its answer, the people who are written to, the mails they got, and our notes."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.office import people_of, send_new_link, write_to
from undersigned.actions.letters.remind import remind_office
from undersigned.actions.notes import delete_note, write_note
from undersigned.domain.accounts import Right
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.office import office_at_letter
from undersigned.web.acts import does
from undersigned.web.desk.sending import words_in
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.web.typed import number_in
from undersigned.wording.board import MAILS


def _answer(request: HttpRequest, seat: Seat, invitation: int) -> str:
    answer = request.POST.get("answer", "")
    _ACTS.get(answer, _nothing)(request, seat.letter, invitation)
    return f"{request.path}#{answer}"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_answer)
def office(request: HttpRequest, seat: Seat, invitation: int, refused: Refused | None) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    found = office_at_letter(letter, invitation)
    if found is None:
        raise Http404
    return page(
        request,
        "desk/office.html",
        seat=seat,
        title=letter.title,
        zone=letter.deadline_zone,
        state=letter.state,
        found=found,
        people=people_of(found.invitation, at=now()),
        may_work=seat.role != "viewer",
        typed={field: request.POST.get(field, "") if refused else "" for field in _TYPED},
        kinds=MAILS,
        refused=refused,
    )


_TYPED = ("who", "subject", "opening", "text")
Act = Callable[[HttpRequest, str, int], object]


def _nothing(request: HttpRequest, slug: str, invitation: int) -> None:
    """A form without a known answer changes nothing."""


def _note(request: HttpRequest, slug: str, invitation: int) -> None:
    by = str(getattr(request.user, "email", ""))
    write_note(slug=slug, invitation=invitation, text=request.POST.get("text", ""), by=by, at=now())


def _drop_note(request: HttpRequest, slug: str, invitation: int) -> None:
    delete_note(slug=slug, note=number_in(request, "note"))


def _remind(request: HttpRequest, slug: str, invitation: int) -> None:
    remind_office(slug=slug, invitation=invitation, at=now())


def _new_link(request: HttpRequest, slug: str, invitation: int) -> None:
    send_new_link(slug=slug, invitation=invitation, who=request.POST.get("who", ""), at=now())


def _write(request: HttpRequest, slug: str, invitation: int) -> None:
    who, words = request.POST.get("who", ""), words_in(request)
    write_to(slug=slug, invitation=invitation, who=who, words=words, at=now())


_ACTS: dict[str, Act] = {
    "note": _note,
    "drop-note": _drop_note,
    "remind": _remind,
    "new-link": _new_link,
    "write": _write,
}
