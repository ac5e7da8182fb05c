"""What programs read: a published letter as JSON, and each address held against its description."""

import json
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings

from tests.cast import SLUG, Stage
from undersigned.errors import OutsideFailure
from undersigned.project.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LETTER = f"/api/v1/letters/{SLUG}"


def read(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    return answer.json()


@pytest.fixture
def published(stage: Stage) -> Stage:
    """A letter that three offices signed, published."""
    stage.circulate()
    for address in ("mayor@carrboro.example", "mayor@chapelhill.example", "ivo@durham.example"):
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})
    stage.publish()
    return stage


def test_every_answer_is_as_the_openapi_document_says(published: Stage, kept_connection: None) -> None:
    described: Any = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) == 8
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=25, suppress_health_check=list(HealthCheck))
        def answers_as_described(case: Any) -> None:
            case.call_and_validate()

        answers_as_described()


def test_a_letter_is_told_with_its_asks_counts_and_addresses(published: Stage, client: Client) -> None:
    letter = read(client, LETTER)
    page = json.loads(client.get(f"/letters/{SLUG}.json").content)
    assert {"title": page["title"], "asks": page["asks"], "count": page["count"]} == {
        name: letter[name] for name in ("title", "asks", "count")
    }
    assert letter["signatories"] == 3
    for address in (letter["page"], letter["files"]["pdf"], letter["signed_by"], letter["evidence"]):
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_the_list_is_the_published_one_in_its_order_and_can_be_searched(
    published: Stage, client: Client
) -> None:
    page = json.loads(client.get(f"/letters/{SLUG}.json").content)
    told = read(client, f"{LETTER}/signatories")
    assert [each["name"] for each in told["items"]] == [each["name"] for each in page["signatories"]]
    assert (told["total"], told["next"]) == (3, None)
    assert read(client, f"{LETTER}/signatories?q=mayor+ivo")["total"] == 1
    assert read(client, f"{LETTER}/signatories?region=nc")["total"] == 3
    assert read(client, f"{LETTER}/signatories?region=TX")["total"] == 0


def test_a_list_is_read_part_by_part_until_none_follows(published: Stage, client: Client) -> None:
    address, names = f"{LETTER}/signatories?limit=2", []
    while address:
        part = read(client, address)
        names += [each["name"] for each in part["items"]]
        address = (part["next"] or "").removeprefix("http://127.0.0.1:8000")
    assert len(names) == len(set(names)) == 3


def test_the_sealed_state_is_that_of_the_bundle(published: Stage, client: Client) -> None:
    state = read(client, f"{LETTER}/evidence")
    assert state["checkpoint"].encode() == client.get(f"/letters/{SLUG}/evidence/checkpoint").content
    assert f"\n{state['size']}\n" in state["checkpoint"]


def test_a_coalition_and_its_letters_are_found(published: Stage, client: Client) -> None:
    (coalition,) = read(client, "/api/v1/coalitions")
    letters = read(client, coalition["letters"].removeprefix("http://127.0.0.1:8000"))
    assert [each["slug"] for each in letters["items"]] == [SLUG]
    assert read(client, "/api/v1/letters?q=nothing-like-it")["total"] == 0


@pytest.mark.parametrize("address", [LETTER, f"{LETTER}/signatories", f"{LETTER}/evidence"])
def test_what_is_not_public_is_unknown_in_the_same_words_as_what_is_not_there(
    stage: Stage, client: Client, address: str
) -> None:
    stage.circulate()
    answer = client.get(address)
    nowhere = client.get(address.replace(SLUG, "no-such-letter"))
    assert answer.status_code == nowhere.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == nowhere.json()["detail"].replace("no-such-letter", SLUG)


@pytest.mark.parametrize(
    "address", ["/api/v1/", "/api/v1/letters/", f"{LETTER}/", "/api/v2/letters", "/api/"]
)
def test_an_address_that_is_none_of_these_is_told_to_a_program_with_where_they_are_described(
    client: Client, address: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["detail"] == (
        "There is nothing here. All addresses, which end without a slash, are in /api/v1/openapi.json."
    )


@pytest.mark.parametrize(
    ("trouble", "status", "come_back"),
    [(RuntimeError("a file"), 500, None), (OutsideFailure("a file", retry=True), 503, "60")],
)
def test_a_server_that_cannot_answer_says_so_to_a_program_as_json(
    client: Client, monkeypatch: pytest.MonkeyPatch, trouble: Exception, status: int, come_back: str | None
) -> None:
    def breaks(slug: str) -> None:
        raise trouble

    monkeypatch.setattr("undersigned.api.letters.public_letter", breaks)
    client.raise_request_exception = False
    answer = client.get(LETTER)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.headers.get("Retry-After") == come_back
    assert "a file" not in answer.content.decode()


def test_a_parameter_that_cannot_be_used_is_named(published: Stage, client: Client) -> None:
    answer = client.get("/api/v1/letters?limit=0")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("limit: ")


def test_a_zero_byte_among_the_words_finds_what_they_find_without_it(
    published: Stage, client: Client
) -> None:
    assert read(client, "/api/v1/letters?q=%00")["total"] == 1
    assert read(client, f"{LETTER}/signatories?q=mayor+%00ivo")["total"] == 1


def test_head_is_answered_as_get_without_its_body(published: Stage, client: Client) -> None:
    whole, head = client.get(LETTER), client.head(LETTER)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))


def test_who_has_it_already_is_spared_it_and_any_page_may_ask(published: Stage, client: Client) -> None:
    answer = client.get(LETTER)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(LETTER, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_nothing_is_written_here_and_no_cookie_given(published: Stage, client: Client) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method(LETTER)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
        assert answer.json()["detail"] == "This is read with GET or HEAD, and cannot be written."
        assert not answer.cookies
