"""Conditional signing: "count me in if …", settled together when the letter closes.

Conditions only ever ask for *more* signatories, never for fewer: so there is one greatest set in which
everybody's condition holds, and nobody in it could have wished for another. It is found from above: begin
with all, take out whoever's condition fails, and again, until nobody's does. A number counts everybody on
the list, oneself included.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from undersigned.domain.reasons import Reason

LARGEST_NUMBER = 1_000_000
MOST_PARTS = 24


class Group(NamedTuple):
    """Signatories that are counted together: those of a region, or of an office."""

    kind: Literal["region", "office"]
    name: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many signatories in all, or of one group."""

    number: int
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class These:
    """All these members, by their keys."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


Condition = AtLeast | These | AllOf | AnyOf
_Simple = AtLeast | These


@dataclass(frozen=True, slots=True)
class Signer:
    """A member whose yes is known; `condition` None: it signs in any case."""

    member: str
    groups: frozenset[Group]
    condition: Condition | None = None


def trouble_in_condition(condition: Condition) -> Reason | None:
    """Why nobody could sign under this condition; None where somebody can."""
    parts = list(_simple_parts(condition))
    if not parts or any(isinstance(part, These) and not part.members for part in parts):
        return Reason.CONDITION_EMPTY
    if len(parts) > MOST_PARTS or any(_is_out_of_range(part) for part in parts):
        return Reason.CONDITION_OUT_OF_RANGE
    return None


def _is_out_of_range(part: _Simple) -> bool:
    """A number below two asks for nobody else, so it is no condition; members are counted as parts."""
    if isinstance(part, These):
        return len(part.members) > MOST_PARTS
    return not 2 <= part.number <= LARGEST_NUMBER


def members_in(condition: Condition) -> frozenset[str]:
    """The keys of all members that a condition names."""
    named = (part.members for part in _simple_parts(condition) if isinstance(part, These))
    return frozenset(member for members in named for member in members)


def _simple_parts(condition: Condition) -> Iterable[_Simple]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _simple_parts(part)
    else:
        yield condition


def settle(signers: Iterable[Signer], *, others: int = 0) -> frozenset[str]:
    """The members of the greatest set in which everybody's condition holds.

    `others` are signatories of no group who are only supposed: they count wherever all are counted.
    """
    return _Settling(signers, others).settled()


class _Settling:
    """The set on its way down. Each part of a condition waits where it can fail, and is woken but once."""

    def __init__(self, signers: Iterable[Signer], others: int) -> None:
        self.standing = {signer.member: signer for signer in signers}
        self.counts: Counter[Group | None] = Counter({None: others})
        self.waiting_for_number: dict[Group | None, list[tuple[int, str]]] = defaultdict(list)
        self.waiting_for_member: dict[str, list[str]] = defaultdict(list)
        self.doubtful: list[str] = []
        for signer in self.standing.values():
            self.counts.update((None, *signer.groups))
            if signer.condition is not None:
                self._wait(signer.member, signer.condition)

    def _wait(self, member: str, condition: Condition) -> None:
        for part in _simple_parts(condition):
            if isinstance(part, AtLeast):
                self.waiting_for_number[part.group].append((part.number, member))
            else:
                for wanted in part.members:
                    self.waiting_for_member[wanted].append(member)

    def settled(self) -> frozenset[str]:
        for waiting in self.waiting_for_number.values():
            waiting.sort()
        self.doubtful = [member for member, each in self.standing.items() if each.condition is not None]
        while self.doubtful:
            signer = self.standing.get(self.doubtful.pop())
            if signer is not None and signer.condition is not None and not self._holds(signer.condition):
                self._take_out(signer)
        return frozenset(self.standing)

    def _take_out(self, signer: Signer) -> None:
        del self.standing[signer.member]
        for group in (None, *signer.groups):
            self.counts[group] -= 1
            self._wake(group)
        self.doubtful += self.waiting_for_member.pop(signer.member, [])

    def _wake(self, group: Group | None) -> None:
        """Doubt everybody who waits for more of this group than there are left."""
        waiting = self.waiting_for_number[group]
        while waiting and waiting[-1][0] > self.counts[group]:
            self.doubtful.append(waiting.pop()[1])

    def _holds(self, condition: Condition) -> bool:
        match condition:
            case AtLeast():
                return self.counts[condition.group] >= condition.number
            case These():
                return all(member in self.standing for member in condition.members)
            case AllOf():
                return all(map(self._holds, condition.parts))
            case AnyOf():
                return any(map(self._holds, condition.parts))


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the organiser sees before the letter closes: numbers, never whose.

    `signed` sign in any case, `met` conditional ones would be on the list if it closed now. With `missing`
    others more, whoever they are, `more` further conditional ones would be; None where no number of others
    alone would do that.
    """

    signed: int
    conditional: int
    met: int
    missing: int | None = None
    more: int | None = None


def forecast(signers: Iterable[Signer]) -> Forecast:
    everybody = tuple(signers)
    plain = sum(signer.condition is None for signer in everybody)
    now = len(settle(everybody))
    numbers = [
        part.number
        for signer in everybody
        if signer.condition is not None
        for part in _simple_parts(signer.condition)
        if isinstance(part, AtLeast) and part.group is None
    ]
    told = Forecast(plain, len(everybody) - plain, now - plain)
    enough = max(numbers, default=0)
    if not enough or len(settle(everybody, others=enough)) == now:
        return told
    few, many = 0, enough  # with `few` nobody comes in, with `many` somebody does
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (middle, many) if len(settle(everybody, others=middle)) == now else (few, middle)
    return Forecast(told.signed, told.conditional, told.met, many, len(settle(everybody, others=many)) - now)


def to_json(condition: Condition) -> dict[str, Any]:
    """As it is kept until the letter closes."""
    match condition:
        case AtLeast():
            among = condition.group
            return {"at_least": condition.number} | ({among.kind: among.name} if among else {})
        case These():
            return {"these": list(condition.members)}
        case AllOf():
            return {"all": [to_json(part) for part in condition.parts]}
        case AnyOf():
            return {"any": [to_json(part) for part in condition.parts]}


def from_json(kept: dict[str, Any]) -> Condition:
    """What `to_json` made."""
    if "these" in kept:
        return These(tuple(kept["these"]))
    if "at_least" in kept:
        groups = [Group(kind, kept[kind]) for kind in ("region", "office") if kind in kept]
        return AtLeast(kept["at_least"], groups[0] if groups else None)
    if "all" in kept:
        return AllOf(tuple(map(from_json, kept["all"])))
    return AnyOf(tuple(map(from_json, kept["any"])))
