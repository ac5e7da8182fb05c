"""Long lists at the desk: which page of them an address asks for, `?q=…&page=…`."""

from django.http import HttpRequest

from undersigned.queries.pages import Wanted

_LONGEST_SEARCH = 200


def wanted_in(request: HttpRequest) -> Wanted:
    """What is not a number is the first page."""
    number = request.GET.get("page", "")
    search = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST_SEARCH]
    return Wanted(search, int(number) if number.isdecimal() and len(number) < 10 else 1)
