"""Long lists at the desk: which page of them an address asks for, `?q=…&page=…`."""

from django.http import HttpRequest

from undersigned.queries.pages import Wanted
from undersigned.web.typed import sought_in


def wanted_in(request: HttpRequest) -> Wanted:
    """What is not a number is the first page."""
    number = request.GET.get("page", "")
    search = sought_in(request, "q")
    return Wanted(search, int(number) if number.isdecimal() and len(number) < 10 else 1)
