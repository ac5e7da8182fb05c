"""The page in a real browser: by eye, ear and keyboard, without scripts, on paper, and with a long list."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import assert_accessible, assert_fits
from tests.outputs import reading_back
from tests.outputs.letters import example, published, signed_by
from undersigned.domain.block import GroupBy, Order, printed_line
from undersigned.domain.documents import Signatory
from undersigned.domain.publishing import Publication

LONG = 6_000


def page_of(publication: Publication, folder: Path) -> str:
    path = folder / "letter.html"
    path.write_bytes(reading_back.content("html", publication))
    return path.as_uri()


def long_list() -> Publication:
    return signed_by(
        *(Signatory(name=f"Signatory {number}", organisation="Night Buses") for number in range(LONG))
    )


def watched(page: Page) -> list[str]:
    """What the browser complains of, and what it asks of anybody: both should stay empty."""
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else trouble.append(request.url),
    )
    return trouble


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_accessible_fits_and_asks_nobody(
    chromium: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]  # one of two words
    page = context.new_page()
    trouble = watched(page)
    page.goto(page_of(published(), tmp_path))
    assert_accessible_but_for_the_policy(context, tmp_path)
    assert_fits(page)
    assert trouble == []
    context.close()


def assert_accessible_but_for_the_policy(context: object, folder: Path) -> None:
    """axe is a script, which the page's policy rightly stops: it looks at the page without one."""
    path = folder / "without.html"
    page = (folder / "letter.html").read_text("utf-8")
    start = page.index('<meta http-equiv="Content-Security-Policy"')
    path.write_text(page[:start] + page[page.index("\n", start) :], "utf-8")
    opened: Page = context.new_page()  # type: ignore[attr-defined]  # playwright's context
    opened.goto(path.as_uri())
    opened.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert_accessible(opened)
    assert_fits(opened)


@pytest.mark.browser
def test_the_search_finds_by_name_place_and_without_accents(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(page_of(example(GroupBy.REGION, Order.REGION), tmp_path))
    page.get_by_label("Search by name, office or place").fill("siobhan boston")
    page.locator(".search output", has_text=" of ").wait_for()
    assert page.locator(".search output").text_content() == "1 of 32"
    found = [reading_back.plain(text) for text in page.locator(".found li").all_inner_texts()]
    assert found == ["Siobhán O’Rourke-Levy, Mayor of Boston, MA"]
    assert not page.locator(".all").is_visible()
    page.get_by_label("Search by name, office or place").fill("")
    page.locator(".all").wait_for()
    page.close()


@pytest.mark.browser
def test_a_long_list_comes_in_parts_and_all_of_it_can_be_searched(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(page_of(long_list(), tmp_path))
    assert page.locator(".all li").count() == 1_000
    page.get_by_label("Search by name, office or place").fill(f"signatory {LONG - 1}")
    page.locator(".search output", has_text=" of ").wait_for()
    assert page.locator(".found li").all_inner_texts() == [f"Signatory {LONG - 1}, Night Buses"]
    page.get_by_label("Search by name, office or place").fill("")
    page.locator(".all").wait_for()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator(".all li").nth(1_000).wait_for(state="attached")
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("publication", [example(), long_list()], ids=["short", "long"])
def test_without_scripts_the_whole_list_is_there(
    chromium: Browser, tmp_path: Path, publication: Publication
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_of(publication, tmp_path))
    lines = [printed_line(each) for each in publication.document.signatories]
    assert [text.replace("\u00a0", " ") for text in page.locator(".all li").all_text_contents()] == lines
    assert not page.locator(".search").is_visible()
    context.close()


@pytest.mark.browser
def test_everything_can_be_reached_by_keyboard(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(page_of(published(), tmp_path))
    reached = []
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id")
        )
    assert reached[0] == "Skip to the signatories"
    assert "how to check this list" in reached
    assert "search" in reached
    assert "How the signatures were confirmed" in reached
    assert [text for text in reached if "Mayor of Honolulu" in text], "a dot of the map says its names"
    page.close()


@pytest.mark.browser
def test_a_request_can_be_linked_to(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(page_of(example(), tmp_path) + "#protection")
    assert "Extend protection" in str(page.locator(":target").text_content())
    page.close()


@pytest.mark.browser
def test_on_paper_there_is_the_letter_and_no_machinery(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(page_of(published(), tmp_path))
    text = reading_back.pdf_text(page.pdf())
    assert "Abigail Drummond, Mayor of Syracuse, NY" in text
    assert "Search by name" not in text
    page.close()


def test_thirty_two_signatories_weigh_less_than_a_hundred_kilobytes() -> None:
    assert len(reading_back.content("html", published())) < 100_000


def test_a_letter_in_hebrew_is_written_from_right_to_left() -> None:
    publication = example()
    page = reading_back.content(
        "html", replace(publication, document=replace(publication.document, language="he"))
    ).decode()
    assert '<html lang="he" dir="rtl">' in page


def test_a_withdrawal_stays_visible_with_its_date() -> None:
    page = reading_back.content("html", published()).decode()
    assert "Eve Gone, Mayor of Reno, NV: withdrawn on January 3, 2017" in page


def test_how_the_signatures_were_confirmed_is_told_in_words() -> None:
    page = reading_back.content("html", published()).decode()
    assert "31 by the office-holder, with a personal link sent to the office" in page
    assert "one by a delegate whom the office named" in page


def test_the_map_has_one_dot_a_place_and_none_is_drawn_for_a_list_from_elsewhere() -> None:
    assert reading_back.content("html", example()).decode().count('class="dot"') == 32
    abroad = signed_by(*(Signatory(name="A", place=place, country="GB") for place in ("Leeds", "York")))
    assert "<svg" not in reading_back.content("html", abroad).decode()


def test_what_is_signed_from_abroad_stands_in_a_table_by_region() -> None:
    page = reading_back.content(
        "html",
        signed_by(
            Signatory(name="A", office="Mayor", place="Toronto", region="ON", country="CA"),
            Signatory(name="B", office="Mayor", place="Oaxaca", region="Oaxaca", country="MX"),
            Signatory(name="C", office="Mayor", place="Lyon", country="FR"),
            Signatory(name="D", office="Mayor", place="Villeurbanne", country="FR"),
            Signatory(name="E", office="Mayor", place="Reno", region="NV"),
        ),
    ).decode()
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td class="figure">(.*?)</td><td>(.*?)</td></tr>', page)
    assert rows == [
        ("Nevada", "1", "Reno"),
        ("Ontario, Canada", "1", "Toronto"),
        ("France", "2", "Lyon, Villeurbanne"),
        ("Oaxaca, Mexico", "1", "Oaxaca"),
    ]
    assert "4 regions" in page


@pytest.mark.parametrize(
    ("name", "faces"),
    [("Ada", set()), ("Emina Hadžić", {"U+100-17F"}), ("Nguyễn Ái", {"U+1EA0-1EF9"})],
)
def test_the_page_brings_the_letters_of_its_names_and_no_others(name: str, faces: set[str]) -> None:
    page = reading_back.content("html", signed_by(Signatory(name=name, office="Mayor"))).decode()
    assert {face for face in ("U+100-17F", "U+1EA0-1EF9") if face in page} == faces
    assert "font-style:italic;font-display" not in page


@pytest.mark.browser
def test_the_map_can_be_skipped_by_keyboard(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(page_of(example(), tmp_path))
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg')") is None
    page.close()
