"""Whether this installation works: for monitors and load balancers."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from undersigned.queries.health import trouble
from undersigned.web.pages import now


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    what = trouble(now())
    if what is None:
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "trouble", "what": what}, status=503, headers={"Retry-After": "30"})
