"""The public side as static files: every link leads to a file, and it works from the disk."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from playwright.sync_api import Browser

from tests.browser import assert_fits
from tests.cast import SLUG, Stage, today
from tests.stories.test_archive import archive
from undersigned.cli.site import export_site
from undersigned.proof import command
from undersigned.proof.verdict import Given

__all__ = ["archive"]  # a fixture that these stories share with those of the archive
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases,
    pytest.mark.usefixtures("kept_connection"),
]


def export(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(export_site, [str(folder), *words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def copy(archive: Stage, tmp_path: Path) -> Path:
    export(tmp_path / "public")
    return tmp_path / "public"


def test_every_link_of_every_page_leads_to_a_file_of_the_copy(copy: Path) -> None:
    pages = sorted(copy.rglob("*.html"))
    assert len(pages) > 10
    lost = []
    for page in pages:
        if "evidence" in page.parts:
            continue  # the sealed bytes of the letter, and the checking page
        for _, attribute, link, _ in html.parse(str(page)).getroot().iterlinks():
            whole = urljoin(page.as_uri(), link)
            elsewhere = not whole.startswith("file:") or attribute == "content"
            if not elsewhere and not Path(urlsplit(whole).path).is_file():
                lost.append((str(page.relative_to(copy)), link))
    assert lost == []


def test_nothing_of_the_desk_and_of_any_person_is_in_the_copy(copy: Path) -> None:
    names = {path.relative_to(copy).parts[0] for path in copy.rglob("*") if path.is_file()}
    assert names == {
        ".undersigned.json", "README.txt", "coalitions", "feed.atom", "index.html", "letters", "search",
        "static", "v",
    }  # fmt: skip
    for file in copy.rglob("*"):
        assert not file.is_file() or b"@carrboro.example" not in file.read_bytes()


def test_the_evidence_in_the_copy_holds_as_a_folder_and_as_a_zip(copy: Path) -> None:
    for what in (copy / "letters" / SLUG / "evidence", copy / "letters" / SLUG / "evidence.zip"):
        assert command.judge(what, Given()).verdict == "holds"


def test_the_same_public_side_gives_the_same_bytes_and_the_command_tells_how_many(
    copy: Path, tmp_path: Path
) -> None:
    told = json.loads(export(tmp_path / "again", "--json"))
    files, again = contents(copy), contents(tmp_path / "again")
    assert files == again
    assert told["files"] == len(files) - 1  # the list of files is not in itself


def test_what_is_no_longer_public_is_taken_out_of_the_copy(archive: Stage, copy: Path) -> None:
    member = copy / "coalitions" / "north-towns" / "members" / "us-nc-chapel-hill-mayor" / "index.html"
    assert member.exists()
    Client().post(archive.link("mayor@chapelhill.example", "receipt"), {"answer": "forget"})
    export(copy)
    assert not member.exists()
    assert [name for name, content in contents(copy).items() if b"Quintero" in content] == []


def test_a_file_of_somebody_elses_is_not_written_over(copy: Path) -> None:
    (copy / "index.html").write_text("mine")
    refused = CliRunner().invoke(export_site, [str(copy)])
    assert refused.exception is not None
    assert (copy / "index.html").read_text() == "mine"
    export(copy, "--force")
    assert (copy / "index.html").read_text() != "mine"


def kind_of(page: Path) -> str:
    """What pages like this one have in common, whichever letter, member or place they tell of."""
    named = re.compile(r"/(letters|coalitions|members|records|press)/(?!index)[^/]+/")
    return named.sub(r"/\1/*/", page.as_posix())


@pytest.mark.browser
def test_every_kind_of_page_in_the_copy_is_accessible_and_as_wide_as_a_phone(
    copy: Path, chromium: Browser
) -> None:
    kinds = {kind_of(page): page for page in sorted(copy.rglob("*.html"))}
    assert len(kinds) > 8
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    for file in kinds.values():
        page.goto(file.as_uri())
        found = Axe().run(page, options={"preload": False})
        assert found.violations_count == 0, f"{file}\n{found.generate_report()}"
        assert_fits(page)
    context.close()


def test_the_register_of_facts_and_an_answer_that_came_are_in_the_copy(
    archive: Stage, copy: Path, tmp_path: Path
) -> None:
    desk, day = archive.desk(), str(today())
    fact = {
        "region": "NC",
        "what": "Night buses run.",
        "source": "Board",
        "address": "https://board.example/",
    }
    desk.post("/desk/coalitions/north-towns/facts/", {"answer": "write", "checked_on": day, **fact})
    answer = SimpleUploadedFile("answer.txt", b"We will look into it.", content_type="text/plain")
    sent = {"sender": "The Board", "response_on": day, "title": "Answer", "shown": "yes", "file": answer}
    assert desk.post(f"/desk/letters/{SLUG}/asks/", {"answer": "response", **sent}).status_code == 303
    export(copy)
    coalition = copy / "coalitions" / "north-towns"
    assert "Night buses run." in (coalition / "facts" / "index.html").read_text()
    assert 'href="facts/index.html"' in (coalition / "index.html").read_text()
    [kept] = (copy / "letters" / SLUG / "asks").glob("*/answer.txt")
    assert kept.read_text() == "We will look into it."


@pytest.mark.browser
def test_a_reader_walks_the_copy_from_the_disk_and_searches_it(copy: Path, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((copy / "index.html").as_uri())
    page.get_by_role("link", name="North Towns").first.click()
    page.get_by_role("searchbox").fill("quintero ferry")
    page.get_by_role("button", name="Find").click()
    assert page.locator("#nothing").is_visible()
    page.get_by_role("searchbox").fill("QUINTERO")
    page.get_by_role("button", name="Find").click()
    assert Axe().run(page, options={"preload": False}).violations_count == 0
    page.locator("#found a").click()
    assert page.get_by_text("Tomás Quintero").first.is_visible()
    assert Axe().run(page, options={"preload": False}).violations_count == 0
    assert troubles == []
    context.close()
