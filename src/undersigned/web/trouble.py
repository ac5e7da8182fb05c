"""Pages for what cannot be shown: unknown, gone, refused, forged, broken, or not now."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from undersigned.actions.database import is_down
from undersigned.domain.reasons import Reason
from undersigned.errors import OutsideFailure, Refused
from undersigned.web.pages import page, page_for_browser

_GONE = frozenset(
    {
        Reason.LETTER_CLOSED,
        Reason.LETTER_CANCELLED,
        Reason.NOT_CIRCULATING,
        Reason.DEADLINE_PASSED,
        Reason.LINK_EXPIRED,
        Reason.LINK_REPLACED,
        Reason.LINK_REVOKED,
        Reason.EMBARGO_CALLED_OFF,
        Reason.UPLOAD_GONE,
        Reason.READING_GONE,
        Reason.FIRST_RUN_OVER,
    }
)
_NOT_NOW = 503
_LATER: dict[str, int] = {
    Reason.DATABASE_WAS_ROLLED_BACK: _NOT_NOW,
    Reason.CANNOT_BE_SEALED_NOW: _NOT_NOW,
    Reason.TOO_MANY_AT_ONCE: 429,
    Reason.TOO_MANY_TRIES: 429,
}
_COME_BACK_SECONDS = "60"
_log = logging.getLogger("undersigned.web")
_UNKNOWN = frozenset(
    {
        Reason.LINK_UNKNOWN,
        Reason.LETTER_UNKNOWN,
        Reason.COALITION_UNKNOWN,
        Reason.MEMBER_UNKNOWN,
        Reason.ROW_GONE,
        Reason.SIGNATORY_GONE,
        Reason.ARTICLE_UNKNOWN,
    }
)


def status_of(reason: str) -> int:
    """404 for what is unknown, 403 for who may not, 410 for what is over, 422 for what a rule refuses."""
    if reason in _UNKNOWN:
        return 404
    if reason == Reason.ROLE_TOO_LOW:
        return 403
    if reason in _LATER:
        return _LATER[reason]
    return 410 if reason in _GONE else 422


def _trouble(
    request: HttpRequest, template: str, *, language: str | None = None, **values: Any
) -> HttpResponse:
    """In the letter's language where one is known; else the desk's, or what the browser asks for."""
    if language is None and not request.path.startswith("/desk/"):
        return page_for_browser(request, template, **values)
    return page(request, template, language=language, **values)


def refusal(
    request: HttpRequest, refused: Refused, *, contact: str = "", language: str | None = None
) -> HttpResponse:
    """A page of its own for a refusal, with its status.

    That an older database was restored is for who runs the installation, with the file it names: others are
    told that nothing was recorded.
    """
    if refused.reason == Reason.DATABASE_WAS_ROLLED_BACK and not request.path.startswith("/desk/"):
        refused = Refused(Reason.CANNOT_BE_SEALED_NOW)
    response = _trouble(
        request,
        "trouble/refused.html",
        language=language,
        status=status_of(refused.reason),
        code=refused.reason,
        values=refused.values,
        contact=contact,
    )
    if response.status_code in _LATER.values():
        response.headers["Retry-After"] = str(refused.values.get("seconds", _COME_BACK_SECONDS))
    return response


class NotNow:
    """Turns a failure of the world outside (disk, database, signing key) into a page that asks to come back.

    What failed is for the log: it names files of this machine. It may have failed after the commit (the guard
    is told then), so the page does not say that nothing was done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OutsideFailure) and not is_down(exception):
            return None
        _log.error(
            "%s %s: %s", request.method, request.resolver_match and request.resolver_match.route, exception
        )
        response = _trouble(request, "trouble/not_now.html", status=_NOT_NOW)
        response.headers["Retry-After"] = _COME_BACK_SECONDS
        return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _trouble(request, "trouble/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _trouble(request, "trouble/bad_request.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return _trouble(request, "trouble/server_error.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without our cookie: forged, or kept open too long, or cookies are off."""
    return _trouble(request, "trouble/stale_form.html", status=403)
