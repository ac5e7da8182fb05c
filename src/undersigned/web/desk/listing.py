"""Long lists at the desk: which page of them an address asks for, `?q=…&page=…`."""

from django.http import HttpRequest

from undersigned.queries.pages import Wanted

_LONGEST_SEARCH = 200


def number_in(request: HttpRequest, field: str) -> int:
    """The id that a form names a row by; 0, which is nobody's, for what is no number."""
    typed = request.POST.get(field, "")
    return int(typed) if typed.isdecimal() and len(typed) < 18 else 0


def wanted_in(request: HttpRequest) -> Wanted:
    """What is not a number is the first page."""
    number = request.GET.get("page", "")
    search = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST_SEARCH]
    return Wanted(search, int(number) if number.isdecimal() and len(number) < 10 else 1)
