"""Reads of letters under embargo: what an outlet's link leads to, and which letters are due to be public."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings

from undersigned.confirmation import personal_link
from undersigned.domain.letters import LetterState
from undersigned.domain.publishing import Links, Publication
from undersigned.domain.reasons import Reason
from undersigned.queries.publishing import FILES
from undersigned.records.models import Letter, OutletLink


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet's link at the desk. The first opening may be a mail scanner's."""

    link: int
    outlet: str
    email: str
    area: str
    made_at: datetime
    opened_at: datetime | None
    last_opened_at: datetime | None
    openings: int
    revoked_at: datetime | None


def outlets_of(letter: Letter) -> tuple[OutletRow, ...]:
    """In the order in which they were made."""
    return tuple(
        OutletRow(
            link=row.pk,
            outlet=row.outlet,
            email=row.email,
            area=row.area,
            made_at=row.made_at,
            opened_at=row.opened_at,
            last_opened_at=row.last_opened_at,
            openings=row.openings,
            revoked_at=row.revoked_at,
        )
        for row in letter.outlet_links.order_by("made_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class UnderEmbargo:
    """What a link leads to. `gone` says why it leads nowhere; `public`, that everything is public by now."""

    link: int
    slug: str
    area: str
    until: datetime | None
    zone: str
    public: bool
    gone: Reason | None


def under_embargo(token: str) -> UnderEmbargo | None:
    """None if the token is none of ours."""
    row = OutletLink.objects.select_related("letter").filter(token_hash=personal_link.hash_of(token)).first()
    if row is None:
        return None
    public = row.letter.state == LetterState.PUBLISHED
    gone = Reason.LINK_REVOKED if row.revoked_at else None
    if gone is None and not public and row.letter.embargo_until is None:
        gone = Reason.EMBARGO_CALLED_OFF
    return UnderEmbargo(
        link=row.pk,
        slug=row.letter.slug,
        area=row.area,
        until=row.letter.embargo_until,
        zone=row.letter.embargo_zone,
        public=public,
        gone=gone,
    )


def publication_for_outlets(publication: Publication, letter: Letter, token: str) -> Publication:
    """The letter as it will be published, its files at the addresses of a link."""
    here = f"{settings.BASE_URL}/e/{token}/letter"
    return replace(
        publication,
        facts=replace(publication.facts, published_at=letter.embargo_until),
        links=Links(page=None, files=tuple((name, f"{here}.{name}") for name in FILES), check=None),
    )


def file_for_outlets(publication: Publication, letter: Letter) -> Publication:
    """The same for a file, which is read later: it names the addresses that will be public by then."""
    return replace(publication, facts=replace(publication.facts, published_at=letter.embargo_until))


def due_for_publication(at: datetime) -> tuple[str, ...]:
    """Slugs of closed letters whose embargo has ended."""
    due = Letter.objects.filter(state=LetterState.CLOSED, embargo_until__lte=at).order_by("embargo_until")
    return tuple(due.values_list("slug", flat=True))
