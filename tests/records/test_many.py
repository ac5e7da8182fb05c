"""Many rows put in at once are the rows that Django would have written, one by one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Stage
from undersigned.records.models import Mail
from undersigned.records.sql.many import put_in

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 11, 20, 12, 0, 0, 250, tzinfo=UTC)


def mail(stage: Stage, number: int) -> dict[str, Any]:
    return {
        "coalition_id": stage.coalition.pk,
        "letter_id": None,
        "kind": "invitation",
        "reason_key": f"reason {number}",
        "to": f"mayor{number}@towns.example",
        "subject": f"Zażółć 100% 'gęślą' {number}",
        "text": "%s",
        "html": "",
        "attachment": bytes([number % 256, 0, 255]) if number % 2 else None,
        "message_id": f"<{number}@towns.example>",
        "queued_at": NOON,
        "due_at": NOON + timedelta(seconds=number),
    }


@pytest.mark.parametrize("rows", [0, 1, 99, 100, 101, 250])
def test_every_row_comes_back_as_it_was_put_in_and_what_was_unsaid_has_its_default(
    stage: Stage, rows: int
) -> None:
    given = [mail(stage, number) for number in range(rows)]
    put_in(Mail, given)
    stored = list(Mail.objects.order_by("due_at"))
    assert [{name: getattr(row, name) for name in mail(stage, 0)} for row in stored] == given
    assert {(row.attempts, row.held_until, row.unsubscribe) for row in stored} <= {(0, None, "")}


def test_a_row_that_is_known_is_skipped_where_that_is_asked_for_and_the_others_are_put_in(
    stage: Stage,
) -> None:
    put_in(Mail, [mail(stage, 120)])
    put_in(Mail, [mail(stage, number) for number in range(250)], skip_known=True)
    assert Mail.objects.count() == 250


def test_a_row_that_is_known_is_else_refused_and_none_of_the_others_stays(stage: Stage) -> None:
    put_in(Mail, [mail(stage, 120)])
    with pytest.raises(IntegrityError), transaction.atomic():
        put_in(Mail, [mail(stage, number) for number in range(250)])
    assert Mail.objects.count() == 1
