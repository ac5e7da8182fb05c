"""What the press said of a published letter: articles recorded and checked, their corrections followed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.coverage import Cutting, bring_up_to_date, check_again, record_article, take_out
from undersigned.domain.accounts import Right, may
from undersigned.domain.coverage import Clipping
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused, Unreadable
from undersigned.queries.accounts import Seat
from undersigned.queries.coverage import article_at, article_row, articles_of, places_covered
from undersigned.queries.letters import letter_by_slug
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal, status_of
from undersigned.web.typed import address_in, day_in, text_in

_LARGEST = 10_000_000
_LONGEST_TITLE = 300


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
def coverage(request: HttpRequest, seat: Seat) -> HttpResponse:
    """All articles, and the form for one more; recording one leads to what was found in it."""
    refused: Refused | None = None
    unreadable: Unreadable | None = None
    if request.method == "POST":
        try:
            recorded = record_article(
                slug=seat.letter,
                clipping=_clipping(request),
                cutting=_cutting(request),
                shown=bool(request.POST.get("shown")),
                at=now(),
            )
        except Refused as trouble:
            refused = trouble
        except Unreadable as trouble:
            unreadable = trouble
        else:
            return HttpResponseRedirect(f"{request.path}{recorded.pk}/", status=303)
    letter = letter_by_slug(seat.letter)
    typed: Any = request.POST
    return page(
        request,
        "desk/coverage.html",
        status=422 if refused or unreadable else 200,
        seat=seat,
        letter=letter,
        public=letter.state == LetterState.PUBLISHED,
        articles=articles_of(letter),
        places=places_covered(letter),
        may_write=may(seat.role, Right.EDIT) is None,
        typed=typed,
        shown=bool(typed.get("shown")) or request.method != "POST",
        refused=refused,
        unreadable=unreadable,
    )


def _answer(request: HttpRequest, seat: Seat, article: int) -> str:
    match request.POST.get("answer"):
        case "save":
            shown = bool(request.POST.get("shown"))
            bring_up_to_date(
                slug=seat.letter, article=article, clipping=_clipping(request), shown=shown, at=now()
            )
        case "check":
            check_again(slug=seat.letter, article=article, at=now())
        case "take-out":
            take_out(slug=seat.letter, article=article, at=now())
            return f"/desk/letters/{seat.letter}/coverage/"
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_answer)
def article(request: HttpRequest, seat: Seat, article: int, refused: Refused | None) -> HttpResponse:
    """What was found in one article, the draft of its correction, and what became of it."""
    if refused and status_of(refused.reason) != 422:
        return refusal(request, refused)
    letter = letter_by_slug(seat.letter)
    try:
        row = article_row(article_at(letter, article))
    except Refused as unknown:
        return refusal(request, unknown)
    return page(
        request,
        "desk/article.html",
        seat=seat,
        letter=letter,
        row=row,
        may_write=may(seat.role, Right.EDIT) is None,
        typed=request.POST if refused else None,
        refused=refused,
    )


def _clipping(request: HttpRequest) -> Clipping:
    return Clipping(
        outlet=text_in(request, "outlet"),
        title=text_in(request, "title", longest=_LONGEST_TITLE),
        on=day_in(request, "on"),
        address=address_in(request, "address"),
        place=text_in(request, "place"),
        region=text_in(request, "region"),
        asked_on=day_in(request, "asked_on"),
        corrected_on=day_in(request, "corrected_on"),
    )


def _cutting(request: HttpRequest) -> Cutting:
    """The file that was sent, else the text that was pasted. Refused: file-too-large."""
    by, sent = request.user.get_username(), request.FILES.get("file")
    if sent is None:
        return Cutting.of_text(request.POST.get("text", ""), by)
    content = sent.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refused(Reason.FILE_TOO_LARGE, field="file")
    return Cutting(sent.name or "article", content, by)
