"""How mails go out: checked words, and the same hour where each office is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain.own_words import (
    OwnWords,
    paragraphs,
    trouble_in_message,
    trouble_in_words,
)
from undersigned.domain.reasons import Reason
from undersigned.domain.sending import Round, first_moment, is_due, is_over, may_be_planned, moment_of

DEADLINE = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)  # five in the afternoon in New York
NEW_YORK = "America/New_York"
NINE = time(9)


def trouble(subject: str = "", opening: str = "") -> tuple[str, Reason] | None:
    found = trouble_in_words(OwnWords(subject, opening))
    return (found.field, found.reason) if found else None


@pytest.mark.parametrize(
    ("subject", "opening", "expected"),
    [
        ("Sign by Friday\r\nBcc: everybody@example.org", "", ("subject", Reason.LINE_BREAK)),
        ("Sign\nnow", "", ("subject", Reason.LINE_BREAK)),
        ("", "Dear friends,\n\nplease", ("opening", Reason.LINE_BREAK)),
        ("", "Read <b>this</b>", ("opening", Reason.MARKUP)),
        ("", "<script>alert(1)</script>", ("opening", Reason.MARKUP)),
        ("", "See [the letter](x)", ("opening", Reason.MARKUP)),
        ("", "Very **important**", ("opening", Reason.MARKUP)),
        ("", "Tom &amp; I", ("opening", Reason.MARKUP)),
        ("", "Look at https://example.org", ("opening", Reason.WEB_ADDRESS)),
        ("x\u202ey", "", ("subject", Reason.DIRECTION_OVERRIDE)),
        ("x\0y", "", ("subject", Reason.CONTROL_CHARACTERS)),
        ("x" * 151, "", ("subject", Reason.WORDS_TOO_LONG)),
        ("", "x" * 1001, ("opening", Reason.WORDS_TOO_LONG)),
    ],
)
def test_what_cannot_stand_in_a_mail_is_refused(
    subject: str, opening: str, expected: tuple[str, Reason]
) -> None:
    assert trouble(subject, opening) == expected


@pytest.mark.parametrize("words", ["", "Sign by Friday: 5 < 6 & more", "Подпишите до пятницы", "x" * 150])
def test_plain_words_of_any_script_are_fine(words: str) -> None:
    assert trouble(words, words) is None


def test_a_message_may_have_paragraphs_and_is_never_empty() -> None:
    assert trouble_in_message("Dear Ada,\r\n\r\nplease call.") is None
    assert paragraphs("Dear Ada,\r\n\r\nplease\r\ncall.") == ["Dear Ada,", "please call."]
    empty = trouble_in_message(" \n ")
    assert empty
    assert empty.reason is Reason.MESSAGE_EMPTY


def test_an_office_whose_zone_is_unknown_is_reminded_as_where_the_deadline_was_set() -> None:
    one = Round(hour=NINE, days_before=1)
    assert moment_of(one, DEADLINE, NEW_YORK, "") == moment_of(one, DEADLINE, NEW_YORK, NEW_YORK)


def test_the_same_hour_comes_later_in_the_west() -> None:
    three_before = Round(hour=NINE, days_before=3)
    east, west = (
        moment_of(three_before, DEADLINE, NEW_YORK, zone) for zone in (NEW_YORK, "Pacific/Honolulu")
    )
    assert east == datetime(2026, 11, 28, 14, 0, tzinfo=UTC)
    assert west - east == timedelta(hours=5)


def test_days_before_count_from_the_day_of_the_deadline_where_it_was_set() -> None:
    """At ten in the evening of Honolulu it is the next day in New York."""
    late = datetime(2026, 12, 2, 8, 0, tzinfo=UTC)
    found = moment_of(Round(hour=NINE, days_before=1), late, "Pacific/Honolulu", NEW_YORK)
    assert found.date() == date(2026, 11, 30)


def test_a_round_in_one_zone_is_one_moment_for_all() -> None:
    one = Round(hour=NINE, on=date(2026, 11, 28), zone="UTC")
    assert moment_of(one, DEADLINE, NEW_YORK, NEW_YORK) == moment_of(one, DEADLINE, NEW_YORK, "Asia/Tokyo")


def test_a_moment_is_due_once_it_has_come_and_not_half_a_day_later() -> None:
    moment, planned = datetime(2026, 11, 28, 14, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
    assert not is_due(moment, planned, moment - timedelta(seconds=1))
    assert is_due(moment, planned, moment)
    assert is_due(moment, planned, moment + timedelta(hours=11))
    assert not is_due(moment, planned, moment + timedelta(hours=12))
    assert is_over(moment, planned, moment + timedelta(hours=12))


def test_a_moment_that_was_past_when_it_was_planned_never_comes() -> None:
    moment = datetime(2026, 11, 28, 14, tzinfo=UTC)
    planned = moment + timedelta(minutes=1)
    assert not is_due(moment, planned, planned)
    assert is_over(moment, planned, planned)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (Round(hour=NINE, on=date(2026, 11, 24), zone="UTC"), Reason.TIME_NOT_USABLE),
        (Round(hour=NINE, days_before=30), Reason.TIME_NOT_USABLE),
        (Round(hour=NINE, on=date(2026, 12, 2)), Reason.TIME_AFTER_DEADLINE),
        (Round(hour=time(23), days_before=0), Reason.TIME_AFTER_DEADLINE),
        (Round(hour=NINE, days_before=0), None),
        (Round(hour=NINE, days_before=3), None),
    ],
)
def test_a_round_lies_ahead_and_before_the_deadline(planned: Round, expected: Reason | None) -> None:
    at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    assert may_be_planned(planned, DEADLINE, NEW_YORK, at) == expected


@given(
    st.sampled_from([NEW_YORK, "Pacific/Kiritimati", "Pacific/Pago_Pago", "", "Asia/Kolkata"]),
    st.integers(0, 60),
)
def test_nobody_is_reminded_before_the_first_moment(zone: str, days: int) -> None:
    planned = Round(hour=NINE, days_before=days)
    assert first_moment(planned, DEADLINE, NEW_YORK) <= moment_of(planned, DEADLINE, NEW_YORK, zone)
