"""Record what the press says of a letter, held against the record; follow a mistake until it is corrected."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.letters import lock_letter
from undersigned.actions.publishing import publish_again
from undersigned.domain.coverage import Clipping, trouble_in_clipping
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.outputs.json import findings_as_json
from undersigned.queries.coverage import article_at, clipping_of
from undersigned.queries.publishing import publication_of
from undersigned.reading.coverage import Coverage, check_article
from undersigned.reading.letters import read_article
from undersigned.records.models import Article, Letter

_LONGEST_TITLE = 300
_TEXT = "article.txt"


@dataclass(frozen=True, slots=True)
class Cutting:
    """An article as it was sent in: the file's name and bytes, and who sent it."""

    name: str
    content: bytes
    by: str

    @classmethod
    def of_text(cls, text: str, by: str) -> "Cutting":
        return cls(_TEXT, text.encode("utf-8"), by)


@transaction.atomic
def record_article(*, slug: str, clipping: Clipping, cutting: Cutting, shown: bool, at: datetime) -> Article:
    """Check an article and keep what was found. A title or a day that was not given is read from it.

    Unreadable if the file is no article; Refused: not-published, article-empty, and with the reasons of
    `trouble_in_clipping`.
    """
    letter = _public(slug)
    if not cutting.content.strip():
        raise Refused(Reason.ARTICLE_EMPTY, field="text")
    read, own = read_article(cutting.name, cutting.content)
    title, on = clipping.title or read.title or "", clipping.on or read.date
    clipping = replace(clipping, title=title[:_LONGEST_TITLE], on=on)
    _require_sound(clipping, letter, at=at)
    found = check_article(read, own, publication_of(letter).document)
    row = Article(letter=letter, recorded_by=cutting.by, recorded_at=at, shown=shown)
    row.text = "\n".join(line.text for line in own)
    note_letter(Deed.ARTICLE_RECORDED, letter, at=at)
    return _save(row, clipping, found, at=at)


@transaction.atomic
def bring_up_to_date(*, slug: str, article: int, clipping: Clipping, shown: bool, at: datetime) -> Article:
    """Change what is recorded about an article, such as that its correction was asked for, or was made."""
    letter = _public(slug)
    row = article_at(letter, article)
    _require_sound(clipping, letter, at=at)
    row.shown = shown
    return _save(row, clipping, None, at=at)


@transaction.atomic
def check_again(*, slug: str, article: int, at: datetime) -> Article:
    """Hold the article against the record as it stands now: the list may have changed since."""
    letter = _public(slug)
    row = article_at(letter, article)
    read, own = read_article(_TEXT, row.text.encode("utf-8"))
    found = check_article(read, own, publication_of(letter).document)
    return _save(row, clipping_of(row), found, at=at)


@transaction.atomic
def take_out(*, slug: str, article: int, at: datetime) -> None:
    """Delete an article from the record, with its text. Refused (article-unknown)."""
    letter = lock_letter(slug)
    article_at(letter, article).delete()
    note_letter(Deed.ARTICLE_TAKEN_OUT, letter, at=at)
    publish_again(letter, at=at)


def _public(slug: str) -> Letter:
    letter = lock_letter(slug)
    if letter.state != LetterState.PUBLISHED:
        raise Refused(Reason.NOT_PUBLISHED)
    return letter


def _require_sound(clipping: Clipping, letter: Letter, *, at: datetime) -> None:
    today = at.astimezone(zone_named(letter.deadline_zone)).date()
    if trouble := trouble_in_clipping(clipping, today):
        raise Refused(trouble.reason, field=trouble.field)


def _save(row: Article, clipping: Clipping, found: Coverage | None, *, at: datetime) -> Article:
    for name in Clipping.__dataclass_fields__:
        setattr(row, name, getattr(clipping, name))
    if found is not None:
        findings: list[dict[str, Any]] = findings_as_json(found.findings)
        row.findings, row.correction, row.checked_at = findings, found.correction or "", at
    row.save()
    publish_again(row.letter, at=at)
    return row
