"""A coalition's register of facts about places, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.errors import Refused
from undersigned.queries.archive import coalition_with_archive
from undersigned.queries.local_facts import facts_of
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.pages import page_for_browser


@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Http404 as well for a coalition that has nothing public: nobody learns of it."""
    try:
        coalition_with_archive(slug)
        coalition = coalition_by_slug(slug)
    except Refused as refused:
        raise Http404 from refused
    return page_for_browser(request, "press/facts.html", coalition=coalition.name, facts=facts_of(coalition))
