"""The machine's own Chromium, for stories in which a person clicks."""

import contextlib
import shutil
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def program() -> str | None:
    """The browser's program; None if there is none on this machine."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        yield started
        started.close()


def follow(link: Locator) -> None:
    """Press a link or button that leads to another page, and wait until that page is there."""
    with link.page.expect_navigation():
        link.click()


def see(page: Page, address: str) -> None:
    """Open a page, and hold it to what every page is held to."""
    page.goto(address)
    check(page)


def check(page: Page) -> None:
    """Hold a page to what every page is held to."""
    assert_accessible(page)
    assert_fits(page)


def assert_accessible(page: Page) -> None:
    """No finding of axe, by the rules of WCAG 2.2 AA."""
    page.wait_for_load_state()
    results = Axe().run(page, options={"runOnly": RULES})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_fits(page: Page) -> None:
    """Nothing stands out of the window to the side."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("window.innerWidth"), f"{page.url} is {width} px wide"
