"""The organiser's board of a letter: where each invitation stands, whole or a page at a time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from undersigned.domain.board import Group, PaceFacts, Projection, group_of, projection
from undersigned.domain.letters import LetterState
from undersigned.domain.roster import holder_on, in_order_of_time
from undersigned.domain.signing import UNANSWERED, AnswerState, By
from undersigned.queries.pages import ListPage, Wanted, by_place, matching, page_of
from undersigned.queries.roster import holders_of, today_at
from undersigned.queries.signing import standing
from undersigned.records.models import Invitation, Letter, LineChange, Mail, Member, Note, Signature


class Standing(NamedTuple):
    """Where an invitation stands, since when, who acted, and in which region its member is."""

    state: AnswerState
    at: datetime | None
    by: By | None
    region: str


# Invitation → where it stands, in order of place.
Standings = Mapping[int, Standing]
States = Mapping[int, AnswerState]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One invited member on the organiser's board. `at` is when that state began.

    `refused` is what the mail server said to the last mail, where no address of the office can be reached.
    `recorded`: the yes that stands was taken down by an organiser; `unnamed`: it is not to be printed.
    """

    invitation: int
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
    notes: int
    refused: str = ""
    recorded: bool = False
    unnamed: bool = False

    @property
    def group(self) -> Group:
        return group_of(self.state, self.by, reached=not self.refused)


@dataclass(frozen=True, slots=True)
class RegionCount:
    """How a region stands: `signed` and `unanswered` of those `invited` in it."""

    region: str
    invited: int
    signed: int
    declined: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A letter's board as a whole. `refused` is what the mail server said, for each office out of reach."""

    standings: Standings
    refused: Mapping[int, str]

    def group(self, key: int) -> Group:
        found = self.standings[key]
        return group_of(found.state, found.by, reached=key not in self.refused)

    @property
    def groups(self) -> Counter[Group]:
        """How many are in each; thousands stand alike, and what group that is, is asked once."""
        alike = Counter(
            (each.state, each.by, key not in self.refused) for key, each in self.standings.items()
        )
        groups: Counter[Group] = Counter()
        for (state, by, reached), number in alike.items():
            groups[group_of(state, by, reached=reached)] += number
        return groups

    @property
    def regions(self) -> tuple[RegionCount, ...]:
        """By name; members without a region have none."""
        regions: dict[str, list[AnswerState]] = {}
        for each in self.standings.values():
            regions.setdefault(each.region, []).append(each.state)
        return tuple(
            RegionCount(
                region=region,
                invited=len(states),
                signed=states.count(AnswerState.SIGNED),
                declined=states.count(AnswerState.DECLINED),
                unanswered=sum(state in UNANSWERED for state in states),
            )
            for region, states in sorted(regions.items())
        )

    def keys(self, group: str = "", region: str | None = None) -> list[int]:
        """The invitations of a group, or of all; "signed" has those whom a delegate signed for, too."""
        return [
            key
            for key, each in self.standings.items()
            if region in (None, each.region) and (not group or self._is_in(key, group))
        ]

    def _is_in(self, key: int, group: str) -> bool:
        found = self.group(key)
        return group == found or (group == Group.SIGNED and found is Group.SIGNED_FOR)

    def pace(self, letter: Letter, at: datetime) -> Projection | None:
        """Where the letter will stand at its deadline; None where too little is known to say."""
        if letter.state != LetterState.CIRCULATING or letter.deadline is None or letter.circulated_at is None:
            return None
        signed = [row.at for row in self.standings.values() if row.state is AnswerState.SIGNED and row.at]
        unanswered = sum(row.state in UNANSWERED for row in self.standings.values())
        facts = PaceFacts(signed, unanswered, letter.circulated_at, letter.deadline)
        return projection(facts, at)


class _Answer(NamedTuple):
    """What an invitation's state is decided by: its own times, and those of its latest signature.

    `given_at` is when a yes was given that is no signature yet; `awaits_holder`: the office-holder has to
    confirm it.
    """

    opened_at: datetime | None
    declined_at: datetime | None
    given_at: datetime | None
    awaits_holder: bool | None
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
        pending = AnswerState.PREPARED if self.awaits_holder else AnswerState.CONDITIONAL
        states = (
            (pending, self.given_at),
            (AnswerState.DECLINED, self.declined_at),
            (AnswerState.STRUCK, self.struck_at),
            (AnswerState.WITHDRAWN, self.withdrawn_at),
            (AnswerState.LAPSED, self.lapsed_at),
            (AnswerState.OPENED, self.opened_at),
        )
        return next((found for found in states if found[1] is not None), (AnswerState.SILENT, None))


_SILENT = _Answer(None, None, None, None)  # as most are while a letter is young: one for all


def overview_of(letter: Letter) -> Overview:
    """The board as a whole, in two queries of plain values, for there may be thousands of invitations."""
    standings = standings_of(letter)
    return Overview(standings, _refused(letter, standings))


def board_of(letter: Letter) -> tuple[BoardRow, ...]:
    """All invited members of a letter in order of place, in a fixed number of queries."""
    overview = overview_of(letter)
    return _in_order(list(overview.standings), Invitation.objects.filter(letter=letter), overview)


def board_page(
    letter: Letter, overview: Overview, wanted: Wanted, group: str = "", region: str | None = None
) -> ListPage[BoardRow]:
    """A page of the board: of a group and a region, or of all of them."""
    keys = overview.keys(group, region)
    if wanted.search:
        matches = letter.invitations.filter(matching(wanted.search, "member__"))
        found = set(matches.values_list("pk", flat=True))
        keys = [key for key in keys if key in found]
    return page_of(
        keys, wanted, lambda page: _in_order(page, Invitation.objects.filter(pk__in=page), overview)
    )


def board_row(letter: Letter, invitation: int) -> BoardRow | None:
    """One row of the board; None where the letter has no such invitation."""
    overview = overview_of(letter)
    if invitation not in overview.standings:
        return None
    return _in_order([invitation], Invitation.objects.filter(pk=invitation), overview)[0]


def states_of(letter: Letter) -> States:
    """Where each invitation stands."""
    return {key: each.state for key, each in standings_of(letter).items()}


def standings_of(letter: Letter) -> Standings:
    """Where each invitation stands, in order of place."""
    return _standings(Invitation.objects.filter(letter=letter))


def _standings(invitations: QuerySet[Invitation]) -> Standings:
    """One query of plain values, for there may be thousands."""
    values = invitations.order_by(
        *by_place("member__"), "signatures__signed_at", "signatures__pk"
    ).values_list(
        "pk",
        "member__region",
        "signatures__by",
        "opened_at",
        "declined_at",
        "pending__given_at",
        "pending__awaits_holder",
        *(f"signatures__{end}_at" for end in ("signed", "withdrawn", "struck", "lapsed")),
    )
    latest: dict[int, tuple[_Answer, str | None, str]] = {}
    for key, region, by, *times in values:
        if key not in latest or not latest[key][0].stands:
            latest[key] = _Answer(*times) if any(times) else _SILENT, by, region
    return {
        key: Standing(*answer.state, By(by) if by and answer.stands else None, region)
        for key, (answer, by, region) in latest.items()
    }


def _refused(letter: Letter, standings: Standings) -> Mapping[int, str]:
    """What the mail server said, for each office of which no address has taken its last mail."""
    given_up = Mail.objects.filter(
        letter=letter, posted_at=None, refused_at__isnull=False, invitation__isnull=False
    )
    mails = (
        Mail.objects.filter(invitation__in=given_up.values("invitation"))
        .exclude(posted_at=None, refused_at=None)
        .order_by("queued_at", "pk")
        .values_list("invitation", "to", "posted_at", "last_trouble")
    )
    trouble: dict[int, str] = {}
    taken: dict[tuple[int, str], bool] = {}
    for invitation, to, posted_at, said in mails:
        taken[invitation, to.casefold()] = posted_at is not None
        if posted_at is None:
            trouble[invitation] = said
    reached = {invitation for (invitation, _), is_taken in taken.items() if is_taken}
    return {key: said for key, said in trouble.items() if key in standings and key not in reached}


def answers_since(letter: Letter, since: datetime) -> int:
    """How many answers have come since then: signatures, declines and withdrawals."""
    signatures = Signature.objects.filter(invitation__letter=letter).filter(
        Q(signed_at__gt=since) | Q(withdrawn_at__gt=since) | Q(struck_at__gt=since)
    )
    return signatures.count() + letter.invitations.filter(declined_at__gt=since).count()


def count_of(states: States) -> dict[str, int]:
    """How many were invited, and how many of them are in each state; the usual ones also at 0."""
    counted = Counter(str(state) for state in states.values())
    usual = (AnswerState.SIGNED, AnswerState.DECLINED, AnswerState.OPENED, AnswerState.SILENT)
    return {"invited": counted.total()} | dict.fromkeys(map(str, usual), 0) | counted


def _in_order(keys: list[int], invitations: QuerySet[Invitation], overview: Overview) -> tuple[BoardRow, ...]:
    """The rows of these invitations, in the order of their keys."""
    notes = Note.objects.filter(member=OuterRef("member")).order_by().values("member")
    changes = LineChange.objects.filter(
        standing("signature__"), signature__invitation=OuterRef("pk"), reviewed_at=None
    )
    found = (
        invitations.select_related("member")
        .prefetch_related("member__terms", "signatures")
        .annotate(
            notes=Coalesce(Subquery(notes.annotate(number=Count("pk")).values("number")), 0),
            changed_line=Exists(changes),
        )
    )
    rows = {invitation.pk: _row(invitation, overview) for invitation in found}
    return tuple(rows[key] for key in keys)


def answers_of(member: Member) -> tuple[tuple[Letter, BoardRow], ...]:
    """The letters that a member was invited to, the newest first, with where each invitation stands."""
    invitations = member.invitations.all()
    overview = Overview(_standings(invitations), {})
    newest = invitations.select_related("letter").order_by("-invited_at", "-pk")
    letters = {row.pk: row.letter for row in newest}
    return tuple(zip(letters.values(), _in_order(list(letters), invitations, overview), strict=True))


def _row(invitation: Any, overview: Overview) -> BoardRow:
    """The row of an invitation that `_in_order` has annotated."""
    member, day = invitation.member, today_at(invitation.member, invitation.invited_at)
    holders = holders_of(member)
    holder = holder_on(holders, day) or next(reversed(in_order_of_time(holders)), None)
    signature = _latest(list(invitation.signatures.all()))
    where = overview.standings[invitation.pk]
    stands = signature if signature and where.state is AnswerState.SIGNED else None
    return BoardRow(
        invitation=invitation.pk,
        member=member.key,
        holder=holder.name if holder else None,
        office=member.office,
        place=member.place or member.organisation,
        region=member.region,
        state=where.state,
        by=where.by,
        signed_by=(signature.delegate_name or signature.name) if signature else None,
        at=where.at,
        decline_reason=invitation.decline_reason,
        changed_line=invitation.changed_line,
        notes=invitation.notes,
        refused=overview.refused.get(invitation.pk, "") if where.state in UNANSWERED else "",
        recorded=stands is not None and stands.how == "import",
        unnamed=stands is not None and stands.show == "private",
    )


def _latest(signatures: list[Signature]) -> Signature | None:
    return max(signatures, key=lambda row: (row.stands, row.signed_at, row.pk), default=None)
