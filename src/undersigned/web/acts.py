"""Pages that do something: a form's act is done and the page leads on, or is refused, and it says why."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from undersigned.errors import Refused

View = Callable[..., HttpResponse]


def does(act: Callable[..., str | None]) -> Callable[[View], View]:
    """GET shows the page. POST does `act(request, …)` first and leads on to the address it returns (303).

    The page is called as `view(request, …, refused=…)`: a refusal is shown beside what was typed (422, by
    `pages.page`). An act that returns None has nothing to lead on to, and the page is shown: a preview.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def acting(request: HttpRequest, *found: Any, **names: Any) -> HttpResponse:
            refused: Refused | None = None
            if request.method == "POST":
                try:
                    onward = act(request, *found, **names)
                except Refused as refusal:
                    refused = refusal
                else:
                    if onward is not None:
                        return HttpResponseRedirect(onward, status=303)
            return view(request, *found, refused=refused, **names)

        return acting

    return decorate
