"""Signing in to the desk: by a link, a password or a passkey; the second step where one is set; and out."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from undersigned.actions.accounts import ask_for_link, use_link
from undersigned.actions.sign_in.passkeys import can_have_passkeys, sign_in_by_passkey, site
from undersigned.actions.sign_in.passwords import sign_in_by_password
from undersigned.actions.sign_in.second_step import is_asked_for, take_code
from undersigned.confirmation import passkey
from undersigned.domain.reasons import Reason
from undersigned.domain.sign_in import Way
from undersigned.errors import Refused
from undersigned.web.desk.session import enter
from undersigned.web.headers import policy
from undersigned.web.origin import origin_of
from undersigned.web.pages import now, page

_CHALLENGE_COOKIE = "passkey-challenge"
_CHALLENGE_SECONDS = 300
_HALF_KEY = "half_signed_in"  # who has taken the first of two steps, how, and where they were going
_HALF_LASTS = timedelta(minutes=10)
_TOO_MANY = 429
_WAIT_SECONDS = "900"


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The ways in. What is said is the same whether an address is an organiser's or not."""
    try:
        match request.POST.get("answer", "link" if request.method == "POST" else ""):
            case "link":
                return _send_link(request)
            case "password":
                return _first_step(request, _by_password(request), Way.PASSWORD)
            case "passkey":
                return _by_passkey(request)
    except Refused as refused:
        return _sign_in_page(request, refused)
    return _sign_in_page(request)


def _sign_in_page(request: HttpRequest, refused: Refused | None = None, asked: bool = False) -> HttpResponse:
    challenge = passkey.start_use(site()) if can_have_passkeys() else None
    too_many = refused is not None and refused.reason == Reason.TOO_MANY_SIGN_INS
    response = page(
        request,
        "desk/sign_in.html",
        status=_TOO_MANY if too_many else 422 if refused else 200,
        asked=asked,
        email=request.POST.get("email", ""),
        going=_going(request),
        again=request.GET.get("again", ""),
        refused=refused,
        passkey_options=challenge.options if challenge else "",
    )
    if too_many:
        response.headers["Retry-After"] = _WAIT_SECONDS
    if challenge:
        response.headers["Content-Security-Policy"] = policy(scripts=("'self'",))
        response.set_cookie(
            _CHALLENGE_COOKIE,
            TimestampSigner().sign(challenge.random.hex()),
            max_age=_CHALLENGE_SECONDS,
            path="/desk/sign-in/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return response


def _send_link(request: HttpRequest) -> HttpResponse:
    ask_for_link(email=request.POST.get("email", ""), at=now())
    return _sign_in_page(request, asked=True)


def _by_password(request: HttpRequest) -> AbstractBaseUser:
    return sign_in_by_password(
        email=request.POST.get("email", ""),
        password=request.POST.get("password", ""),
        origin=origin_of(request, settings.TRUSTED_PROXIES),
        at=now(),
    )


def _by_passkey(request: HttpRequest) -> HttpResponse:
    """One step is enough: the device has asked for its owner itself."""
    try:
        signed = request.COOKIES.get(_CHALLENGE_COOKIE, "")
        random = bytes.fromhex(TimestampSigner().unsign(signed, max_age=_CHALLENGE_SECONDS))
    except (BadSignature, ValueError):
        raise Refused(Reason.PASSKEY_REFUSED) from None
    organiser = sign_in_by_passkey(answer=request.POST.get("credential", ""), random=random, at=now())
    enter(request, organiser, Way.PASSKEY)
    return HttpResponseRedirect(_going(request), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, POST signs in: a mail scanner that opens the link does not use it up."""
    if request.method != "POST":
        return page(request, "desk/sign_in_by_link.html", refused=None)
    try:
        organiser = use_link(token=token, at=now())
    except Refused as refused:
        return page(request, "desk/sign_in_by_link.html", status=410, refused=refused)
    return _first_step(request, organiser, Way.LINK)


def _first_step(request: HttpRequest, organiser: AbstractBaseUser, way: Way) -> HttpResponse:
    """Signed in, or half of it, where a code is asked for as well."""
    if not is_asked_for(organiser.pk):
        enter(request, organiser, way)
        return HttpResponseRedirect(_going(request), status=303)
    request.session.cycle_key()
    request.session[_HALF_KEY] = {"organiser": organiser.pk, "way": way, "at": now().isoformat()}
    return HttpResponseRedirect(f"/desk/sign-in/code/?{urlencode({'next': _going(request)})}", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: the code of the app, or a recovery code."""
    half, refused = request.session.get(_HALF_KEY), None
    if not isinstance(half, dict) or now() - datetime.fromisoformat(half["at"]) > _HALF_LASTS:
        return HttpResponseRedirect("/desk/sign-in/", status=303)
    if request.method == "POST":
        try:
            organiser = take_code(
                organiser=half["organiser"],
                typed=request.POST.get("code", ""),
                origin=origin_of(request, settings.TRUSTED_PROXIES),
                at=now(),
            )
        except Refused as trouble:
            refused = trouble
        else:
            del request.session[_HALF_KEY]
            enter(request, organiser, Way(half["way"]))
            return HttpResponseRedirect(_going(request), status=303)
    return page(
        request,
        "desk/sign_in_code.html",
        refused=refused,
        going=_going(request),
    )


def _going(request: HttpRequest) -> str:
    """Where somebody was going; never to another site."""
    going = request.POST.get("next") or request.GET.get("next") or "/desk/"
    safe = going.startswith("/desk/") and url_has_allowed_host_and_scheme(going, allowed_hosts=None)
    return going if safe else "/desk/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/desk/sign-in/", status=303)
