"""The organiser's board of a letter: where each invitation stands, whole or a page at a time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from undersigned.domain.roster import holder_on, in_order_of_time
from undersigned.domain.signing import AnswerState, By
from undersigned.queries.pages import ListPage, Wanted, by_place, matching, page_of
from undersigned.queries.roster import holders_of, today_at
from undersigned.records.models import Invitation, Letter, Member, Signature

# Invitation → its state, in order of place.
States = Mapping[int, AnswerState]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One invited member on the organiser's board. `at` is when that state began."""

    member: str
    holder: str | None
    office: str
    place: str
    region: str
    state: AnswerState
    by: By | None
    signed_by: str | None
    at: datetime | None
    decline_reason: str
    changed_line: bool


class _Answer(NamedTuple):
    """What an invitation's state is decided by: its own times, and those of its latest signature."""

    opened_at: datetime | None
    declined_at: datetime | None
    signed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    struck_at: datetime | None = None
    lapsed_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.signed_at is not None and not (self.withdrawn_at or self.struck_at or self.lapsed_at)

    @property
    def state(self) -> tuple[AnswerState, datetime | None]:
        """The state, and when it began."""
        if self.stands:
            return AnswerState.SIGNED, self.signed_at
        states = (
            (AnswerState.DECLINED, self.declined_at),
            (AnswerState.STRUCK, self.struck_at),
            (AnswerState.WITHDRAWN, self.withdrawn_at),
            (AnswerState.LAPSED, self.lapsed_at),
            (AnswerState.OPENED, self.opened_at),
        )
        return next((found for found in states if found[1] is not None), (AnswerState.SILENT, None))


def board_of(letter: Letter) -> tuple[BoardRow, ...]:
    """All invited members of a letter in order of place, in a fixed number of queries."""
    return _in_order(list(states_of(letter)), Invitation.objects.filter(letter=letter))


def board_page(letter: Letter, states: States, wanted: Wanted, state: str = "") -> ListPage[BoardRow]:
    """A page of the board: of those in a state, or of all of them."""
    keys = [key for key, now in states.items() if state in ("", now)]
    if wanted.search:
        matches = letter.invitations.filter(matching(wanted.search, "member__"))
        found = set(matches.values_list("pk", flat=True))
        keys = [key for key in keys if key in found]
    return page_of(keys, wanted, _rows_of)


def states_of(letter: Letter) -> States:
    """Where each invitation stands: one query of plain values, for there may be thousands."""
    values = (
        Invitation.objects.filter(letter=letter)
        .order_by(*by_place("member__"), "signatures__signed_at", "signatures__pk")
        .values_list(
            "pk",
            "opened_at",
            "declined_at",
            *(f"signatures__{end}_at" for end in ("signed", "withdrawn", "struck", "lapsed")),
        )
    )
    latest: dict[int, _Answer] = {}
    for key, *times in values:
        if key not in latest or not latest[key].stands:
            latest[key] = _Answer(*times)
    return {key: answer.state[0] for key, answer in latest.items()}


def count_of(states: States) -> dict[str, int]:
    """How many were invited, and how many of them are in each state; the usual ones also at 0."""
    counted = Counter(str(state) for state in states.values())
    usual = (AnswerState.SIGNED, AnswerState.DECLINED, AnswerState.OPENED, AnswerState.SILENT)
    return {"invited": counted.total()} | dict.fromkeys(map(str, usual), 0) | counted


def _rows_of(keys: list[int]) -> tuple[BoardRow, ...]:
    return _in_order(keys, Invitation.objects.filter(pk__in=keys))


def _in_order(keys: list[int], invitations: QuerySet[Invitation]) -> tuple[BoardRow, ...]:
    """The rows of these invitations, in the order of their keys."""
    found = invitations.select_related("member").prefetch_related("member__terms", "signatures__line_changes")
    rows = {invitation.pk: _row(invitation) for invitation in found}
    return tuple(rows[key] for key in keys)


def answers_of(member: Member) -> tuple[tuple[Letter, BoardRow], ...]:
    """The letters that a member was invited to, the newest first, with where each invitation stands."""
    invitations = (
        member.invitations.select_related("member", "letter")
        .prefetch_related("member__terms", "signatures__line_changes")
        .order_by("-invited_at", "-pk")
    )
    return tuple((row.letter, _row(row)) for row in invitations)


def _row(invitation: Invitation) -> BoardRow:
    member, day = invitation.member, today_at(invitation.member, invitation.invited_at)
    holders = holders_of(member)
    holder = holder_on(holders, day) or next(reversed(in_order_of_time(holders)), None)
    signature = _latest(list(invitation.signatures.all()))
    state, at = _answer(invitation, signature).state
    return BoardRow(
        member=member.key,
        holder=holder.name if holder else None,
        office=member.office,
        place=member.place or member.organisation,
        region=member.region,
        state=state,
        by=By(signature.by) if signature and state is AnswerState.SIGNED else None,
        signed_by=(signature.delegate_name or signature.name) if signature else None,
        at=at,
        decline_reason=invitation.decline_reason,
        changed_line=signature is not None
        and signature.stands
        and any(change.reviewed_at is None for change in signature.line_changes.all()),
    )


def _latest(signatures: list[Signature]) -> Signature | None:
    return max(signatures, key=lambda row: (row.stands, row.signed_at, row.pk), default=None)


def _answer(invitation: Invitation, signature: Signature | None) -> _Answer:
    answer = _Answer(invitation.opened_at, invitation.declined_at)
    if signature is None:
        return answer
    return answer._replace(
        signed_at=signature.signed_at,
        withdrawn_at=signature.withdrawn_at,
        struck_at=signature.struck_at,
        lapsed_at=signature.lapsed_at,
    )
