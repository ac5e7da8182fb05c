"""Reads of what became of a letter's asks: its scorecard, and what a coalition's letters achieved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from undersigned.domain.delivery import Handing
from undersigned.domain.documents import LetterDocument
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.domain.tracking import (
    AskState,
    Happening,
    Ledger,
    Plan,
    Step,
    TrackedAsk,
    count_states,
    track,
)
from undersigned.errors import Refused
from undersigned.queries.delivery import deliveries_shown
from undersigned.queries.letters import letter_by_slug, text_of
from undersigned.records.models import AskPlan, Coalition, Letter, Outcome, Response


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """An addressee's answer. `shown`: the public can read it."""

    id: int
    sender: str
    on: date
    title: str
    name: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A letter's asks with all that became of them, and what went before."""

    slug: str
    title: str
    coalition: str
    coalition_slug: str
    document: LetterDocument
    published_at: datetime | None
    asks: tuple[TrackedAsk, ...]
    counts: dict[AskState, int]
    deliveries: tuple[Handing, ...]
    responses: tuple[ResponseRow, ...]

    @property
    def granted(self) -> int:
        return self.counts[AskState.DONE]

    @property
    def number(self) -> int:
        """How many asks and parts there are."""
        return sum(self.counts.values())


def public_scorecard(slug: str) -> Scorecard:
    """Refused (letter-unknown) before the letter is public."""
    letter = letter_by_slug(slug)
    if letter.state != LetterState.PUBLISHED:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    return scorecard_of(letter)


def scorecard_of(letter: Letter) -> Scorecard:
    document = text_of(letter)
    asks = track(document.asks, ledger_of(letter, document))
    return Scorecard(
        slug=letter.slug,
        title=letter.title,
        coalition=letter.coalition.name,
        coalition_slug=letter.coalition.slug,
        document=document,
        published_at=letter.published_at,
        asks=asks,
        counts=count_states(asks),
        deliveries=deliveries_shown(letter),
        responses=responses_of(letter),
    )


def ledger_of(letter: Letter, document: LetterDocument) -> Ledger:
    return Ledger(
        addressees=document.addressees,
        happenings=tuple(happening_of(row) for row in letter.outcomes.all()),
        plans={row.number: plan_of(row) for row in letter.ask_plans.all()},
    )


def happening_of(row: Outcome) -> Happening:
    return Happening(
        number=row.number,
        step=Step(row.step),
        on=row.on,
        note=row.note,
        source=row.source,
        address=row.address,
        handed_to=row.handed_to,
        handed_until=row.handed_until,
        by=row.recorded_by,
        id=row.pk,
        taken_back=row.taken_back_at is not None,
    )


def plan_of(row: AskPlan) -> Plan:
    return Plan(row.due_on, row.due_because, row.look_again_on)


def responses_of(letter: Letter) -> tuple[ResponseRow, ...]:
    """All of them, the earliest first."""
    return tuple(
        ResponseRow(row.pk, row.sender, row.on, row.title, row.name, row.shown)
        for row in letter.responses.all()
    )


def response_at(letter: Letter, number: int) -> Response:
    """Refused (outcome-unknown) if it is none of this letter's."""
    row = letter.responses.filter(pk=number).first()
    if row is None:
        raise Refused(Reason.OUTCOME_UNKNOWN)
    return row


@dataclass(frozen=True, slots=True)
class AskOfLetter:
    """One ask or part among all of a coalition's letters. `days`: from publication to its being done."""

    letter: str
    title: str
    published_on: date
    ask: TrackedAsk
    days: int | None


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a coalition's letters achieved. `typical_days` is the median of those that were done."""

    rows: tuple[AskOfLetter, ...]
    counts: dict[AskState, int]
    typical_days: int | None


def achieved_by(coalition: Coalition) -> Achieved:
    """Every ask of every published letter, the latest letter first."""
    letters = Letter.objects.filter(coalition=coalition, state=LetterState.PUBLISHED)
    rows: list[AskOfLetter] = []
    asks: list[TrackedAsk] = []
    for letter in letters.prefetch_related("editions", "outcomes", "ask_plans").order_by("-published_at"):
        document = text_of(letter)
        tracked = track(document.asks, ledger_of(letter, document))
        asks += tracked
        rows += _rows_of(letter, tracked)
    days = sorted(row.days for row in rows if row.days is not None)
    typical = days[len(days) // 2] if days else None
    return Achieved(tuple(rows), count_states(asks), typical)


def _rows_of(letter: Letter, asks: Sequence[TrackedAsk]) -> list[AskOfLetter]:
    assert letter.published_at is not None  # noqa: S101  # only published letters come here
    published_on = letter.published_at.date()
    return [
        AskOfLetter(
            letter=letter.slug,
            title=letter.title,
            published_on=published_on,
            ask=leaf,
            days=max(0, (leaf.since - published_on).days)
            if leaf.since and leaf.state is AskState.DONE
            else None,
        )
        for ask in asks
        for leaf in ask.leaves
    ]


def letters_with_lapses(on: date) -> tuple[str, ...]:
    """Slugs of published letters with an ask whose last day has perhaps passed; decided under their lock."""
    due = Letter.objects.filter(state=LetterState.PUBLISHED, asks_due_on__lt=on).order_by("asks_due_on")
    return tuple(due.values_list("slug", flat=True))


def plans_to_look_at(on: date) -> QuerySet[AskPlan]:
    """Ask plans whose day to look again has come, of published letters, not reminded of yet."""
    due = AskPlan.objects.filter(letter__state=LetterState.PUBLISHED, look_again_on__lte=on, reminded_at=None)
    return due.order_by("look_again_on", "pk")


def letters_to_look_at(on: date) -> tuple[str, ...]:
    """Slugs of the letters with such plans."""
    return tuple(dict.fromkeys(plans_to_look_at(on).values_list("letter__slug", flat=True)))
