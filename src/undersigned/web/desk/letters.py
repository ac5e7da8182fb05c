"""The letters of an organiser's coalitions; a new draft; a draft's text with its preview."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.letters.draft import Contact, create, edit, set_subjects
from undersigned.domain.accounts import Right
from undersigned.errors import Refused, Unreadable
from undersigned.queries.accounts import Seat, seats_of
from undersigned.queries.letters import letter_by_slug, letters_of
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.acts import does
from undersigned.web.desk.editor import beginning, editor, typed_source
from undersigned.web.desk.session import Needs, coalition_page, letter_page, only_seat, signed_in
from undersigned.web.pages import now, page


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    seats = seats_of(int(request.user.pk or 0))
    rows = [(seat, letters_of(coalition_by_slug(seat.coalition))) for seat in seats]
    return page(request, "desk/home.html", rows=rows, seat=only_seat(request))


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(Needs(see=Right.EDIT, do=Right.EDIT))
def new(request: HttpRequest, seat: Seat) -> HttpResponse:
    if request.method != "POST":
        return editor(request, seat, beginning(request.GET.get("from", ""), seat))
    text = typed_source(request)
    if request.POST.get("answer") == "preview":
        return editor(request, seat, text)
    try:
        letter = create(
            coalition=coalition_by_slug(seat.coalition),
            source=text.encode("utf-8", "replace"),
            slug=request.POST.get("slug") or None,
            contact=Contact(),
            at=now(),
        )
    except (Refused, Unreadable) as trouble:
        return editor(request, seat, text, trouble)
    return HttpResponseRedirect(f"/desk/letters/{letter.slug}/", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
def text(request: HttpRequest, seat: Seat) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    if request.method != "POST":
        return editor(request, seat, letter.source)
    typed = typed_source(request, letter.source)
    if request.POST.get("answer") == "preview":
        return editor(request, seat, typed)
    try:
        edit(slug=seat.letter, source=typed.encode("utf-8", "replace"), at=now())
    except (Refused, Unreadable) as trouble:
        return editor(request, seat, typed, trouble)
    return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)


def _set_subjects(request: HttpRequest, seat: Seat) -> str:
    set_subjects(slug=seat.letter, subjects=request.POST.get("subjects", ""))
    return f"/desk/letters/{seat.letter}/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
@does(_set_subjects)
def subjects(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """What the letter is about, by which the archive can be narrowed."""
    letter = letter_by_slug(seat.letter)
    return page(
        request,
        "desk/subjects.html",
        seat=seat,
        title=letter.title,
        subjects=request.POST.get("subjects", letter.subjects),
        refused=refused,
    )
