"""Coalitions that have made a letter public, and their letters."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from undersigned.api.addresses import BASE, address, next_part
from undersigned.api.letters import NOT_FOUND, Limit, Offset, Words, brief
from undersigned.api.shapes import CoalitionInFull, LetterBrief, Page
from undersigned.queries.catalogue import (
    PublicCoalition,
    public_coalition,
    public_coalitions,
    public_letters,
)

router = Router(tags=["coalitions"])


@router.get("", response=list[CoalitionInFull], summary="Coalitions with a public letter, by name")
def coalitions(request: HttpRequest) -> Any:
    return [_in_full(each) for each in public_coalitions()]


@router.get("/{slug}", response={200: CoalitionInFull, **NOT_FOUND}, summary="One coalition")
def coalition(request: HttpRequest, slug: str) -> Any:
    return _in_full(public_coalition(slug))


@router.get(
    "/{slug}/letters",
    response={200: Page[LetterBrief], **NOT_FOUND},
    summary="A coalition's public letters, newest first",
)
def letters_of_coalition(request: HttpRequest, slug: str, q: Words, offset: Offset, limit: Limit) -> Any:
    coalition = public_coalition(slug)
    found = public_letters(coalition=coalition.slug, search=q, offset=offset, limit=limit)
    here = f"{BASE}/coalitions/{slug}/letters"
    following = next_part(here, offset=offset, limit=limit, total=found.total, q=q)
    return {"items": [brief(each) for each in found.letters], "total": found.total, "next": following}


def _in_full(coalition: PublicCoalition) -> dict[str, Any]:
    return {
        "slug": coalition.slug,
        "name": coalition.name,
        "page": address(f"/coalitions/{coalition.slug}/"),
        "letters": address(f"{BASE}/coalitions/{coalition.slug}/letters"),
    }
