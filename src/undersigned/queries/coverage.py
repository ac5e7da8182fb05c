"""Reads of what the press said of a letter."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.coverage import Clipping, Correction, Covered, correction_of, mistakes_in
from undersigned.domain.documents import Finding
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.reading.letter_json import findings_of_json
from undersigned.records.models import Article, Letter


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article at the desk. `mistakes` are those findings that an outlet would correct."""

    id: int
    clipping: Clipping
    findings: tuple[Finding, ...]
    mistakes: int
    standing: Correction
    correction: str
    shown: bool
    text: str
    checked_at: datetime
    recorded_by: str


def articles_of(letter: Letter) -> tuple[ArticleRow, ...]:
    """The newest first."""
    return tuple(map(article_row, letter.articles.all()))


def article_at(letter: Letter, number: int) -> Article:
    """Refused (article-unknown) if it is none about this letter."""
    row = letter.articles.filter(pk=number).first()
    if row is None:
        raise Refused(Reason.ARTICLE_UNKNOWN)
    return row


def article_row(row: Article) -> ArticleRow:
    findings = findings_of_json(row.findings)
    mistakes = len(mistakes_in(findings))
    return ArticleRow(
        id=row.pk,
        clipping=clipping_of(row),
        findings=findings,
        mistakes=mistakes,
        standing=correction_of(clipping_of(row), mistakes),
        correction=row.correction,
        shown=row.shown,
        text=row.text,
        checked_at=row.checked_at,
        recorded_by=row.recorded_by,
    )


def clipping_of(row: Article) -> Clipping:
    return Clipping(**{name: getattr(row, name) for name in Clipping.__dataclass_fields__})


def covered_by(letter: Letter) -> tuple[Covered, ...]:
    """What the public sees of it, the newest first."""
    names = Covered.__dataclass_fields__
    return tuple(
        Covered(**{name: getattr(row, name) for name in names}) for row in letter.articles.filter(shown=True)
    )


def places_covered(letter: Letter) -> tuple[tuple[str, int], ...]:
    """Where it was told, by region and place, with how many articles; those without a place are not in it."""
    where = (
        ", ".join(part for part in (row.place, row.region) if part)
        for row in letter.articles.only("place", "region")
    )
    return tuple(
        sorted(Counter(place for place in where if place).items(), key=lambda item: (-item[1], item[0]))
    )
