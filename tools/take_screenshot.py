"""Take the picture in the README: `python tools/take_screenshot.py URL FILE.png`, with a server running."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import browser  # noqa: E402  # the tests know where a machine keeps its Chromium

WIDTH, HEIGHT = 900, 1450


def main(url: str, file: str) -> None:
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(url)
        page.screenshot(path=file)


if __name__ == "__main__":
    main(*sys.argv[1:])
