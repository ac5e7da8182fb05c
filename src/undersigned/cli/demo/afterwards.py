"""What followed the example's published letter: facts, deliveries, the press, outcomes, the next letter."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from undersigned import examples
from undersigned.actions.coverage import Cutting, record_article
from undersigned.actions.delivery import Sent, checked_file, write_delivery
from undersigned.actions.letters.follow_up import follow_up
from undersigned.actions.local_facts import record_fact
from undersigned.actions.tracking import Answer, keep_response, plan_ask, record_outcome
from undersigned.domain.coverage import Clipping
from undersigned.domain.delivery import Handing, Shown, To, Way
from undersigned.domain.press.kit import LocalFact
from undersigned.domain.tracking import Happening, Plan, Step
from undersigned.queries.letters import letter_by_slug

_BY: Final = "organiser@example.org"
_SENDER: Final = "Office of the President, domestic policy staff"
_LOOK_AGAIN: Final = timedelta(days=14)


def keep_facts(slug: str, today: date, at: datetime) -> None:
    """What local papers tell, on the register of the letter's coalition."""
    coalition = letter_by_slug(slug).coalition
    for row in _rows("facts.csv", today):
        texts = {name: row[name] for name in ("region", "place", "what", "status", "source", "address")}
        fact = LocalFact(**texts, on=_day(row["on"]), checked_on=date.fromisoformat(row["checked_on"]))
        record_fact(coalition=coalition, fact=fact, by=_BY, at=at)


def deliver(slug: str, today: date, at: datetime) -> None:
    """The letter's deliveries: some done, one planned."""
    for row in _rows("deliveries.csv", today, slug):
        handing = Handing(
            to=To(row["to"]),
            recipient=row["recipient"],
            way=Way(row["way"]),
            shown=Shown(row["shown"]),
            planned_on=_day(row["planned_on"]),
            person=row["person"],
            delivered_on=_day(row["delivered_on"]),
            proof=row["proof"],
            acknowledged_on=_day(row["acknowledged_on"]),
            acknowledgement=row["acknowledgement"],
        )
        write_delivery(slug=slug, delivery=None, sent=Sent(handing, None, _BY), at=at)


def record_outcomes(slug: str, today: date, at: datetime) -> None:
    """What became of the asks, the addressee's answer as a document, and when to look again."""
    for row in _rows("outcomes.csv", today, slug):
        happening = Happening(
            number=row["number"],
            step=Step(row["step"]),
            on=date.fromisoformat(row["on"]),
            note=row["note"],
            source=row["source"],
            address=row["address"],
            handed_to=row["handed_to"],
            handed_until=_day(row["handed_until"]),
        )
        record_outcome(slug=slug, happening=happening, by=_BY, at=at)
    answer = Answer(_SENDER, today - timedelta(days=2), "Answer of the domestic policy staff", shown=True)
    file = checked_file("answer.txt", examples.read("answer.txt", today).encode())
    keep_response(slug=slug, answer=answer, file=file, by=_BY, at=at)
    plan_ask(slug=slug, number="1b", plan=Plan(look_again_on=today + _LOOK_AGAIN))


def record_articles(slug: str, today: date, at: datetime) -> None:
    """What the papers wrote, each held against the record; one was corrected when it was asked to be."""
    for row in _rows("articles.csv", today, slug):
        clipping = Clipping(
            outlet=row["outlet"],
            title=row["title"],
            on=_day(row["on"]),
            address=row["address"],
            place=row["place"],
            region=row["region"],
            asked_on=_day(row["asked_on"]),
            corrected_on=_day(row["corrected_on"]),
        )
        cutting = Cutting(row["file"], examples.read(f"articles/{row['file']}", today).encode(), _BY)
        record_article(slug=slug, clipping=clipping, cutting=cutting, shown=row["shown"] == "yes", at=at)


def draft_follow_up(slug: str, new_slug: str, at: datetime) -> None:
    follow_up(slug=slug, new_slug=new_slug, at=at)


def _rows(file: str, today: date, slug: str = "") -> Iterator[dict[str, str]]:
    """The rows of a table of the example; of one letter, where one is given."""
    for row in csv.DictReader(examples.read(file, today).splitlines()):
        if row.get("letter", "") == slug:
            yield row


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
