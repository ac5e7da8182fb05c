"""A letter is handed over: planned, packed, delivered with its proof, acknowledged, and told of."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pikepdf import Pdf

from tests.cast import SLUG, Stage, today
from undersigned.records.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DELIVERY = f"/desk/letters/{SLUG}/delivery/"
DONE = {
    "answer": "write",
    "to": "addressee",
    "recipient": "Enid Marlowe, Governor",
    "way": "paper",
    "shown": "fact",
    "person": "Ola Nyström",
    "delivered_on": str(today()),
    "proof": "RR 123 456 785 US",
}


@pytest.fixture
def desk(stage: Stage) -> Client:
    stage.circulate()
    for address in ("mayor@carrboro.example", "mayor@chapelhill.example"):
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})
    stage.publish()
    return stage.desk()


def write(desk: Client, **fields: object) -> None:
    answer = desk.post(DELIVERY, {**DONE, **fields})
    assert answer.status_code == 303, answer.content.decode()


def told(client: Client) -> str:
    page = client.get(f"/letters/{SLUG}/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_delivery_is_told_on_the_letters_page_as_far_as_the_organiser_allows(
    desk: Client, client: Client
) -> None:
    write(desk)
    page = told(client)
    assert "Enid Marlowe, Governor" in page.partition("Delivered")[2]
    assert "RR 123 456 785 US" not in page
    number = str(Delivery.objects.get().pk)
    write(desk, delivery=number, shown="proof")
    assert "RR 123 456 785 US" in told(client)
    write(desk, delivery=number, shown="nothing")
    assert "Delivered" not in told(client)


def test_a_plan_is_brought_up_to_date_until_it_is_acknowledged(desk: Client, client: Client) -> None:
    write(desk, delivered_on="", proof="", planned_on=str(today()))
    assert "planned for" in desk.get(DELIVERY).content.decode()
    assert "Delivered" not in told(client)
    number = str(Delivery.objects.get().pk)
    write(desk, delivery=number, acknowledged_on=str(today()), acknowledgement="Received with thanks.")
    assert "Received with thanks." in desk.get(DELIVERY).content.decode()
    assert "acknowledged" in told(client).lower()


def test_each_addressee_and_each_copy_stands_by_itself(desk: Client, client: Client) -> None:
    write(desk)
    write(desk, to="copy", recipient="The Transport Board", way="mail", proof="<id@board.example>")
    assert "The Transport Board" in told(client)
    assert Delivery.objects.count() == 2


def test_a_file_proves_a_delivery_and_only_organisers_see_it(desk: Client, client: Client) -> None:
    file = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 a receipt")
    write(desk, proof="", file=file)
    number = Delivery.objects.get().pk
    assert desk.get(f"{DELIVERY}{number}/proof/").content == b"%PDF-1.7 a receipt"
    assert client.get(f"{DELIVERY}{number}/proof/").status_code == 302
    assert "receipt.pdf" not in told(client)


def test_the_pack_is_one_pdf_to_print_or_a_zip(desk: Client) -> None:
    with Pdf.open(io.BytesIO(desk.get(f"{DELIVERY}pack.pdf").content)) as pdf:
        assert len(pdf.pages) >= 2  # a cover, and the letter
    with zipfile.ZipFile(io.BytesIO(desk.get(f"{DELIVERY}pack.zip").content)) as packed:
        assert {"letter.pdf", "signatories.csv"} <= {name.rpartition("/")[2] for name in packed.namelist()}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"recipient": ""}, "whom"),
        ({"delivered_on": str(today() + timedelta(days=30))}, "not come yet"),
        ({"delivered_on": "2020-01-01"}, "closed"),
        ({"proof": ""}, "proof"),
        ({"delivered_on": ""}, "delivered"),
        ({"acknowledged_on": "2020-01-01"}, "before"),
        ({"delivered_on": "31st of May"}, "31st of May"),
        ({"file": SimpleUploadedFile("run.exe", b"MZ\x00\x01")}, "file"),
    ],
)
def test_what_contradicts_itself_is_refused_and_kept_in_the_form(
    desk: Client, fields: dict[str, object], sentence: str
) -> None:
    answer = desk.post(DELIVERY, {**DONE, **fields, "person": "Somebody typed"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in re.sub(r"<[^>]+>", " ", page).lower()
    assert "Somebody typed" in page
    assert not Delivery.objects.exists()


def test_nothing_is_delivered_before_the_list_is_final(stage: Stage) -> None:
    stage.circulate()
    desk = stage.desk()
    assert desk.post(DELIVERY, DONE).status_code == 422
    assert desk.get(f"{DELIVERY}pack.pdf").status_code == 422
    plan = {**DONE, "delivered_on": "", "proof": "", "planned_on": str(today())}
    assert desk.post(DELIVERY, plan).status_code == 303


def test_an_entry_is_taken_off_the_list(desk: Client, client: Client) -> None:
    write(desk)
    number = str(Delivery.objects.get().pk)
    assert desk.post(DELIVERY, {"answer": "strike", "delivery": number}).status_code == 303
    assert "Delivered" not in told(client)
