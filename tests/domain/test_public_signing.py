"""Signing by the public, as rules: addresses, limits, doubts, rules and the form, without a database."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain import limits
from undersigned.domain.duplicates import Person, find_alike
from undersigned.domain.letters import Access, LetterState
from undersigned.domain.mail_address import read_address
from undersigned.domain.public_signing import (
    Accepts,
    ConfirmFacts,
    FilledForm,
    FormChoice,
    OpenLetterFacts,
    Part,
    PublicLine,
    Signer,
    is_public,
    may_ask,
    may_confirm,
    trouble_in_form,
)
from undersigned.domain.reasons import Reason
from undersigned.domain.review import (
    Circumstances,
    Doubt,
    Rule,
    RuleField,
    doubts_about,
    is_held,
    name_key,
)

AT = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
OPEN = OpenLetterFacts(LetterState.CIRCULATING, Access.OPEN, AT + timedelta(days=1))


@pytest.mark.parametrize(
    ("spellings", "canonical"),
    [
        (("ann.bell@gmail.com", "AnnBell+x@googlemail.com", "a.n.n.b.e.l.l@GMAIL.com"), "annbell@gmail.com"),
        (("ann.bell@example.org", "Ann.Bell+tag@EXAMPLE.org"), "ann.bell@example.org"),
        (("x@bücher.example", "x@xn--bcher-kva.example"), "x@xn--bcher-kva.example"),
    ],
)
def test_spellings_of_one_mailbox_have_one_canonical_address(
    spellings: tuple[str, ...], canonical: str
) -> None:
    found = [read_address(spelling) for spelling in spellings]
    assert {address.canonical for address in found if address} == {canonical}
    assert all(found)


@pytest.mark.parametrize(
    "text", ["", "ann", "ann@", "@example.org", "a b@example.org", "ann@localhost", "a" * 300]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert read_address(text) is None


@given(st.text(max_size=300))
def test_whatever_is_typed_is_an_address_or_is_not(text: str) -> None:
    address = read_address(text)
    assert address is None or address.canonical.count("@") == 1


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.9", "203.0.113.9/32"),
        ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9/32"),
        ("127.0.0.1", None),
        ("10.1.2.3", None),
        ("fe80::1%eth0", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_a_place_on_the_network_is_a_household_or_tells_nothing(address: str, place: str | None) -> None:
    assert limits.place_on_the_network(address) == place


def test_a_limit_counts_within_its_window_and_says_when_it_is_over() -> None:
    limit = limits.Limit("forms", 2, timedelta(hours=1))
    assert [limits.too_many(limit, number) for number in (1, 2, 3)] == [None, None, Reason.TOO_MANY_AT_ONCE]
    assert (
        limit.window(AT) == limit.window(AT + timedelta(minutes=59)) != limit.window(AT + timedelta(hours=1))
    )
    assert limit.seconds_left(AT + timedelta(minutes=59)) == 60


def filled(**fields: str) -> FilledForm:
    signer = Signer.ORGANISATION if fields.pop("signer", "") else Signer.INDIVIDUAL
    email, postcode = fields.pop("email", "ann@example.org"), fields.pop("postcode", "")
    return FilledForm(PublicLine(signer, **{"name": "Ann Bell", **fields}), email, postcode)


@pytest.mark.parametrize(
    ("form", "choice", "field", "reason"),
    [
        (filled(name=""), FormChoice(), "name", Reason.NAME_NOT_GIVEN),
        (filled(email="ann"), FormChoice(), "email", Reason.EMAIL_NOT_USABLE),
        (filled(signer="yes"), FormChoice(), "organisation", Reason.ORGANISATION_MISSING),
        (
            filled(signer="yes", organisation="Lamps"),
            FormChoice(accepts=Accepts.INDIVIDUALS),
            "organisation",
            Reason.ONLY_INDIVIDUALS,
        ),
        (filled(), FormChoice(accepts=Accepts.ORGANISATIONS), "organisation", Reason.ONLY_ORGANISATIONS),
        (filled(postcode="\x00"), FormChoice((Part.POSTCODE,)), "postcode", Reason.CONTROL_CHARACTERS),
    ],
)
def test_what_is_wrong_with_a_form_is_told_by_field(
    form: FilledForm, choice: FormChoice, field: str, reason: Reason
) -> None:
    trouble = trouble_in_form(form, choice)
    assert trouble is not None
    assert (trouble.field, trouble.reason) == (field, reason)


@pytest.mark.parametrize("state", LetterState)
@pytest.mark.parametrize("access", Access)
def test_a_letter_can_be_signed_by_the_public_only_while_it_circulates_openly(
    state: LetterState, access: Access
) -> None:
    facts = OpenLetterFacts(state, access, AT + timedelta(days=1))
    signable = state is LetterState.CIRCULATING and access is Access.OPEN
    assert (may_ask(facts, AT) is None) is signable
    assert may_ask(facts, AT + timedelta(days=1)) is not None
    shown = {LetterState.CIRCULATING, LetterState.CLOSED} if access is Access.OPEN else set()
    assert is_public(facts) is (state in shown | {LetterState.PUBLISHED})


def test_a_link_confirms_once_in_time_and_under_the_text_that_was_read() -> None:
    week = AT + timedelta(days=7)
    assert may_confirm(ConfirmFacts(OPEN, 2, None, week, False, False), AT) is None
    assert may_confirm(ConfirmFacts(OPEN, 2, 2, week, False, False), AT) is None
    assert may_confirm(ConfirmFacts(OPEN, 2, 1, week, False, False), AT) is Reason.OTHER_EDITION
    assert may_confirm(ConfirmFacts(OPEN, 2, 2, AT, False, False), AT) is Reason.LINK_EXPIRED
    assert may_confirm(ConfirmFacts(OPEN, 2, 2, week, True, False), AT) is Reason.ALREADY_SIGNED
    assert may_confirm(ConfirmFacts(OPEN, 2, 2, week, False, True), AT) is Reason.ALREADY_SIGNED


def test_what_was_forgotten_is_confirmed_by_no_link() -> None:
    week = AT + timedelta(days=7)
    assert (
        may_confirm(ConfirmFacts(OPEN, 2, 2, week, False, False, forgotten=True), AT) is Reason.LINK_UNKNOWN
    )
    assert (
        may_confirm(ConfirmFacts(OPEN, 2, 2, week, True, False, forgotten=True), AT) is Reason.ALREADY_SIGNED
    )


def test_a_doubt_that_is_only_worth_a_look_holds_nobody() -> None:
    line = PublicLine(Signer.INDIVIDUAL, "Ann Bell 2")
    known = Circumstances("school.example", same_name=True, domain_count=10_000)
    doubts = doubts_about(line, known)
    assert doubts == (Doubt.FIGURES_IN_NAME, Doubt.SAME_NAME, Doubt.BURST)
    assert not is_held(doubts)
    assert doubts_about(line, Circumstances("gmail.com", domain_count=10_000)) == (Doubt.FIGURES_IN_NAME,)


def test_an_office_of_the_state_with_an_address_of_the_state_is_not_doubted() -> None:
    line = PublicLine(Signer.INDIVIDUAL, "Ann Bell", "Senator")
    assert doubts_about(line, Circumstances("senate.gov")) == ()
    assert doubts_about(line, Circumstances("notsenate.gov.example")) == (Doubt.PROMINENT_ROLE,)


def test_one_name_is_compared_without_accents_case_signs_and_order() -> None:
    assert name_key("GARCÍA, María") == name_key("Maria Garcia")
    assert name_key("Дмитрий Орлов") != name_key("Дмитрий Орлова")


def test_a_rule_catches_the_whole_or_a_part_and_an_empty_one_nothing() -> None:
    assert Rule(RuleField.PLACE, "LUND").catches("Lund")
    assert not Rule(RuleField.PLACE, "Lun").catches("Lund")
    assert Rule(RuleField.PLACE, "lun", part=True).catches("Lund")
    assert not Rule(RuleField.NAME, " ", part=True).catches("Ann")


def test_planted_duplicates_are_found_among_two_thousand_and_hardly_anybody_else() -> None:
    chance = random.Random(7)
    letters = "abcdefghijklmnoprstuvw"
    people = [
        Person(
            n,
            "".join(chance.choices(letters, k=8)).title()
            + " "
            + "".join(chance.choices(letters, k=9)).title(),
            f"Town {n % 90}",
        )
        for n in range(2_000)
    ]
    planted = []
    for n in range(60):
        name = people[n].name
        slipped = name[:-2] + name[-1] + name[-2]
        changed = (name, slipped, " ".join(reversed(name.split())), name.upper())[n % 4]
        planted.append((n, 2_000 + n))
        people.append(Person(2_000 + n, changed, people[n].place))
    found = {(pair.first, pair.second) for pair in find_alike(people)}
    assert len(found & set(planted)) >= 58
    assert len(found - set(planted)) <= 2


def test_one_name_in_two_places_is_no_pair() -> None:
    assert find_alike([Person(1, "Maria Garcia", "Lund"), Person(2, "Maria Garcia", "Bern")]) == []
    (pair,) = find_alike([Person(1, "Maria Garcia", "Lund"), Person(2, "García, María", "lund")])
    assert (pair.first, pair.second, pair.why) == (1, 2, "same-name-and-place")
