"""A letter as it is published: its document with the exact list, and the facts beside it."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from undersigned.domain.block import GroupBy, Order, in_order, with_the_public
from undersigned.domain.documents import LetterDocument, count_signatories
from undersigned.domain.public_signing import is_public
from undersigned.domain.publishing import Departure, Links, Presentation, Publication, PublicationFacts
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import Unnamed
from undersigned.domain.unnamed import UnnamedOffice
from undersigned.errors import Refused
from undersigned.queries.coverage import covered_by
from undersigned.queries.delivery import deliveries_shown
from undersigned.queries.evidence import closing_fingerprint
from undersigned.queries.letters import letter_by_slug, text_of
from undersigned.queries.public_signing import (
    departures_in_public,
    forgotten_in_public,
    lapsed_in_public,
    listed,
    open_facts,
    public_signatory,
)
from undersigned.queries.roster import today_at
from undersigned.queries.signing import signatory_of
from undersigned.records.models import Letter, PublicSignature, Signature

# The files of a published letter, in the order in which they are offered.
FILES = ("pdf", "docx", "txt", "md", "json", "csv")


def public_publication(slug: str) -> Publication:
    """The publication of a letter that is public. Refused (letter-unknown) for any other."""
    letter = letter_by_slug(slug)
    if not is_public(open_facts(letter)):
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    return publication_of(letter)


def publication_of(letter: Letter) -> Publication:
    """The publication as of now: a withdrawal after publication takes the name off and is shown as a fact."""
    offices, public = list(_signatures(letter)), list(listed(letter).order_by("entry"))
    return Publication(
        document=_document(letter, offices, public),
        facts=_facts(letter, offices),
        links=_links(letter),
        presentation=Presentation(group_by=GroupBy.GROUP if public else _groups(letter), cover=letter.cover),
    )


def _groups(letter: Letter) -> GroupBy | None:
    return GroupBy(letter.list_groups) if letter.list_groups else None


def _signatures(letter: Letter) -> QuerySet[Signature]:
    rows = Signature.objects.filter(invitation__letter=letter).select_related("invitation__member", "term")
    return rows.order_by("signed_at", "pk")


def _document(letter: Letter, offices: list[Signature], public: list[PublicSignature]) -> LetterDocument:
    """The text with the signatures to its last edition; those to an earlier one are counted as lapsed."""
    text = text_of(letter)
    named = [row for row in offices if row.stands and row.show == "public"]
    standing = in_order(
        [signatory_of(row) for row in named], Order(letter.list_order), text.language, _groups(letter)
    )
    signatories = with_the_public(standing, [public_signatory(row) for row in public], text.language)
    unnamed = sum(row.stands for row in offices) - len(named)
    lapsed = sum(row.lapsed_at is not None and not (row.withdrawn_at or row.struck_at) for row in offices)
    lapsed += lapsed_in_public(letter)
    return replace(
        text,
        coalition=text.coalition or letter.coalition.name,
        signatories=signatories,
        count=count_signatories(signatories, unnamed=unnamed, lapsed=lapsed),
    )


def _facts(letter: Letter, offices: list[Signature]) -> PublicationFacts:
    edition = letter.editions.order_by("-number").first()
    return PublicationFacts(
        published_at=letter.published_at,
        edition=edition.number if edition else None,
        edition_sha256=edition.sha256 if edition else None,
        fingerprint=closing_fingerprint(letter),
        departures=(
            *(_departure(row) for row in offices if _has_left(letter, row) and not row.forgotten_at),
            *departures_in_public(letter),
        ),
        forgotten=(
            *(_day_of_leaving(row) for row in offices if _has_left(letter, row) and row.forgotten_at),
            *forgotten_in_public(letter),
        ),
        unnamed=_unnamed(letter, offices),
        deliveries=deliveries_shown(letter),
        coverage=covered_by(letter),
    )


def _unnamed(letter: Letter, signatures: list[Signature]) -> tuple[UnnamedOffice, ...]:
    """The offices of those who are not named, where they may be told."""
    if letter.unnamed != Unnamed.DESCRIBED:
        return ()
    return tuple(
        UnnamedOffice(row.office, row.invitation.member.office_plural or None, row.region)
        for row in signatures
        if row.stands and row.show == "private"
    )


def _has_left(letter: Letter, row: Signature) -> bool:
    """Only who stood on the published list by name can leave it."""
    left = row.withdrawn_at or row.struck_at
    stood = row.show == "public" and row.lapsed_at is None
    return stood and letter.published_at is not None and left is not None and left >= letter.published_at


def _departure(row: Signature) -> Departure:
    return Departure(
        signatory=signatory_of(row),
        kind="withdrawn" if row.withdrawn_at else "struck",
        on=_day_of_leaving(row),
    )


def _day_of_leaving(row: Signature) -> date:
    left = row.withdrawn_at or row.struck_at
    assert left is not None  # noqa: S101  # only ended signatures come here
    return today_at(row.invitation.member, left)


def _links(letter: Letter) -> Links:
    page = f"{settings.BASE_URL}/letters/{letter.slug}"
    return Links(
        page=f"{page}/",
        files=tuple((extension, f"{page}.{extension}") for extension in FILES),
        check=f"{settings.BASE_URL}/v/{letter.slug}",
    )
