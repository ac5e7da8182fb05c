"""Who may open what: every address × (stranger, organisers by role, organiser of another coalition).

An address of `project.urls` that is not in the table fails the test, so that none is ever forgotten.
"""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.cast import CARRBORO, SLUG, Stage, now
from undersigned.actions.accounts import appoint
from undersigned.actions.roster import create_coalition
from undersigned.domain.accounts import Role

pytestmark = pytest.mark.django_db

STRANGER, OWNER, EDITOR, VIEWER, ELSEWHERE = "stranger", "owner", "editor", "viewer", "elsewhere"

TO_SIGN_IN = 302
PUBLIC = {STRANGER: 200, OWNER: 200, EDITOR: 200, VIEWER: 200, ELSEWHERE: 200}
UNKNOWN = {STRANGER: 404, OWNER: 404, EDITOR: 404, VIEWER: 404, ELSEWHERE: 404}
SEE = {STRANGER: TO_SIGN_IN, OWNER: 200, EDITOR: 200, VIEWER: 200, ELSEWHERE: 404}
WORK = {STRANGER: TO_SIGN_IN, OWNER: 200, EDITOR: 200, VIEWER: 403, ELSEWHERE: 404}
# For what is not there, of which whoever may see that page is told so.
NOT_THERE = SEE | {OWNER: 404, EDITOR: 404, VIEWER: 404}
# For an id that there is not: who may work there is told so, and nobody else learns of it.
ON_NOTHING = WORK | {OWNER: 404, EDITOR: 404}
ON_WHAT_IS_GONE = WORK | {OWNER: 410, EDITOR: 410}
AT_DESK = {STRANGER: TO_SIGN_IN, OWNER: 200, EDITOR: 200, VIEWER: 200, ELSEWHERE: 200}

# address → what a GET answers to each. The letter is a draft, so that its public addresses do not exist.
TABLE: dict[str, dict[str, int]] = {
    "": PUBLIC,
    "health/": PUBLIC,
    "favicon.ico": dict.fromkeys(PUBLIC, 301),
    "letters/<slug:slug>/": UNKNOWN,
    "letters/<slug:slug>.<slug:extension>": UNKNOWN,
    "letters/<slug:slug>/map.svg": UNKNOWN,
    "letters/<slug:slug>/card.png": UNKNOWN,
    "letters/<slug:slug>/embed/": UNKNOWN,
    "letters/<slug:slug>/evidence.zip": UNKNOWN,
    "letters/<slug:slug>/evidence/<path:path>": UNKNOWN,
    "letters/<slug:slug>/sign/": UNKNOWN,
    "letters/<slug:slug>/sign/sent/": UNKNOWN,
    "letters/<slug:slug>/signatories/": UNKNOWN,
    "v/<slug:slug>": UNKNOWN,
    "c/": PUBLIC,
    "c/<str:token>/": UNKNOWN,
    "api/v1/": UNKNOWN,
    "api/v1/openapi.json": PUBLIC,
    "api/v1/letters": PUBLIC,
    "api/v1/letters/<slug>": UNKNOWN,
    "api/v1/letters/<slug>/signatories": UNKNOWN,
    "api/v1/letters/<slug>/evidence": UNKNOWN,
    "api/v1/letters/<slug>/asks": UNKNOWN,
    "api/v1/coalitions": PUBLIC,
    "api/v1/coalitions/<slug>": UNKNOWN,
    "api/v1/coalitions/<slug>/letters": UNKNOWN,
    "letters/<slug:slug>/press/": UNKNOWN,
    "letters/<slug:slug>/press/kits.zip": UNKNOWN,
    "letters/<slug:slug>/press/<slug:place>/": UNKNOWN,
    "letters/<slug:slug>/press/<slug:place>.<slug:extension>": UNKNOWN,
    "letters/<slug:slug>/asks/": UNKNOWN,
    "letters/<slug:slug>/asks/<int:response>/": UNKNOWN,
    "letters/<slug:slug>/asks.atom": UNKNOWN,
    "letters/<slug:slug>/asks.json": UNKNOWN,
    "coalitions/<slug:slug>/asks/": UNKNOWN,
    "coalitions/<slug:slug>/facts/": UNKNOWN,
    "e/<str:token>/": UNKNOWN,
    "e/<str:token>/letter/": UNKNOWN,
    "e/<str:token>/letter.<slug:extension>": UNKNOWN,
    "e/<str:token>/press/": UNKNOWN,
    "e/<str:token>/press/kits.zip": UNKNOWN,
    "e/<str:token>/press/<slug:place>/": UNKNOWN,
    "e/<str:token>/press/<slug:place>.<slug:extension>": UNKNOWN,
    "r/<str:token>/quote/": UNKNOWN,
    "calendar/<str:token>.ics": UNKNOWN,
    "feed.atom": PUBLIC,
    "coalitions/<slug:slug>/": UNKNOWN,
    "coalitions/<slug:slug>/dataset.zip": UNKNOWN,
    "coalitions/<slug:slug>/together/": UNKNOWN,
    "coalitions/<slug:slug>/together.csv": UNKNOWN,
    "coalitions/<slug:slug>/together.svg": UNKNOWN,
    "coalitions/<slug:slug>/members/<path:key>/": UNKNOWN,
    "coalitions/<slug:slug>/records/<slug:record>/": UNKNOWN,
    "i/": PUBLIC,
    "i/<str:token>/": UNKNOWN,
    "i/<str:token>/letter.pdf": UNKNOWN,
    "i/<str:token>/colleagues/": UNKNOWN,
    "i/<str:token>/no-mail/": UNKNOWN,
    "r/<str:token>/": UNKNOWN,
    "r/<str:token>/receipt.tlog-proof": UNKNOWN,
    "desk/": AT_DESK,
    "desk/sign-in/": PUBLIC,
    "desk/sign-in/code/": dict.fromkeys(PUBLIC, 303),
    "desk/sign-in/<str:token>/": PUBLIC,
    "desk/begin/<str:token>/": dict.fromkeys(PUBLIC, 410),
    "desk/installation/": UNKNOWN | {STRANGER: TO_SIGN_IN, OWNER: 200},  # the first who came
    "desk/account/": AT_DESK,
    "desk/account/password/": dict.fromkeys(PUBLIC, 405),
    "desk/account/passkeys/": dict.fromkeys(PUBLIC, 405),
    "desk/account/app/": AT_DESK,
    "desk/account/codes/": AT_DESK | dict.fromkeys((OWNER, EDITOR, VIEWER, ELSEWHERE), 303),
    "desk/account/devices/": dict.fromkeys(PUBLIC, 405),
    "desk/sign-out/": dict.fromkeys(PUBLIC, 405),
    "desk/coalitions/<slug:slug>/roster/": SEE,
    "desk/coalitions/<slug:slug>/roster.csv": SEE,
    "desk/coalitions/<slug:slug>/roster/add/": WORK,
    "desk/coalitions/<slug:slug>/roster/import/": WORK,
    "desk/coalitions/<slug:slug>/roster/import/<int:upload>/": ON_WHAT_IS_GONE,
    "desk/coalitions/<slug:slug>/roster/import/<int:upload>/columns/": ON_WHAT_IS_GONE,
    "desk/coalitions/<slug:slug>/members/<str:member>/": SEE,
    "desk/coalitions/<slug:slug>/members/<str:member>/office/": WORK,
    "desk/coalitions/<slug:slug>/members/<str:member>/new-holder/": WORK,
    "desk/coalitions/<slug:slug>/members/<str:member>/terms/<int:term>/": ON_NOTHING,
    "desk/coalitions/<slug:slug>/members/<str:member>/new-delegate/": WORK,
    "desk/coalitions/<slug:slug>/members/<str:member>/delegates/<int:delegate>/": ON_NOTHING,
    "desk/coalitions/<slug:slug>/start/": SEE,
    "desk/coalitions/<slug:slug>/details/": SEE,
    "desk/coalitions/<slug:slug>/people/": SEE,
    "desk/coalitions/<slug:slug>/history/": SEE,
    "desk/coalitions/<slug:slug>/reading/": WORK,
    "desk/coalitions/<slug:slug>/reading/<int:reading>/": ON_WHAT_IS_GONE,
    "desk/coalitions/<slug:slug>/reading/<int:reading>/signatories.csv": ON_WHAT_IS_GONE,
    "desk/coalitions/<slug:slug>/reading/<int:reading>/head/": ON_WHAT_IS_GONE,
    "desk/coalitions/<slug:slug>/reading/<int:reading>/signatories/<int:number>/": ON_WHAT_IS_GONE,
    "desk/coalitions/<slug:slug>/letterhead/": SEE,
    "desk/coalitions/<slug:slug>/new-letter/": WORK,
    "desk/coalitions/<slug:slug>/programs/": SEE,
    "desk/letters/<slug:slug>/": SEE,
    "desk/letters/<slug:slug>/news/": UNKNOWN | {STRANGER: TO_SIGN_IN},  # without a time, nothing is new
    "desk/letters/<slug:slug>/board.<slug:extension>": UNKNOWN | {STRANGER: TO_SIGN_IN},  # no such table
    "desk/letters/<slug:slug>/offices/<int:invitation>/": UNKNOWN | {STRANGER: TO_SIGN_IN},  # none invited
    "desk/letters/<slug:slug>/mails/": SEE,
    "desk/letters/<slug:slug>/mails/progress/": SEE,
    "desk/letters/<slug:slug>/mails/preview/": {**WORK, OWNER: 404, EDITOR: 404},  # nobody is chosen
    "desk/letters/<slug:slug>/edit/": WORK,
    "desk/letters/<slug:slug>/subjects/": WORK,
    "desk/letters/<slug:slug>/embargo/": WORK,
    "desk/letters/<slug:slug>/delivery/": SEE,
    "desk/letters/<slug:slug>/delivery/pack.<slug:extension>": NOT_THERE,
    "desk/letters/<slug:slug>/delivery/<int:delivery>/proof/": NOT_THERE,
    "desk/letters/<slug:slug>/quotes/": SEE,
    "desk/letters/<slug:slug>/coverage/": SEE,
    "desk/letters/<slug:slug>/coverage/<int:article>/": NOT_THERE,
    "desk/letters/<slug:slug>/asks/": SEE,
    "desk/letters/<slug:slug>/asks/<int:response>/": NOT_THERE,
    "desk/coalitions/<slug:slug>/facts/": SEE,
    "desk/letters/<slug:slug>/circulate/": WORK,
    "desk/letters/<slug:slug>/invite/": WORK,
    "desk/letters/<slug:slug>/extend/": WORK,
    "desk/letters/<slug:slug>/new-edition/": WORK,
    "desk/letters/<slug:slug>/look/": SEE,
    "desk/letters/<slug:slug>/look/<slug:kind>/": SEE,
    "desk/letters/<slug:slug>/remind/": WORK,
    "desk/letters/<slug:slug>/close/": WORK,
    "desk/letters/<slug:slug>/publish/": WORK,
    "desk/letters/<slug:slug>/cancel/": WORK,
    "desk/letters/<slug:slug>/lines/": SEE,
    "desk/coalitions/<slug:slug>/authority/": SEE,
    "desk/letters/<slug:slug>/ways/": SEE,
    "desk/letters/<slug:slug>/record/": WORK,
    "desk/letters/<slug:slug>/record/<int:recorded>/scan/": ON_NOTHING,
    "desk/letters/<slug:slug>/public/": SEE,
    "desk/letters/<slug:slug>/public/rules/": SEE,
    "desk/letters/<slug:slug>/public/alike/": SEE,
    "desk/letters/<slug:slug>/checklist/": SEE,
    "desk/letters/<slug:slug>/contact/": WORK,
}

# What a POST answers where it differs from the GET's: nobody below an editor changes anything.
WORKED_ON = (WORK, ON_NOTHING, ON_WHAT_IS_GONE)
FILES_OF_WORK = {
    "desk/letters/<slug:slug>/record/<int:recorded>/scan/",
    "desk/coalitions/<slug:slug>/reading/<int:reading>/signatories.csv",
    "desk/letters/<slug:slug>/mails/preview/",
}
FORMS = {address for address, rights in TABLE.items() if rights in WORKED_ON} - FILES_OF_WORK | {
    "desk/letters/<slug:slug>/lines/",
    "desk/coalitions/<slug:slug>/people/",
    "desk/coalitions/<slug:slug>/details/",
    *("desk/letters/<slug:slug>/public/", "desk/letters/<slug:slug>/public/rules/"),
    "desk/letters/<slug:slug>/public/alike/",
    "desk/letters/<slug:slug>/mails/",
    "desk/letters/<slug:slug>/checklist/",
    "desk/letters/<slug:slug>/offices/<int:invitation>/",
}


@dataclass
class People:
    """A browser for each kind of person."""

    clients: dict[str, Client]

    @classmethod
    def come(cls, stage: Stage) -> "People":
        roles = {OWNER: Role.OWNER, EDITOR: Role.EDITOR, VIEWER: Role.VIEWER}
        clients = {who: stage.desk(f"{who}@north-towns.example", role) for who, role in roles.items()}
        other = create_coalition(slug="south-towns", name="South Towns", at=now())
        sam = Client()
        sam.post(appoint(coalition=other, email="sam@south-towns.example", role=Role.OWNER, at=now()))
        return cls({**clients, STRANGER: Client(), ELSEWHERE: sam})


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> list[str]:
    """Every address there is, also those of a part that joins its own."""
    found: list[str] = []
    for each in (resolver or get_resolver()).url_patterns:
        here = prefix + str(each.pattern)
        found += addresses(each, here) if isinstance(each, URLResolver) else [here]
    return found


def filled(address: str) -> str:
    coalition_or_letter = "north-towns" if "coalitions" in address else SLUG
    values = {
        "<slug:slug>": coalition_or_letter,
        "<slug>": coalition_or_letter,
        "<str:token>": "x" * 32,
        "<slug:extension>": "json",
        "<slug:kind>": "html",
        "<path:path>": "checkpoint",
        "<int:invitation>": "1",
        "<str:member>": CARRBORO,
        "<int:upload>": "999999",
        "<int:recorded>": "999999",
        "<int:reading>": "999999",
        "<int:number>": "1",
        "<int:term>": "999999",
        "<int:delegate>": "999999",
        "<path:key>": CARRBORO,
        "<slug:record>": "no-such-record",
        "<slug:place>": "nc",
        "<int:response>": "999999",
        "<int:delivery>": "999999",
        "<int:article>": "999999",
    }
    for name, value in values.items():
        address = address.replace(name, value)
    return f"/{address}"


def test_every_address_is_in_the_table() -> None:
    assert set(addresses()) == set(TABLE)


@pytest.mark.parametrize("address", TABLE)
def test_who_may_see(stage: Stage, address: str) -> None:
    stage.draft()
    people = People.come(stage)
    seen = {who: client.get(filled(address)).status_code for who, client in people.clients.items()}
    assert seen == TABLE[address]


@pytest.mark.parametrize("address", sorted(FORMS))
def test_who_may_change(stage: Stage, address: str) -> None:
    letter = stage.draft()
    people = People.come(stage)
    answers = {who: people.clients[who].post(filled(address), {}) for who in (STRANGER, VIEWER, ELSEWHERE)}
    assert {who: answer.status_code for who, answer in answers.items()} == {
        STRANGER: TO_SIGN_IN,
        VIEWER: 403,
        ELSEWHERE: 404,
    }
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_the_public_addresses_open_with_publication_and_not_before(stage: Stage, client: Client) -> None:
    public = [f"/letters/{SLUG}/", f"/letters/{SLUG}.json", f"/letters/{SLUG}.csv", f"/letters/{SLUG}.txt"]
    stage.circulate()
    assert [client.get(address).status_code for address in public] == [404] * 4
    stage.publish()
    assert [client.get(address).status_code for address in public] == [200] * 4


def test_only_the_demo_has_an_outbox_page(client: Client) -> None:
    assert client.get("/outbox/").status_code == 404
