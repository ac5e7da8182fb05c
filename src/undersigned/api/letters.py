"""Public letters: the list of them, one in full, its signatories, the state of its evidence."""

from dataclasses import asdict
from functools import lru_cache
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import AfterValidator

from undersigned.actions.publishing import public_file
from undersigned.api.addresses import BASE, address, next_part
from undersigned.api.shapes import (
    EvidenceInFull,
    LetterBrief,
    LetterInFull,
    Page,
    Problem,
    SignatoryInFull,
    TrackedAskInFull,
)
from undersigned.domain.documents import LetterDocument, Signatory
from undersigned.outputs import file_name
from undersigned.outputs.asks import ask_as_json
from undersigned.queries.catalogue import PublicLetter, public_letter, public_letters, sealed_state
from undersigned.queries.publishing import FILES
from undersigned.queries.tracking import public_scorecard
from undersigned.reading.letter_json import read_letter_json

router = Router(tags=["letters"])

Offset = Annotated[int, Query(0, ge=0, le=10_000_000, description="How many to pass over")]
Limit = Annotated[int, Query(100, ge=1, le=1_000, description="How many at the most")]
Words = Annotated[
    str,
    Query("", max_length=200, description="Words that must all be there"),
    AfterValidator(lambda words: words.replace("\0", "")),  # no database can be asked for it
]
NOT_FOUND = {404: Problem, 422: Problem}


@router.get("", response={200: Page[LetterBrief], 422: Problem}, summary="Public letters, newest first")
def letters(request: HttpRequest, q: Words, offset: Offset, limit: Limit) -> Any:
    found = public_letters(search=q, offset=offset, limit=limit)
    following = next_part(f"{BASE}/letters", offset=offset, limit=limit, total=found.total, q=q)
    return {"items": [brief(each) for each in found.letters], "total": found.total, "next": following}


@router.get("/{slug}", response={200: LetterInFull, **NOT_FOUND}, summary="One letter in full")
def letter(request: HttpRequest, slug: str) -> Any:
    found, document = public_letter(slug), document_of(slug)
    here = f"/letters/{slug}"
    return {
        **brief(found),
        **asdict(document),
        "title": found.title,
        "coalition": brief(found)["coalition"],
        "signatories": document.count.signatories,
        "count": {**asdict(document.count), "by_office": dict(document.count.by_office)},
        "files": {extension: address(f"{here}.{extension}") for extension in FILES},
        "outcomes": address(f"{BASE}/letters/{slug}/asks"),
        "signed_by": address(f"{BASE}/letters/{slug}/signatories"),
        "evidence": address(f"{BASE}/letters/{slug}/evidence"),
    }


@router.get(
    "/{slug}/signatories",
    response={200: Page[SignatoryInFull], **NOT_FOUND},
    summary="Who signed, in the order of the published list",
)
def signatories(  # noqa: PLR0913  # each is a parameter of the address
    request: HttpRequest,
    slug: str,
    q: Words,
    region: Annotated[str, Query("", max_length=80, description="Region code (“NC”) or name, as printed")],
    offset: Offset,
    limit: Limit,
) -> Any:
    found = [each for each in document_of(slug).signatories if _is_of(each, region) and _has(each, q)]
    here = f"{BASE}/letters/{slug}/signatories"
    following = next_part(here, offset=offset, limit=limit, total=len(found), q=q, region=region)
    return {"items": found[offset : offset + limit], "total": len(found), "next": following}


@router.get(
    "/{slug}/evidence", response={200: EvidenceInFull, **NOT_FOUND}, summary="The sealed state of its log"
)
def evidence(request: HttpRequest, slug: str) -> Any:
    state = sealed_state(slug)
    return {
        **asdict(state),
        "bundle": address(f"/letters/{slug}/evidence.zip"),
        "check": address(f"/v/{slug}"),
    }


@router.get(
    "/{slug}/asks", response={200: list[TrackedAskInFull], **NOT_FOUND}, summary="What became of its asks"
)
def asks(request: HttpRequest, slug: str) -> Any:
    page = address(f"/letters/{slug}/")
    return [ask_as_json(ask, page) for ask in public_scorecard(slug).asks]


def brief(letter: PublicLetter) -> dict[str, Any]:
    """A letter as it stands in a list (`LetterBrief`)."""
    return {
        "slug": letter.slug,
        "title": letter.title,
        "coalition": {"slug": letter.coalition_slug, "name": letter.coalition},
        "state": letter.state,
        "published_at": letter.published_at,
        "signatories": letter.signatories,
        "page": address(f"/letters/{letter.slug}/"),
        "itself": address(f"{BASE}/letters/{letter.slug}"),
    }


def document_of(slug: str) -> LetterDocument:
    """The letter as it was published: the bytes whose hash is sealed, read again."""
    shown = public_file(slug, file_name("json"))
    return _document(shown.content)


@lru_cache(maxsize=8)
def _document(published: bytes) -> LetterDocument:
    return read_letter_json("letter.json", published)


def _is_of(signatory: Signatory, region: str) -> bool:
    names = (signatory.region_code, signatory.region)
    return not region or region.casefold() in (name.casefold() for name in names if name)


def _has(signatory: Signatory, words: str) -> bool:
    shown = (signatory.name, signatory.office, signatory.title, signatory.place, signatory.organisation)
    text = " ".join(part for part in shown if part).casefold()
    return all(word in text for word in words.casefold().split())
