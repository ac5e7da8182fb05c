"""An organiser's own account: the ways to sign in, and the browsers in which they are signed in."""

import segno
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.sign_in.devices import sign_out_elsewhere, sign_out_there
from undersigned.actions.sign_in.passkeys import add_passkey, can_have_passkeys, remove_passkey, start_adding
from undersigned.actions.sign_in.passwords import remove_password, set_password
from undersigned.actions.sign_in.second_step import make_new_codes, turn_off, turn_on
from undersigned.confirmation import authenticator
from undersigned.domain.reasons import Reason
from undersigned.domain.sign_in import LONGEST_PASSWORD, SHORTEST_PASSWORD
from undersigned.errors import Refused
from undersigned.queries.sign_in import ways_in
from undersigned.web.acts import does
from undersigned.web.desk.session import keeps_installation, only_seat, signed_in, signed_in_lately
from undersigned.web.headers import policy
from undersigned.web.pages import now, page

_HERE = "/desk/account/"
_CHALLENGE_KEY = "passkey_challenge"
_SECRET_KEY = "app_secret"  # noqa: S105  # where a secret waits in the session until its first code
_CODES_KEY = "recovery_codes"  # shown until the organiser says that they are kept


def _me(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


@require_http_methods(["GET", "HEAD"])
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    return _account_page(request)


def _account_page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    challenge = start_adding(_me(request)) if can_have_passkeys() else None
    if challenge:
        request.session[_CHALLENGE_KEY] = challenge.random.hex()
    response = page(
        request,
        "desk/account.html",
        seat=only_seat(request),
        ways=ways_in(_me(request), str(request.session.session_key)),
        keeper=keeps_installation(request),
        passkey_options=challenge.options if challenge else "",
        shortest=SHORTEST_PASSWORD,
        longest=LONGEST_PASSWORD,
        refused=refused,
    )
    if challenge:
        response.headers["Content-Security-Policy"] = policy(scripts=("'self'",))
    return response


@require_http_methods(["POST"])
@signed_in_lately
def password(request: HttpRequest) -> HttpResponse:
    try:
        if request.POST.get("answer") == "remove":
            organiser = remove_password(organiser=_me(request), at=now())
        else:
            typed, again = request.POST.get("password", ""), request.POST.get("again", "")
            organiser = set_password(organiser=_me(request), password=typed, again=again, at=now())
    except Refused as refused:
        return _account_page(request, refused)
    update_session_auth_hash(request, organiser)  # here one stays signed in; a new password ends the others
    return HttpResponseRedirect(_HERE, status=303)


@require_http_methods(["POST"])
@signed_in_lately
def passkeys(request: HttpRequest) -> HttpResponse:
    which = request.POST.get("passkey", "")
    try:
        if request.POST.get("answer") == "remove":
            remove_passkey(organiser=_me(request), which=int(which) if which.isdecimal() else 0, at=now())
        else:
            add_passkey(
                organiser=_me(request),
                name=request.POST.get("name", ""),
                answer=request.POST.get("credential", ""),
                random=bytes.fromhex(request.session.pop(_CHALLENGE_KEY, "")),
                at=now(),
            )
    except Refused as refused:
        return _account_page(request, refused)
    return HttpResponseRedirect(_HERE, status=303)


def _app_secret(request: HttpRequest) -> str:
    """The secret of the app that is being set up, kept in the session until its first code is typed."""
    secret: str = request.session.setdefault(_SECRET_KEY, authenticator.start())
    return secret


def _app_decided(request: HttpRequest) -> str:
    match request.POST.get("answer"):
        case "turn-on":
            typed = request.POST.get("code", "")
            codes = turn_on(organiser=_me(request), secret=_app_secret(request), typed=typed, at=now())
            request.session.pop(_SECRET_KEY, None)
            request.session[_CODES_KEY] = codes
            return f"{_HERE}codes/"
        case "turn-off":
            turn_off(organiser=_me(request), at=now())
            return _HERE
    raise Refused(Reason.ANSWER_MISSING)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_lately
@does(_app_decided)
def app(request: HttpRequest, refused: Refused | None) -> HttpResponse:
    """Set up an authenticator app: its secret as a QR code, and the first code to show that it works."""
    secret = _app_secret(request)
    ways = ways_in(_me(request), str(request.session.session_key))
    address = authenticator.address_for_app(secret, account=ways.address, issuer="Undersigned")
    return page(
        request,
        "desk/app.html",
        seat=only_seat(request),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        code=segno.make(address, error="m").svg_data_uri(border=4, light="#fff", encode_minimal=True),
        refused=refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_lately
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, shown until they are said to be kept; and new ones."""
    if request.method == "POST":
        if request.POST.get("answer") == "kept":
            request.session.pop(_CODES_KEY, None)
            return HttpResponseRedirect(_HERE, status=303)
        request.session[_CODES_KEY] = make_new_codes(organiser=_me(request), at=now())
        return HttpResponseRedirect(f"{_HERE}codes/", status=303)
    if _CODES_KEY not in request.session:
        return HttpResponseRedirect(_HERE, status=303)
    return page(
        request,
        "desk/codes.html",
        seat=only_seat(request),
        codes=request.session[_CODES_KEY],
        site=settings.BASE_URL,
    )


@require_http_methods(["POST"])
@signed_in
def devices(request: HttpRequest) -> HttpResponse:
    """Sign out in one other browser, or in all others. Needs no fresh sign-in: it only takes away."""
    if request.POST.get("answer") == "elsewhere":
        sign_out_elsewhere(organiser=_me(request), here=str(request.session.session_key))
    else:
        sign_out_there(organiser=_me(request), device=request.POST.get("device", ""))
    return HttpResponseRedirect(_HERE, status=303)
