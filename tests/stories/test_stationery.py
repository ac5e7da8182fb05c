"""Letterheads, templates and fonts of whoever runs the server, and how an organiser has a letter set."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import SLUG, Stage, now
from tests.outputs.reading_back import pdf_text
from tests.stories.test_evidence import SIGN, assert_holds, verdict
from undersigned.actions.letters.close import close
from undersigned.cli.main import cli
from undersigned.domain.accounts import Role
from undersigned.errors import Refused
from undersigned.outputs.pdf.press import OUR_FONTS
from undersigned.queries.letters import letter_by_slug
from undersigned.wording import speak

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

LETTERHEAD = "/desk/coalitions/north-towns/letterhead/"
LOOK = f"/desk/letters/{SLUG}/look/"
PAGE = f"/letters/{SLUG}/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30"/></svg>'


def png(width: int = 60, height: int = 20) -> bytes:
    """A picture all of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x7f" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def upload(desk: Client, picture: bytes, name: str = "letterhead.png") -> int:
    return desk.post(LETTERHEAD, {"picture": SimpleUploadedFile(name, picture)}).status_code


def signed(stage: Stage, client: Client) -> None:
    stage.circulate()
    for address in ("mayor@carrboro.example", "bea@chapelhill.example", "ruth@montgomery.example"):
        client.post(stage.link(address), SIGN)
    close(slug=SLUG, at=now())


def publish() -> Result:
    return CliRunner().invoke(cli, ["letter", "publish", SLUG], standalone_mode=False)


def in_folder(name: str, content: str | bytes) -> Path:
    file = Path(settings.DATA_DIR) / "stationery" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


# --- letterheads ----------------------------------------------------------------------------------


def test_a_letterhead_stands_on_page_and_paper_and_in_word(stage: Stage, client: Client) -> None:
    desk = stage.desk()
    assert upload(desk, png()) == 303
    assert "data:image/png;base64," in desk.get(LETTERHEAD).content.decode()
    signed(stage, client)
    assert publish().exception is None
    page = client.get(PAGE).content.decode()
    assert '<p class="letterhead"><img src="data:image/png;base64,' in page
    assert 'alt="North Towns"' in page
    with pikepdf.open(BytesIO(client.get(f"/letters/{SLUG}.pdf").content)) as pdf:
        assert len(pdf.pages[0].get_images()) == 1
    with zipfile.ZipFile(BytesIO(client.get(f"/letters/{SLUG}.docx").content)) as document:
        assert [name for name in document.namelist() if name.startswith("word/media/")]


def test_one_letterhead_takes_the_place_of_another_and_can_be_taken_away(stage: Stage) -> None:
    desk = stage.desk()
    folder = Path(settings.DATA_DIR) / "stationery" / "letterheads"
    upload(desk, png())
    upload(desk, SVG, "letterhead.svg")
    assert [file.name for file in folder.iterdir()] == ["north-towns.svg"]
    assert desk.post(LETTERHEAD, {"answer": "take-away"}).status_code == 303
    assert list(folder.iterdir()) == []
    assert "There is none yet" in desk.get(LETTERHEAD).content.decode()


NO_LETTERHEADS = {
    "nothing": (b"", "not a PNG, JPEG or SVG"),
    "a text": (b"Dear all,", "not a PNG, JPEG or SVG"),
    "a page that has a drawing in it": (b"<html><body><svg></svg></body></html>", "not a PNG, JPEG or SVG"),
    "half of a picture": (png()[:40], "cannot be drawn"),
    "a picture that only begins as one": (b"\x89PNG\r\n\x1a\n" + b"x" * 400, "cannot be drawn"),
    "a drawing that is broken off": (SVG[:60], "cannot be drawn"),
    "a script": (SVG.replace(b"<rect", b"<script>alert(1)</script><rect"), "more than a picture"),
    "an act on load": (SVG.replace(b"<svg", b'<svg onload="alert(1)"'), "more than a picture"),
    "a page inside": (SVG.replace(b"<rect", b"<foreignObject/><rect"), "more than a picture"),
    "a picture from elsewhere": (
        SVG.replace(b"<rect", b'<image href="http://stranger.example/x.png"/><rect'),
        "more than a picture",
    ),
    "a file of this machine": (
        SVG.replace(b"<rect", b'<image xlink:href="file:///etc/passwd"/><rect'),
        "more than a picture",
    ),
    "a style from elsewhere": (
        SVG.replace(b"<rect", b"<style>@import 'http://stranger.example/';</style><rect"),
        "more than a picture",
    ),
    "a paint from elsewhere": (
        SVG.replace(b"<rect", b'<rect fill="url(http://stranger.example/#a)"/><rect'),
        "more than a picture",
    ),
    "a laugh that grows": (b'<!DOCTYPE svg [<!ENTITY a "ha">]>' + SVG, "not a PNG, JPEG or SVG"),
    "too much": (png() + b"\0" * 2_000_000, "more than 2 MB"),
}


@pytest.mark.parametrize("kind", NO_LETTERHEADS)
def test_what_is_no_still_picture_is_refused_and_nothing_is_kept(stage: Stage, kind: str) -> None:
    desk = stage.desk()
    upload(desk, png())
    picture, why = NO_LETTERHEADS[kind]
    file = SimpleUploadedFile("letterhead.svg", picture)
    answer = desk.post(LETTERHEAD, {"picture": file} if picture else {})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    kept = Path(settings.DATA_DIR) / "stationery" / "letterheads" / "north-towns.png"
    assert kept.read_bytes() == png()


def test_a_viewer_sees_the_letterhead_and_cannot_change_it(stage: Stage) -> None:
    viewer = stage.desk("vi@north-towns.example", Role.VIEWER)
    assert viewer.get(LETTERHEAD).status_code == 200
    assert upload(viewer, png()) == 403


# --- templates and fonts --------------------------------------------------------------------------


def test_templates_of_the_data_folder_stand_in_place_of_ours(stage: Stage, client: Client) -> None:
    style = "body{font-family:serif;max-width:40rem}"
    in_folder("templates/letter.css", style)
    in_folder(
        "templates/letter.typ",
        "#let data = json(bytes(sys.inputs.data))\n#set document(title: data.title)\n"
        "#set text(lang: data.lang)\n= Set by the server’s owner\n#data.title\n"
        "#for group in data.groups { for entry in group.lines { par(entry.at(0) + entry.at(1)) } }",
    )
    signed(stage, client)
    assert publish().exception is None
    page = client.get(PAGE)
    assert style in page.content.decode()
    assert "'unsafe" not in page.headers["Content-Security-Policy"]
    text = pdf_text(client.get(f"/letters/{SLUG}.pdf").content)
    assert "Set by the server’s owner" in text
    assert "Ada Lindqvist, Mayor of Carrboro, NC" in text


BROKEN = {
    "a page that does not parse": ("templates/letter.html.j2", "{% if %}", "letter.html.j2"),
    "a page that asks for what is not there": (
        "templates/letter.html.j2",
        "{{ nothing.at.all }}",
        "letter.html.j2",
    ),
    "a page that reaches for the machine": (
        "templates/letter.html.j2",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "letter.html.j2",
    ),
    "a PDF that does not parse": ("templates/letter.typ", "#let (", "letter.typ"),
    "a PDF that reads a file of this machine": ("templates/letter.typ", '#read("/etc/passwd")', "letter.typ"),
    "a PDF that fetches a package": ("templates/letter.typ", '#import "@preview/x:1.0.0": y', "letter.typ"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_template_that_does_not_work_is_named_and_nothing_is_published(
    stage: Stage, client: Client, kind: str
) -> None:
    name, text, said = BROKEN[kind]
    in_folder(name, text)
    signed(stage, client)
    refused = publish().exception
    assert isinstance(refused, Refused)
    sentence = speak("en").reason(refused.reason, **refused.values)
    assert f"The template {said} in the data folder does not work" in sentence
    assert "root:" not in sentence
    assert letter_by_slug(SLUG).state == "closed"
    assert client.get(PAGE).status_code == 404
    (Path(settings.DATA_DIR) / "stationery" / name).unlink()
    assert publish().exception is None


def test_what_is_public_already_keeps_its_look(stage: Stage, client: Client) -> None:
    signed(stage, client)
    publish()
    before = client.get(PAGE).content
    upload(stage.desk(), png())
    in_folder("templates/letter.css", "body{color:red}")
    assert client.get(PAGE).content == before


def test_a_font_of_the_data_folder_is_used(
    stage: Stage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("undersigned.outputs.pdf.glyphs._SYSTEM_FONTS", ())
    monkeypatch.setattr("undersigned.outputs.pdf.glyphs._shipped", lambda: frozenset(range(0x600)))
    in_folder("fonts/naskh.ttf", (OUR_FONTS / "NotoNaskhArabic-Regular.ttf").read_bytes())
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    line = {"name": "آدا ليندكفيست", "office": "Mayor", "place": "Carrboro", "region": "NC"}
    client.post(link, {**SIGN, **line})
    desk = stage.desk()
    lines = f"/desk/letters/{SLUG}/lines/"
    change = desk.get(lines).content.decode().split('name="change" value="')[1].split('"')[0]
    desk.post(lines, {"change": change, "answer": "accept"})
    close(slug=SLUG, at=now())
    publish()
    with pikepdf.open(BytesIO(client.get(f"/letters/{SLUG}.pdf").content)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert any("Naskh" in font for font in fonts)


# --- how a letter is set --------------------------------------------------------------------------


def test_an_organiser_chooses_order_headings_and_cover(stage: Stage, client: Client) -> None:
    signed(stage, client)
    desk = stage.desk()
    choice = {"order": "surname", "groups": "office", "cover": "yes"}
    assert desk.post(LOOK, choice).status_code == 303
    publish()
    listed = [row["name"] for row in client.get(f"/letters/{SLUG}.json").json()["signatories"]]
    assert listed == ["Ada Lindqvist", "Tomás Quintero", "Ruth Vandermeer"]
    text = client.get(f"/letters/{SLUG}.txt").content.decode()
    assert text.index("Mayors (2)") < text.index("Ada Lindqvist") < text.index("County Executive (1)")
    cover = pdf_text(client.get(f"/letters/{SLUG}.pdf").content).split("Dear Governor")[0]
    assert "Signatories by state" in cover
    assert "North Carolina 2 Carrboro, Chapel Hill" in cover
    assert_holds(verdict(client))


@pytest.mark.parametrize(("field", "value"), [("order", "by-height"), ("order", ""), ("groups", "friends")])
def test_a_choice_that_there_is_not_is_refused(stage: Stage, field: str, value: str) -> None:
    stage.draft()
    answer = stage.desk().post(LOOK, {"order": "place", "groups": "", field: value})
    assert answer.status_code == 422
    assert "none of the choices" in answer.content.decode()
    assert letter_by_slug(SLUG).list_order == "place"


def test_the_look_of_a_public_letter_is_fixed(stage: Stage, client: Client) -> None:
    signed(stage, client)
    desk = stage.desk()
    publish()
    assert "cannot change any more" in desk.get(LOOK).content.decode()
    assert desk.post(LOOK, {"order": "surname", "groups": ""}).status_code == 422


def test_the_files_are_seen_before_anybody_else_sees_them(stage: Stage, client: Client) -> None:
    stage.circulate()
    desk = stage.desk()
    seen = {kind: desk.get(f"{LOOK}{kind}/") for kind in ("pdf", "html", "docx")}
    assert seen["pdf"].content.startswith(b"%PDF")
    assert b"Open letter on the night buses" in seen["html"].content
    assert zipfile.is_zipfile(BytesIO(seen["docx"].content))
    assert {answer.headers["Cache-Control"] for answer in seen.values()} == {"no-store"}
    assert desk.get(f"{LOOK}epub/").status_code == 404
    assert Client().get(f"{LOOK}pdf/").status_code == 302
    in_folder("templates/letter.typ", "#let (")
    assert desk.get(f"{LOOK}pdf/").status_code == 422
