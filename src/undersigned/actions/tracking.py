"""Keep the ledger of asks: what became of each, plans, answers, and what the calendar itself brings about."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.invitations import address_of
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import About, queue_all
from undersigned.actions.programs import announce
from undersigned.domain.accounts import Right, Role, may
from undersigned.domain.attachments import Attachment
from undersigned.domain.history import Deed
from undersigned.domain.hooks import HookKind
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.domain.text import sha256_hex
from undersigned.domain.tracking import (
    Happening,
    Plan,
    Step,
    StepTrouble,
    TrackedAsk,
    is_open,
    lapses_due,
    leaves_named,
    steps_possible,
    track,
    trouble_in_step,
)
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.messages import Message, look_again
from undersigned.outside.files import keep_by_hash, kept
from undersigned.queries.letters import letter_by_slug, text_of
from undersigned.queries.tracking import ledger_of, plans_to_look_at, response_at
from undersigned.records.models import AskPlan, Letter, Outcome, Response
from undersigned.wording import speak
from undersigned.wording.tracking import STATES, STEPS

_FIELDS = ("number", "step", "on", "note", "source", "address", "handed_to", "handed_until")


@transaction.atomic
def record_outcome(*, slug: str, happening: Happening, by: str, at: datetime) -> Outcome:
    """Write down what became of an ask. Refused (not-published) and with the reason of `trouble_in_step`."""
    letter = _public(slug)
    document = text_of(letter)
    asks = _asks(letter)
    if trouble := trouble_in_step(happening, asks, written_on=document.date, today=_today(letter, at)):
        raise _refusal(trouble, happening)
    note_letter(Deed.OUTCOME_RECORDED, letter, at=at, ask=happening.number)
    return _record(letter, happening, by=by, at=at)


def _record(letter: Letter, happening: Happening, *, by: str, at: datetime) -> Outcome:
    row = Outcome(letter=letter, recorded_by=by, recorded_at=at)
    for field in _FIELDS:
        setattr(row, field, getattr(happening, field))
    row.save()
    note_when_asks_are_due(letter)
    facts = {"ask": row.number, "step": str(happening.step), "on": row.on.isoformat()}
    announce(letter, HookKind.OUTCOME, facts, key=str(row.pk), at=at)
    return row


def _refusal(trouble: StepTrouble, happening: Happening) -> Refused:
    """With the words that the reason's sentence needs."""
    wording, ask = speak("en"), trouble.ask
    if ask is None:
        return Refused(trouble.reason, field=trouble.field, number=happening.number)
    return Refused(
        trouble.reason,
        field=trouble.field,
        number=ask.number,
        state=STATES[ask.state],
        step=STEPS[happening.step].lower(),
        possible=wording.list([STEPS[step].lower() for step in steps_possible(ask.state)]),
        since=wording.date(ask.since) if ask.since else "",
    )


@transaction.atomic
def take_back(*, slug: str, outcome: int, at: datetime) -> None:
    """An entry was recorded in error: it counts no more, and stays visible as taken back.

    Refused (outcome-unknown) if it is none of this letter's, or was taken back before.
    """
    letter = _public(slug)
    if not letter.outcomes.filter(pk=outcome, taken_back_at=None).update(taken_back_at=at):
        raise Refused(Reason.OUTCOME_UNKNOWN)
    note_letter(Deed.OUTCOME_TAKEN_BACK, letter, at=at)
    note_when_asks_are_due(letter)


@transaction.atomic
def plan_ask(*, slug: str, number: str, plan: Plan) -> None:
    """Write down by when an ask can be granted, and when to look again. Refused (ask-unknown)."""
    letter = _public(slug)
    if not leaves_named(number, _asks(letter)):
        raise Refused(Reason.ASK_UNKNOWN, number=number)
    AskPlan.objects.update_or_create(
        letter=letter,
        number=number,
        defaults={
            "due_on": plan.due_on,
            "due_because": plan.due_because,
            "look_again_on": plan.look_again_on,
            "reminded_at": None,
        },
    )
    note_when_asks_are_due(letter)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an addressee answered, as it was sent in."""

    sender: str
    on: date
    title: str
    shown: bool


@transaction.atomic
def keep_response(*, slug: str, answer: Answer, file: Attachment, by: str, at: datetime) -> Response:
    """Keep an answer as a document. Refused: not-published, says-who-missing, day-in-the-future."""
    letter = _public(slug)
    if not answer.sender:
        raise Refused(Reason.SAYS_WHO_MISSING, field="sender")
    if answer.on > _today(letter, at):
        raise Refused(Reason.DAY_IN_THE_FUTURE, field="on")
    keep_by_hash(settings.DATA_DIR, file.content)
    note_letter(Deed.ANSWER_KEPT, letter, at=at)
    return Response.objects.create(
        letter=letter,
        sender=answer.sender,
        on=answer.on,
        title=answer.title or file.name,
        name=file.name,
        media_type=file.media_type,
        sha256=sha256_hex(file.content),
        shown=answer.shown,
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def show_response(*, slug: str, response: int, shown: bool) -> None:
    """Let the public read an answer, or not. Refused (outcome-unknown)."""
    row = response_at(_public(slug), response)
    row.shown = shown
    row.save(update_fields=["shown"])


def response_file(slug: str, response: int, *, public: bool) -> Attachment:
    """The document of an answer; with `public`, only one that is shown of a letter that is public.

    Refused: letter-unknown, outcome-unknown.
    """
    letter = letter_by_slug(slug)
    row = response_at(letter, response)
    content = kept(settings.DATA_DIR, row.sha256)
    if content is None or (public and not (row.shown and letter.state == LetterState.PUBLISHED)):
        raise Refused(Reason.OUTCOME_UNKNOWN)
    return Attachment(row.name, row.media_type, content)


@transaction.atomic
def let_lapse(*, slug: str, at: datetime) -> int:
    """Mark what is open still though its last day has passed, and tell the organisers; how many asks."""
    letter = lock_letter(slug)
    due = lapses_due(_asks(letter), _today(letter, at))
    mails: list[tuple[Message, str, About]] = []
    for leaf, last_day in due:
        row = _record(letter, _lapse(leaf, last_day), by="", at=at)
        mails += _reminders(letter, leaf, f"lapsed:{row.pk}", lapsed=True)
    queue_all(mails, at=at)
    note_when_asks_are_due(letter)
    return len(due)


def _lapse(leaf: TrackedAsk, last_day: date) -> Happening:
    """The calendar's own entry, on the last day: the term's end, or the ask's own date and its reason."""
    wording = speak("en")
    if leaf.until == last_day:
        note = wording.say("The term of {holder} ended.", holder=leaf.holder)
    else:
        note = leaf.plan.due_because or wording.say("The day named for it has passed.")
    return Happening(number=leaf.number, step=Step.LAPSE, on=max(last_day, leaf.since or last_day), note=note)


@transaction.atomic
def remind_to_look(*, slug: str, at: datetime) -> None:
    """Tell the organisers that they wanted to look again at asks of a letter."""
    letter = lock_letter(slug)
    for row in plans_to_look_at(at.date()).filter(letter=letter):
        row.reminded_at = at
        row.save(update_fields=["reminded_at"])
        for leaf in leaves_named(row.number, _asks(letter))[:1]:
            key = f"look-again:{row.pk}:{row.look_again_on}"
            queue_all(_reminders(letter, leaf, key, lapsed=False), at=at)


def _reminders(
    letter: Letter, ask: TrackedAsk, key: str, *, lapsed: bool
) -> list[tuple[Message, str, About]]:
    """One mail to each organiser who may do something about it."""
    values = look_again.LookAgain(
        title=letter.title,
        coalition=letter.coalition.name,
        ask=f"{ask.number}. {ask.text}",
        state=STATES[ask.state],
        lapsed=lapsed,
        address=address_of(f"/desk/letters/{letter.slug}/asks/"),
    )
    message = look_again.write(speak("en"), values)
    appointed = letter.coalition.appointments.select_related("organiser").order_by("pk")
    return [
        (message, row.organiser.email, About(letter.coalition, f"{key}:{row.organiser_id}", letter))
        for row in appointed
        if may(Role(row.role), Right.EDIT) is None
    ]


def note_when_asks_are_due(letter: Letter) -> None:
    """Keep beside the letter when its next open ask lapses."""
    days = [leaf.last_day for ask in _asks(letter) for leaf in ask.leaves if is_open(leaf.state)]
    letter.asks_due_on = min((day for day in days if day), default=None)
    letter.save(update_fields=["asks_due_on"])


def _asks(letter: Letter) -> tuple[TrackedAsk, ...]:
    document = text_of(letter)
    return track(document.asks, ledger_of(letter, document))


def _public(slug: str) -> Letter:
    letter = lock_letter(slug)
    if letter.state != LetterState.PUBLISHED:
        raise Refused(Reason.NOT_PUBLISHED)
    return letter


def _today(letter: Letter, at: datetime) -> date:
    """The day where the organiser is."""
    return at.astimezone(zone_named(letter.deadline_zone)).date()
