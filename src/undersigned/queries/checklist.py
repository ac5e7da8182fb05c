"""How a letter stands before it is closed or published, for its checklist."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.checklist import LOOKED_AT, ChecklistFacts, Item, Point, checklist
from undersigned.domain.documents import LetterDocument
from undersigned.domain.letters import LetterState
from undersigned.domain.publishing import Publication
from undersigned.domain.text import sha256_hex
from undersigned.queries.letters import source_of
from undersigned.queries.lines import lines_to_review
from undersigned.queries.publishing import publication_of
from undersigned.queries.roster import today_at
from undersigned.queries.signing import standing_signatures
from undersigned.reading.documents import markdown
from undersigned.reading.find_claims import find_claims
from undersigned.reading.find_mistakes import Evidence, count_mistakes
from undersigned.reading.lines import Line
from undersigned.records.models import Letter, SeenPoint
from undersigned.wording import speak


@dataclass(frozen=True, slots=True)
class Checklist:
    """`digests` are the SHA-256 of what there is to look at now, for the points that are looked at."""

    items: tuple[Item, ...]
    digests: dict[Point, str]

    def __post_init__(self) -> None:
        assert set(self.digests) == set(LOOKED_AT)  # noqa: S101  # each of them has something to look at


def checklist_of(letter: Letter, *, at: datetime) -> Checklist:
    publication = publication_of(letter)
    wrong_counts = wrong_counts_in(source_of(letter), publication.document)
    left_office = _left_office(letter, at)
    digests = {
        Point.COUNTS: _digest(wrong_counts),
        Point.TERMS: _digest(left_office),
        Point.FILES: _digest_of_files(publication),
    }
    seen = {row.point: row.digest for row in SeenPoint.objects.filter(letter=letter)}
    facts = ChecklistFacts(
        state=LetterState(letter.state),
        waiting=letter.invitations.filter(pending__isnull=False).count(),
        to_review=len(lines_to_review(letter.slug)),
        wrong_counts=wrong_counts,
        left_office=left_office,
        has_contact=bool(letter.contact_name and (letter.contact_phone or letter.contact_email)),
        seen={point: seen.get(point) == digest for point, digest in digests.items()},
    )
    return Checklist(checklist(facts), digests)


def wrong_counts_in(source: str, document: LetterDocument) -> tuple[str, ...]:
    """What the letter's own words say of how many sign it, where its list has another number.

    The reader looks for it as in any letter: "we, 31 mayors" is held to the list.
    """
    body = markdown.read(source.encode("utf-8")).lines
    title = [Line(document.title, 1, kind="heading")] if document.title else []
    claims = find_claims([*title, *body], document.language)
    evidence = Evidence(document.signatories, document.count, claims, (), whole=True)
    found = count_mistakes(evidence, speak("en"))
    return tuple(f"“{_said(finding.source)}”: {finding.message}" for finding in found)


def _said(sources: tuple[object, ...]) -> str:
    return next((str(getattr(source, "text", "") or "") for source in sources), "")


def _left_office(letter: Letter, at: datetime) -> tuple[str, ...]:
    """Who signed and has left the office since, with the last day of the term; by name."""
    wording = speak("en")
    rows = (
        standing_signatures(letter)
        .filter(term__end__isnull=False)
        .select_related("term", "invitation__member")
    )
    return tuple(
        sorted(
            f"{row.name}, {wording.date(row.term.end)}"
            for row in rows
            if row.term.end is not None and row.term.end < today_at(row.invitation.member, at)
        )
    )


def _digest(details: tuple[str, ...]) -> str:
    return sha256_hex("\n".join(details).encode("utf-8"))


def _digest_of_files(publication: Publication) -> str:
    """Of all that the files are made from, but for when they were."""
    made_of = (publication.document, publication.facts.departures, publication.presentation)
    return sha256_hex(repr(made_of).encode("utf-8"))
