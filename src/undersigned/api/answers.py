"""How `/api/` answers: to HEAD as to GET, to any origin, with a tag, and with its troubles as JSON.

A trouble is a problem document (RFC 9457): `status`, `title`, and in `detail` what would be right.
"""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from ninja.errors import ValidationError

from undersigned.errors import Refused
from undersigned.wording import speak

Answer = Callable[[HttpRequest], HttpResponseBase]
PREFIX = "/api/"
PROBLEM = "application/problem+json"
_SAID_BY_PAGES = {  # what a page says to a person, as a program is told it
    403: "This is read with GET or HEAD, and cannot be written.",
    404: "There is nothing here. All addresses, which end without a slash, are in /api/v1/openapi.json.",
    405: "This is read with GET or HEAD, and cannot be written.",
    500: "This is our mistake, and has been noted. The same request may be sent again.",
    503: "Come back after as many seconds as Retry-After says.",
}


class ForPrograms:
    """What every answer below `/api/` has in common. It reads no cookie and gives none."""

    def __init__(self, get_response: Answer) -> None:
        self.elsewhere = get_response
        self.tagged = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.elsewhere(request)
        asked_for_head = request.method == "HEAD"
        if asked_for_head:
            request.method = "GET"
        response = as_problem(cast(HttpResponseBase, self.tagged(request)))
        response.headers.setdefault("Access-Control-Allow-Origin", "*")
        response.headers.setdefault("Cache-Control", "public, no-cache")
        if asked_for_head and isinstance(response, HttpResponse):
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """A trouble as a program reads it."""
    body = json.dumps({"status": status, "title": title, "detail": detail}, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=PROBLEM)


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """An answer as it is; a page that tells a trouble to a person, as a problem."""
    status = response.status_code
    if status not in _SAID_BY_PAGES or response.headers.get("Content-Type") == PROBLEM:
        return response
    told = problem(status, HTTPStatus(status).phrase, _SAID_BY_PAGES[status])
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told


def unknown(request: HttpRequest, trouble: Refused) -> HttpResponse:
    """Only what is not public, or not there, is ever refused here: the two look the same."""
    return problem(404, "Not found", speak("en").reason(trouble.reason, **trouble.values))


def not_usable(request: HttpRequest, trouble: ValidationError) -> HttpResponse:
    """A parameter that does not fit: which one, and why."""
    said = (f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in trouble.errors)
    return problem(422, "A parameter cannot be used", "; ".join(said))
