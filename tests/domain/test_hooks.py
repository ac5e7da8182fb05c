"""What a web hook is told, and how its program knows that it was us."""

from datetime import UTC, datetime, timedelta

import pytest

from undersigned.domain.hooks import Call, headers_of, trouble_in_address
from undersigned.domain.reasons import Reason
from undersigned.domain.retrying import LAST_ATTEMPT, pause_after


def test_a_call_is_signed_as_the_standard_webhooks_specification_shows() -> None:
    """The specification's own example."""
    call = Call(
        id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        address="https://program.example/",
        secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        body='{"test": 2432232314}',
    )
    headers = headers_of(call, datetime.fromtimestamp(1614265330, UTC))
    assert headers["webhook-timestamp"] == "1614265330"
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "address",
    [
        "",
        "program.example/told",
        "ftp://program.example/",
        "https://",
        "https://name:password@program.example/",
        "https://program.example:0/",
        "https://program.example:99999999/",
        "https://program.example/a b",
        "https://program.example/\r\nHost: other",
        f"https://program.example/{'a' * 500}",
        "https://[::1",
    ],
)
def test_an_address_that_cannot_be_called_is_refused(address: str) -> None:
    assert trouble_in_address(address, plain=True) is Reason.HOOK_ADDRESS_NOT_USABLE


def test_http_is_for_programs_on_ones_own_network_alone() -> None:
    assert trouble_in_address("http://127.0.0.1:9000/told?a=b", plain=True) is None
    assert trouble_in_address("http://program.example/", plain=False) is Reason.HOOK_ADDRESS_NOT_USABLE
    assert trouble_in_address("https://program.example/told", plain=False) is None


def test_pauses_grow_and_a_try_is_made_for_some_three_days() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, LAST_ATTEMPT)]
    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert pauses == sorted(pauses)
    assert timedelta(days=2) < sum(pauses, timedelta()) < timedelta(days=4)
