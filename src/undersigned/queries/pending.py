"""Answers that wait: for others, until the letter closes, or for the office-holder."""

from dataclasses import dataclass, replace
from datetime import datetime

from undersigned.domain import conditions
from undersigned.domain.condition_words import in_words
from undersigned.domain.conditions import Condition, Forecast, Group, Signer
from undersigned.domain.letters import LetterState
from undersigned.domain.signing import (
    Authority,
    By,
    LinkFacts,
    PrintedLine,
    SigningFacts,
    Unnamed,
    WishesTaken,
    may_speak,
    recorded_line,
    trouble_in_printed_line,
)
from undersigned.queries.roster import delegate_of, entry_of, term_of, today_at
from undersigned.queries.signing import edition_number, standing_signatures
from undersigned.records.models import Invitation, Letter, Member, PendingAnswer, Signature
from undersigned.wording import Wording


def wishes_taken(letter: Letter) -> WishesTaken:
    return WishesTaken(Unnamed(letter.unnamed), letter.conditional)


def pending_of(invitation: Invitation) -> PendingAnswer | None:
    """The one that waits; no statement is needed for an invitation that was read with its link."""
    return getattr(invitation, "pending", None)


def acting_of(pending: PendingAnswer | None) -> By | None:
    """Who gave an answer that waits."""
    if pending is None:
        return None
    return By.DELEGATE if pending.delegate_id else By.SELF


def is_waiting(given: Signature | PendingAnswer | None) -> bool:
    """Whether a yes waits; it is no signature yet."""
    return isinstance(given, PendingAnswer)


def condition_of(pending: PendingAnswer) -> Condition | None:
    return None if pending.condition is None else conditions.from_json(pending.condition)


def groups_of(member: Member) -> frozenset[Group]:
    """What a signature of this member counts for beside the whole."""
    return frozenset({Group("region", member.region), Group("office", member.office)})


def pending_answers(letter: Letter) -> list[PendingAnswer]:
    """All that wait on a letter, with their offices, in the order they were given."""
    rows = (
        PendingAnswer.objects.filter(invitation__letter=letter)
        .select_related("invitation__member", "edition", "term", "delegate")
        .prefetch_related(*(f"invitation__member__{people}" for people in ("terms", "delegates", "domains")))
        .order_by("given_at", "pk")
    )
    return list(rows)


def counts(pending: PendingAnswer, letter: Letter, at: datetime) -> bool:
    """Whether an answer that waits can become a signature: it is complete, its giver may still speak for the
    office, and the roster's line can be printed.
    """
    recorded, _ = line_of_pending(pending)
    printable = trouble_in_printed_line(recorded) is None
    return not pending.awaits_holder and printable and still_speaks(pending, letter, at)


def still_speaks(pending: PendingAnswer, letter: Letter, at: datetime) -> bool:
    """Whether whoever gave this answer may still speak for the office, and on the text that stands."""
    member = pending.invitation.member
    today, edition = today_at(member, at), edition_number(letter)
    facts = SigningFacts(
        state=LetterState(letter.state),
        deadline=letter.deadline,
        edition=edition,
        edition_shown=None,
        member=entry_of(member, on=today, letter=letter.pk),
        today=today,
        link=LinkFacts(
            expires_at=at,
            replaced=False,
            holder=pending.term.name,
            delegate=delegate_of(pending.delegate) if pending.delegate else None,
        ),
        already_signed=False,
        authority=Authority(letter.coalition.authority),
    )
    return pending.edition.number == edition and may_speak(facts) is None


def signers_of(letter: Letter, pending: list[PendingAnswer]) -> list[Signer]:
    """Everybody whose yes counts: who has signed, and these with their conditions."""
    signed = standing_signatures(letter).select_related("invitation__member")
    plain = [Signer(row.invitation.member.key, groups_of(row.invitation.member)) for row in signed]
    wishful = [
        Signer(row.invitation.member.key, groups_of(row.invitation.member), condition_of(row))
        for row in pending
    ]
    return [*plain, *wishful]


def forecast_of(letter: Letter, *, at: datetime) -> Forecast:
    """What the organiser is told before the letter closes: numbers alone."""
    counted = [row for row in pending_answers(letter) if counts(row, letter, at)]
    return conditions.forecast(signers_of(letter, counted))


def line_of_pending(pending: PendingAnswer) -> tuple[PrintedLine, PrintedLine]:
    """The line as the roster has it, and as the signatory wants it."""
    recorded = recorded_line(entry_of(pending.invitation.member), term_of(pending.term))
    return recorded, replace(recorded, **pending.typed)


@dataclass(frozen=True, slots=True)
class PendingShown:
    """An answer that waits, on the page of the office. `condition` is in words; "" where there is none."""

    by: By
    given_by: str
    given_at: datetime
    condition: str
    awaits_holder: bool
    other_text: bool
    unnamed: bool


def pending_shown(pending: PendingAnswer | None, letter: Letter, wording: Wording) -> PendingShown | None:
    if pending is None:
        return None
    return PendingShown(
        by=By.DELEGATE if pending.delegate else By.SELF,
        given_by=pending.delegate.name if pending.delegate else pending.term.name,
        given_at=pending.given_at,
        condition=condition_in_words(pending, letter, wording),
        awaits_holder=pending.awaits_holder,
        other_text=pending.edition.number != edition_number(letter),
        unnamed=pending.show == "private",
    )


def condition_in_words(pending: PendingAnswer, letter: Letter, wording: Wording) -> str:
    condition = condition_of(pending)
    if condition is None:
        return ""
    return in_words(condition, wording, places_of(letter, conditions.members_in(condition)))


def places_of(letter: Letter, keys: frozenset[str]) -> dict[str, str]:
    """Member key → how the member is called in a condition: "Durham, NC"."""
    members = Member.objects.filter(coalition=letter.coalition, key__in=keys)
    return {member.key: place_text(member) for member in members}


def place_text(member: Member) -> str:
    return ", ".join(part for part in (member.place or member.organisation, member.region) if part)
