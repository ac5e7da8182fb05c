"""Conditions settled: the greatest set in which everybody's condition holds, against brute force."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Group,
    Signer,
    These,
    forecast,
    from_json,
    settle,
    to_json,
    trouble_in_condition,
)
from undersigned.domain.reasons import Reason

CAROLINA, OHIO = Group("region", "NC"), Group("region", "OH")
MEMBERS = "abcdefg"

parts = st.one_of(
    st.builds(AtLeast, st.integers(2, 8), st.sampled_from([None, CAROLINA, OHIO])),
    st.builds(These, st.lists(st.sampled_from(f"{MEMBERS}x"), min_size=1, max_size=3).map(tuple)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    parts,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
cases = st.lists(
    st.tuples(st.sampled_from([CAROLINA, OHIO]), st.none() | conditions), max_size=len(MEMBERS)
).map(
    lambda drawn: [
        Signer(member, frozenset({region}), condition)
        for member, (region, condition) in zip(MEMBERS, drawn, strict=False)
    ]
)


def holds(condition: Condition | None, together: tuple[Signer, ...], others: int) -> bool:
    """The meaning of a condition, said as plainly as can be."""
    match condition:
        case None:
            return True
        case AtLeast(number, None):
            return len(together) + others >= number
        case AtLeast(number, group):
            return sum(group in signer.groups for signer in together) >= number
        case These(members):
            return set(members) <= {signer.member for signer in together}
        case AllOf(inner):
            return all(holds(part, together, others) for part in inner)
        case AnyOf(inner):
            return any(holds(part, together, others) for part in inner)


def by_brute_force(signers: list[Signer], others: int = 0) -> frozenset[str]:
    """Of all sets with everybody who has no condition, the largest in which every condition holds."""
    plain = tuple(signer for signer in signers if signer.condition is None)
    wishful = [signer for signer in signers if signer.condition is not None]
    for size in range(len(wishful), -1, -1):
        for chosen in combinations(wishful, size):
            together = (*plain, *chosen)
            if all(holds(signer.condition, together, others) for signer in chosen):
                return frozenset(signer.member for signer in together)
    raise AssertionError("the empty choice always holds")


@pytest.mark.hypothesis
@given(cases, st.integers(0, 3))
def test_the_set_is_the_greatest_in_which_everybodys_condition_holds(
    signers: list[Signer], others: int
) -> None:
    assert settle(signers, others=others) == by_brute_force(signers, others)


@pytest.mark.hypothesis
@given(cases)
def test_the_forecast_names_the_smallest_number_of_others_that_brings_somebody_in(
    signers: list[Signer],
) -> None:
    told = forecast(signers)
    now = len(by_brute_force(signers))
    assert told.signed + told.met == now
    brought = [len(by_brute_force(signers, others)) - now for others in range(10)]
    first = next((others for others, more in enumerate(brought) if more), None)
    assert (told.missing, told.more) == ((first, brought[first]) if first is not None else (None, None))


@pytest.mark.hypothesis
@given(conditions)
def test_a_condition_is_kept_and_read_back(condition: Condition) -> None:
    assert from_json(to_json(condition)) == condition


def signer(member: str, condition: Condition | None = None, region: Group = CAROLINA) -> Signer:
    return Signer(member, frozenset({region}), condition)


def test_two_who_wait_for_each_other_both_sign() -> None:
    assert settle([signer("a", These(("b",))), signer("b", These(("a",)))]) == {"a", "b"}


def test_one_whose_condition_fails_takes_along_who_counted_on_them() -> None:
    waiting = [signer("a", AtLeast(3)), signer("b", AtLeast(2)), signer("c", AtLeast(9))]
    assert settle(waiting) == frozenset()


def test_a_number_counts_oneself() -> None:
    assert settle([signer("a"), signer("b", AtLeast(2))]) == {"a", "b"}


def test_a_region_counts_its_own_alone() -> None:
    signers = [signer("a"), signer("b", region=OHIO), signer("c", AtLeast(2, OHIO), region=OHIO)]
    assert settle(signers) == {"a", "b", "c"}
    assert settle([*signers[:1], signers[2]]) == {"a"}


def test_the_organiser_reads_how_many_others_would_bring_how_many_in() -> None:
    signers = [signer(name) for name in "abc"] + [signer(name, AtLeast(10)) for name in "defg"]
    told = forecast(signers)
    assert (told.signed, told.conditional, told.met) == (3, 4, 0)
    assert (told.missing, told.more) == (3, 4)


def test_a_chain_of_ten_thousand_that_breaks_at_its_end_breaks_whole() -> None:
    chain = [signer(str(number), These((str(number + 1),))) for number in range(10_000)]
    assert settle([*chain, signer("plain")]) == {"plain"}
    assert len(settle([*chain, signer("10000"), signer("plain")])) == 10_002


@pytest.mark.parametrize(
    ("condition", "trouble"),
    [
        (AtLeast(2), None),
        (AtLeast(1), Reason.CONDITION_OUT_OF_RANGE),
        (AtLeast(1_000_001), Reason.CONDITION_OUT_OF_RANGE),
        (These(()), Reason.CONDITION_EMPTY),
        (AnyOf(()), Reason.CONDITION_EMPTY),
        (AllOf((AtLeast(5), AnyOf((These(("a",)), AtLeast(0))))), Reason.CONDITION_OUT_OF_RANGE),
        (AllOf(tuple(AtLeast(5) for _ in range(25))), Reason.CONDITION_OUT_OF_RANGE),
        (These(tuple(map(str, range(25)))), Reason.CONDITION_OUT_OF_RANGE),
    ],
)
def test_a_condition_that_asks_for_nobody_else_is_refused(
    condition: Condition, trouble: Reason | None
) -> None:
    assert trouble_in_condition(condition) is trouble
