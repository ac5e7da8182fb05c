"""Who is at the desk. Sessions are read under /desk/ alone: no other page needs one, or pays for one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from undersigned.actions.acting import Actor, acting
from undersigned.domain.accounts import Right, may
from undersigned.domain.history import Doer
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat, seat_at_coalition, seat_at_letter
from undersigned.web.trouble import refusal

Answer = Callable[[HttpRequest], HttpResponseBase]


class DeskSession:
    def __init__(self, get_response: Answer) -> None:
        self.elsewhere = get_response
        self.at_the_desk: Any = SessionMiddleware(AuthenticationMiddleware(get_response))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/desk/"):
            answer: HttpResponseBase = self.at_the_desk(request)
            return answer
        return self.elsewhere(request)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a desk page needs of whoever opens it: `see` to look at it, `do` to send its form."""

    see: Right = Right.SEE
    do: Right = Right.EDIT

    def of(self, request: HttpRequest) -> Right:
        return self.do if request.method == "POST" else self.see


View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Only for a signed-in organiser; anybody else is led to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, **names: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"/desk/sign-in/?next={request.path}")
        return view(request, **names)

    return guarded


def letter_page(needs: Needs) -> Callable[[View], View]:
    """A page about a letter, `view(request, seat)`: a stranger to its coalition finds nothing there."""
    return _seated(needs, seat_at_letter)


def coalition_page(needs: Needs) -> Callable[[View], View]:
    """A page about a coalition, `view(request, seat)`."""
    return _seated(needs, seat_at_coalition)


def _seated(needs: Needs, find: Callable[[int, str], Seat | None]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        @signed_in
        def guarded(request: HttpRequest, slug: str, **names: Any) -> HttpResponse:
            seat = find(int(request.user.pk or 0), slug)
            if seat is None:
                raise Http404
            if reason := may(seat.role, needs.of(request)):
                return refusal(request, Refused(reason))
            with acting(Actor(Doer.ORGANISER, int(request.user.pk or 0))):
                return view(request, seat, **names)

        return guarded

    return decorate
