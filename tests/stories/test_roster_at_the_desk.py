"""The roster in the browser: a file is looked at before it is imported, and one member is kept by hand."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tests.cast import CARRBORO, CHAPEL_HILL, DURHAM, WILMINGTON, Stage, today
from undersigned.actions.roster_uploads import throw_away_old
from undersigned.domain.accounts import Role
from undersigned.domain.roster import holder_on
from undersigned.queries.members import member_by_key
from undersigned.queries.roster import entry_of
from undersigned.records.models import Act, Delegate, Member, RosterUpload, Term

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROSTER = "/desk/coalitions/north-towns/roster/"
IMPORT = f"{ROSTER}import/"
STRANGERS_FILE = """\
City,State,First Name,Last Name,E-Mail,Term ends,Notes
Apex,NC,Odalys,Fennimore,mayor@apex.example,2031-12-01,called twice
Cary,NC,Bertrand,Osei,bertrand at cary,2031-12-01,
Garner,NC,Philippa,Quist,mayor@garner.example,12/01/2031,likes tea
"""


@pytest.fixture
def desk(stage: Stage) -> Client:
    return stage.desk()


def send(desk: Client, content: bytes | str, name: str = "mayors.csv") -> str:
    """Choose a file; the address that the desk leads to."""
    data = content.encode() if isinstance(content, str) else content
    answer = desk.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 303, text_of(answer.content)
    return str(answer["Location"])


def text_of(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def seen(desk: Client, address: str, status: int = 200) -> str:
    answer = desk.get(address)
    assert answer.status_code == status
    return text_of(answer.content)


def answer(desk: Client, address: str, **fields: str) -> str:
    """Send a form that is accepted; the text of the page it leads to."""
    sent = desk.post(address, fields)
    assert sent.status_code == 303, text_of(sent.content)
    return seen(desk, sent["Location"].split("#")[0])


def seal_on(desk: Client, address: str) -> str:
    found = re.search(r'name="seal" value="(\w+)"', desk.get(address).content.decode())
    assert found
    return found[1]


def entry(stage: Stage, key: str):  # type: ignore[no-untyped-def]  # read for its fields alone
    return entry_of(member_by_key(stage.coalition, key))


# --- a file ---------------------------------------------------------------------------------------


def test_a_strangers_file_is_understood_mended_and_imported(stage: Stage, desk: Client) -> None:
    columns = send(desk, STRANGERS_FILE)
    assert columns.endswith("/columns/")
    page = seen(desk, columns)
    assert "No column says the office." in page
    assert "called twice · likes tea" in page
    guessed = re.findall(r'value="(\w*)" selected', desk.get(columns).content.decode())
    assert guessed == ["place", "region", "given", "family", "email", "end"]

    fields = {f"column-{at}": name for at, name in enumerate([*guessed, ""])}
    look = columns.removesuffix("columns/")
    page = answer(desk, columns, **fields, office="Mayor")
    assert "Row 2" not in page
    assert "Row 3: Cary column “email”: “bertrand at cary” is not a mail address" in page
    assert "Row 4: Garner column “end”: “12/01/2031” is not a date" in page
    assert Member.objects.count() == 6

    page = answer(desk, look, answer="mend", row="3", email="mayor@cary.example", place="Cary", region="NC")
    assert "Row 3: Cary" not in page
    page = answer(desk, look, answer="leave-out", row="4")
    assert "rows left out" in page
    page = answer(desk, look, answer="import", seal=seal_on(desk, look))
    assert "The file was imported." in page
    assert entry(stage, "us-nc-cary-mayor").holders[0].email == "mayor@cary.example"
    assert not Member.objects.filter(place="Garner").exists()
    assert not RosterUpload.objects.exists()
    act = Act.objects.filter(deed="roster-imported").latest("at")
    assert (act.doer, act.facts["added"]) == ("organiser", 2)


def test_a_file_in_our_own_words_goes_straight_to_what_it_changes(stage: Stage, desk: Client) -> None:
    own = desk.get(f"{ROSTER[:-1]}.csv").content
    look = send(desk, own, "roster.csv")
    assert not look.endswith("/columns/")
    page = seen(desk, look)
    assert "Everything in the file is on the roster already." in page
    assert desk.post(look, {"answer": "import", "seal": "0" * 64}).status_code == 422


def test_what_changes_is_told_before_it_changes(stage: Stage, desk: Client) -> None:
    changed = "place,region,office,name,start,end,email\n"
    changed += "Carrboro,NC,Mayor,Ada Lindqvist,2023-12-04,,ada@carrboro.example\n"
    changed += f"Durham,NC,Mayor,Ivo Petrescu,2023-12-04,{today() - timedelta(days=3)},\n"
    look = send(desk, changed)
    page = seen(desk, look)
    assert "“mayor@carrboro.example” becomes “ada@carrboro.example”" in page
    assert "Vacated: nobody would be in office any more" in page
    assert holder_on(entry(stage, DURHAM).holders, today()) is not None
    answer(desk, look, answer="import", seal=seal_on(desk, look))
    assert holder_on(entry(stage, DURHAM).holders, today()) is None


def test_an_import_that_would_do_something_else_by_now_is_shown_again(stage: Stage, desk: Client) -> None:
    look = send(desk, "place,region,office,name\nApex,NC,Mayor,Odalys Fennimore\n")
    seal = seal_on(desk, look)
    stage.import_roster("place,region,office,name\nApex,NC,Mayor,Odalys Fennimore\n")
    refused = desk.post(look, {"answer": "import", "seal": seal})
    assert refused.status_code == 422
    assert "The roster was changed since this page was shown" in text_of(refused.content)


def workbook(*rows: tuple[str, ...]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(content)
    return content.getvalue()


def test_a_spreadsheet_is_taken_as_well(stage: Stage, desk: Client) -> None:
    head = ("place", "region", "office", "name", "email")
    look = send(desk, workbook(head, ("Apex", "NC", "Mayor", "Odalys Fennimore", "m@apex.example")), "m.xlsx")
    assert "Odalys Fennimore" in seen(desk, look)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("latin.csv", "place,name\nCarrboro,Tomás\n".encode("latin-1"), "this is not UTF-8"),
        ("sheet.xlsx", b"no spreadsheet at all", "this is not an .xlsx file"),
        ("sheet.csv", b"PK\x03\x04rest", "this is a spreadsheet and not CSV"),
        ("old.xls", b"\xd0\xcf\x11\xe0rest", "an Excel file of the old kind"),
        ("broken.csv", b'place,name\n"Carrboro,Ada\n', "quotation marks do not match"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_nothing_is_kept(
    stage: Stage, desk: Client, name: str, content: bytes, sentence: str
) -> None:
    refused = desk.post(IMPORT, {"file": SimpleUploadedFile(name, content)})
    assert refused.status_code == 422
    assert sentence in text_of(refused.content)
    assert not RosterUpload.objects.exists()


def test_no_file_and_a_file_that_is_too_large_get_a_sentence(stage: Stage, desk: Client) -> None:
    assert "Choose a file first" in text_of(desk.post(IMPORT, {}).content)
    large = SimpleUploadedFile("large.csv", b"place,name\n" + b"x" * 10_000_001)
    refused = desk.post(IMPORT, {"file": large})
    assert refused.status_code == 422
    assert "The file has more than 10 MB." in text_of(refused.content)


def test_columns_that_are_chosen_twice_are_refused_and_what_was_chosen_stays(
    stage: Stage, desk: Client
) -> None:
    columns = send(desk, STRANGERS_FILE)
    refused = desk.post(
        columns, {"column-0": "place", "column-1": "place", "column-2": "name", "office": "Mayor"}
    )
    assert refused.status_code == 422
    assert "the column “place” is there twice" in text_of(refused.content)
    assert refused.content.decode().count('value="place" selected') == 2


def test_a_file_is_its_coalitions_and_gone_when_it_is_thrown_away_or_old(stage: Stage, desk: Client) -> None:
    look = send(desk, "place,region,office,name\nApex,NC,Mayor,Odalys Fennimore\n")
    assert stage.desk("vera@north-towns.example", Role.VIEWER).get(look).status_code == 403
    answer(desk, look, answer="throw-away")
    assert desk.get(look).status_code == 410
    again = send(desk, "place,region,office,name\nApex,NC,Mayor,Odalys Fennimore\n")
    upload = RosterUpload.objects.get()
    assert throw_away_old(upload.uploaded_at + timedelta(hours=23)) == 0
    assert throw_away_old(upload.uploaded_at + timedelta(hours=25)) == 1
    assert desk.get(again).status_code == 410


def test_a_row_with_too_many_cells_is_mended_in_place(stage: Stage, desk: Client) -> None:
    look = send(desk, "place,region,office,name\nApex,NC,Mayor,Fennimore, Odalys\n")
    assert "there are more cells than columns" in seen(desk, look)
    cells = {"place": "Apex", "region": "NC", "office": "Mayor", "name": "Odalys Fennimore"}
    assert "added" in answer(desk, look, answer="mend", row="2", **cells)
    answer(desk, look, answer="import", seal=seal_on(desk, look))
    assert entry(stage, "us-nc-apex-mayor").holders[0].name == "Odalys Fennimore"


# --- the list -------------------------------------------------------------------------------------


def test_the_list_is_filtered_by_what_is_missing(stage: Stage, desk: Client) -> None:
    vacant = seen(desk, f"{ROSTER}?gap=vacant")
    assert "Wilmington" in vacant
    assert "Hal Brandvold until" in vacant
    assert "Carrboro" not in vacant
    no_delegate = seen(desk, f"{ROSTER}?gap=no-delegate")
    assert "Carrboro" in no_delegate
    assert "Chapel Hill" not in no_delegate
    Term.objects.filter(name="Ada Lindqvist").update(email="")
    assert "Carrboro" in seen(desk, f"{ROSTER}?gap=no-address&region=NC&office=Mayor")
    assert "Nobody was found." in seen(desk, f"{ROSTER}?gap=no-address&region=MD")


def test_what_is_missing_is_counted_by_the_same_rule_that_shows_it(stage: Stage, desk: Client) -> None:
    page = desk.get(ROSTER).content.decode()
    counted = dict(re.findall(r'<option value="([\w-]+)">[^<(]*\((\d+)\)', page))
    for gap, number in counted.items():
        rows = desk.get(f"{ROSTER}?gap={gap}").content.decode().count('scope="row"')
        assert rows == int(number)
    assert counted["vacant"] == "2"


# --- by hand --------------------------------------------------------------------------------------


def member(key: str, step: str = "") -> str:
    return f"/desk/coalitions/north-towns/members/{key}/{step}"


def test_a_member_is_added_by_the_rules_of_an_import(stage: Stage, desk: Client) -> None:
    add = f"{ROSTER}add/"
    bad = {"office": "Mayor", "place": "Apex", "region": "NC", "name": "Odalys Fennimore", "email": "apex"}
    refused = desk.post(add, bad)
    assert refused.status_code == 422
    assert "“Mail address”: “apex” is not a mail address" in text_of(refused.content)
    assert 'value="Odalys Fennimore"' in refused.content.decode()
    page = answer(desk, add, **{**bad, "email": "mayor@apex.example"})
    assert "Mayor of Apex, NC" in page
    twice = desk.post(add, {**bad, "email": "mayor@apex.example"})
    assert "is on the roster already, as us-nc-apex-mayor" in text_of(twice.content)


def test_a_successor_ends_the_term_and_the_authority_of_those_who_were_named(
    stage: Stage, desk: Client
) -> None:
    start = today() - timedelta(days=1)
    page = answer(
        desk,
        member(CHAPEL_HILL, "new-holder/"),
        name="Wanda Ferreira",
        start=str(start),
        email="w@ch.example",
    )
    assert "Wanda Ferreira ● in office" in page
    assert "does not run today" in page
    before = next(term for term in entry(stage, CHAPEL_HILL).holders if term.name == "Tomás Quintero")
    assert before.end == start


def test_a_successor_without_a_day_is_refused_while_somebody_holds_the_office(
    stage: Stage, desk: Client
) -> None:
    refused = desk.post(member(CARRBORO, "new-holder/"), {"name": "Wanda Ferreira"})
    assert refused.status_code == 422
    assert "“Wanda Ferreira” and “Ada Lindqvist” would both be in office" in text_of(refused.content)
    named = desk.post(member(CARRBORO, "new-holder/"), {"name": "", "start": "2026-01-01"})
    assert named.status_code == 422
    answer(desk, member(WILMINGTON, "new-holder/"), name="Wanda Ferreira")


def test_an_office_holder_is_respelt_and_the_delegates_follow(stage: Stage, desk: Client) -> None:
    term = Term.objects.get(name="Tomás Quintero")
    form = member(CHAPEL_HILL, f"terms/{term.pk}/")
    assert 'value="Tomás Quintero"' in desk.get(form).content.decode()
    page = answer(desk, form, name="Tomás R. Quintero", start="2023-12-04", email="", phone="919-555-0100")
    assert "no address" in page
    assert Delegate.objects.get(name="Bea Okafor").named_by == "Tomás R. Quintero"
    term.refresh_from_db()
    assert (term.name, term.email, term.phone) == ("Tomás R. Quintero", "", "919-555-0100")


def test_a_term_is_ended_and_never_before_it_begins(stage: Stage, desk: Client) -> None:
    term = Term.objects.get(name="Ada Lindqvist")
    form, last = member(CARRBORO, f"terms/{term.pk}/"), today() - timedelta(days=2)
    kept = {"name": "Ada Lindqvist", "start": "2023-12-04"}
    refused = desk.post(form, {**kept, "end": "2020-01-01"})
    assert "the term ends on 2020-01-01, before it starts" in text_of(refused.content)
    assert "Nobody is known to hold this office today" in answer(desk, form, **kept, end=str(last))


def test_a_delegate_is_named_changed_ended_and_named_again(stage: Stage, desk: Client) -> None:
    fields = {"delegate_name": "Gus Albee", "delegate_email": "gus@carrboro.example"}
    unsaid = desk.post(member(CARRBORO, "new-delegate/"), fields)
    assert "Say where the authority is from" in text_of(unsaid.content)
    fields["source"] = "letter of March 3, on file"
    page = answer(desk, member(CARRBORO, "new-delegate/"), **fields)
    assert "Gus Albee" in page
    assert "letter of March 3, on file" in page
    gus = Delegate.objects.get(name="Gus Albee")
    form = member(CARRBORO, f"delegates/{gus.pk}/")
    assert "Counsel" in answer(desk, form, **fields, delegate_role="Counsel")
    assert "ended" in answer(desk, form, answer="end", **fields)
    assert desk.get(form).status_code == 404
    assert "ended" not in answer(desk, member(CARRBORO, "new-delegate/"), **fields)
    assert Delegate.objects.filter(email="gus@carrboro.example").count() == 1


def test_an_office_keeps_its_key_and_takes_no_other_members_place(stage: Stage, desk: Client) -> None:
    form = member(CARRBORO, "office/")
    seat = {
        "office": "Mayor",
        "place": "Carrboro",
        "region": "NC",
        "domain": "carrboro.example townofcarrboro.example",
    }
    page = answer(desk, form, **seat)
    assert "carrboro.example, townofcarrboro.example" in page
    page = answer(desk, form, **{**seat, "domain": "carrboro.example"})
    assert "townofcarrboro" not in page
    refused = desk.post(form, {**seat, "place": "Durham"})
    assert f"is this office of this place already: {DURHAM}" in text_of(refused.content)
    assert "Mayor Pro Tem" in answer(desk, form, **{**seat, "office": "Mayor Pro Tem"})
    assert entry(stage, CARRBORO).office == "Mayor Pro Tem"


def test_every_change_by_hand_is_in_the_history(stage: Stage, desk: Client) -> None:
    answer(
        desk,
        member(CARRBORO, "new-delegate/"),
        delegate_name="Gus Albee",
        delegate_email="gus@carrboro.example",
        source="on file",
    )
    act = Act.objects.latest("at")
    assert (act.deed, act.doer, act.member and act.member.key) == ("delegate-named", "organiser", CARRBORO)
    assert act.organiser is not None
    assert "Gus" not in str(act.facts)


@pytest.mark.parametrize("address", [member("a%00b"), "/desk/sign-in/x%00/"])
def test_a_character_that_no_database_keeps_is_a_request_that_cannot_be_read(
    stage: Stage, desk: Client, address: str
) -> None:
    assert desk.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/desk/sign-in/", f"{ROSTER}add/", "/desk/coalitions/north-towns/people/"]
)
def test_nor_does_a_form_bring_it_in(stage: Stage, desk: Client, address: str) -> None:
    fields = {"answer": "invite", "email": "a\0@x.example", "name": "A\0da", "role": "viewer"}
    assert desk.post(address, fields).status_code == 400
