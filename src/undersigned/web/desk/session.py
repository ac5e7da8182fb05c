"""Who is at the desk. Sessions are read under /desk/ alone: no other page needs one, or pays for one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import login
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from undersigned.actions.acting import Actor, acting
from undersigned.domain.accounts import Right, may
from undersigned.domain.history import Doer
from undersigned.domain.sign_in import FRESH, Way, device_kind
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat, seat_at_coalition, seat_at_letter, seats_of
from undersigned.web.pages import now
from undersigned.web.trouble import bad_request, refusal
from undersigned.wording import speak
from undersigned.wording.sign_in import device_said

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_SEEN_EVERY = timedelta(hours=1)
Answer = Callable[[HttpRequest], HttpResponseBase]


class DeskSession:
    def __init__(self, get_response: Answer) -> None:
        self.elsewhere = get_response
        self.at_the_desk: Any = SessionMiddleware(AuthenticationMiddleware(get_response))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/desk/"):
            if _has_nul(request):
                return bad_request(request)
            answer: HttpResponseBase = self.at_the_desk(request)
            return answer
        return self.elsewhere(request)


def _has_nul(request: HttpRequest) -> bool:
    """Whether something sent has a NUL character: nobody types one, and a database may keep none."""
    values = request.POST.values() if request.method == "POST" else ()
    return any("\0" in str(text) for text in (request.path, *values))


@dataclass(frozen=True, slots=True)
class Needs:
    """What a desk page needs of whoever opens it: `see` to look at it, `do` to send its form."""

    see: Right = Right.SEE
    do: Right = Right.EDIT

    def of(self, request: HttpRequest) -> Right:
        return self.do if request.method == "POST" else self.see


def enter(request: HttpRequest, organiser: Any, way: Way) -> None:
    """Sign in here, under a new session key. What the browser says of itself is kept as two words.

    `organiser` is what the verbs of signing in return: a row, whose type is not for this floor.
    """
    login(request, organiser, backend=_BACKEND)
    kind = device_kind(request.headers.get("User-Agent", ""))
    at = now().isoformat()
    request.session.update(
        {
            "device": device_said(kind.browser, kind.system, speak("en")),
            "way": way,
            "signed_in_at": at,
            "seen_at": at,
        }
    )


def _is_fresh(request: HttpRequest) -> bool:
    since = request.session.get("signed_in_at", "")
    return bool(since) and now() - datetime.fromisoformat(since) < FRESH


def _note_seen(request: HttpRequest) -> None:
    """Once an hour at most, so that looking at pages is reading."""
    seen, at = request.session.get("seen_at", ""), now()
    if not seen or at - datetime.fromisoformat(seen) > _SEEN_EVERY:
        request.session["seen_at"] = at.isoformat()


View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Only for a signed-in organiser; anybody else is led to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, **names: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"/desk/sign-in/?{urlencode({'next': request.path})}")
        _note_seen(request)
        return view(request, **names)

    return guarded


def signed_in_lately(view: View) -> View:
    """For what decides how somebody signs in: whoever signed in long ago is asked to do so once more."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, **names: Any) -> HttpResponse:
        if request.method == "POST" and not _is_fresh(request):
            return HttpResponseRedirect(
                f"/desk/sign-in/?{urlencode({'next': request.path, 'again': 'yes'})}", status=303
            )
        return view(request, **names)

    return guarded


def only_seat(request: HttpRequest) -> Seat | None:
    """The seat of whoever has just one: pages that are about no coalition then lead on to its pages."""
    seats = seats_of(int(request.user.pk or 0))
    return seats[0] if len(seats) == 1 else None


def keeps_installation(request: HttpRequest) -> bool:
    """Whether whoever asks may see and change what is set for all coalitions."""
    return bool(getattr(request.user, "keeps_installation", False))


def keeper_page(view: View) -> View:
    """A page of the installation: nobody else finds anything there."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, **names: Any) -> HttpResponse:
        if not keeps_installation(request):
            raise Http404
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
