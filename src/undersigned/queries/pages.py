"""Long lists, a page at a time: what is searched in them, and which page is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from undersigned.records.models import Member, Term

ROWS = 200
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in a list, and the page of it; a page that there is not is the nearest."""

    search: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """One page. `total` is the number of rows on all pages together."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    total: int


def page_of(
    found: QuerySet[Any] | Sequence[Any], wanted: Wanted, rows: Callable[[Any], Sequence[Row]]
) -> ListPage[Row]:
    """The page that is wanted of what was found; `rows` makes its rows from the part that is on it."""
    pages = Paginator(found, ROWS)
    page = pages.get_page(wanted.page)
    return ListPage(tuple(rows(page.object_list)), page.number, pages.num_pages, pages.count)


def by_place(path: str = "") -> tuple[Any, ...]:
    """The order of members in a list; `path` leads to the member: "member__"."""
    place = Lower(Coalesce(NullIf(f"{path}place", Value("")), f"{path}organisation"))
    return place, f"{path}region", f"{path}office", f"{path}key"


def matching(search: str, path: str = "") -> Q:
    """Members whose place, office or key has each of these words, or the name of one who held the office."""
    condition = Q()
    for word in search.split():
        held = Term.objects.filter(member=OuterRef(f"{path}pk"), name__icontains=word)
        columns = ("place", "region", "organisation", "office", "key")
        in_columns = (Q(**{f"{path}{column}__icontains": word}) for column in columns)
        condition &= reduce(or_, in_columns, Q(Exists(held)))
    return condition


def members_found(members: QuerySet[Member], search: str) -> QuerySet[Member]:
    """The members that were searched for, in order of place."""
    return members.filter(matching(search)).order_by(*by_place())
