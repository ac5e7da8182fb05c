"""The page gives the command's verdict, in a real browser, from a file, with no network."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.proof import corpus
from tests.proof.letters import KEY, NEW_KEY, Letter, judged, whole_bundle, whole_letter
from tests.proof.zips import ZIPS
from undersigned.proof import bundle, layout, verify_page

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
)
EVERY_WHICH_BYTE = 23  # flipped in the browser; the command is asked for each and every one

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page as a reader has it: one file, opened from a folder. Nothing may be said on its console."""
    file = tmp_path_factory.mktemp("page") / "verify.html"
    file.write_bytes(verify_page.build())
    opened = chromium.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    assert complaints == []
    assert requests == [file.as_uri()], "the page asked for something"
    opened.close()


def dropped(page: Page, files: dict[str, bytes], key: str = "") -> str:
    """Drop files on the page; what verdict it then shows."""
    page.set_input_files("#files", [])
    page.fill("#key", key)
    payload = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()
    ]
    page.evaluate("delete document.getElementById('result').dataset.verdict")
    page.set_input_files("#files", payload)  # type: ignore[arg-type]  # the library's own type is a TypedDict
    result = page.locator("#result[data-verdict]")
    result.wait_for(timeout=20_000)
    return result.get_attribute("data-verdict") or ""


def words(page: Page) -> str:
    return page.inner_text("#result")


def test_the_page_says_what_the_command_says_over_the_whole_corpus(page: Page) -> None:
    """The same verdict, and the same checks that fail."""
    different = {}
    for name, parts, verdict in corpus.corpus():
        said = dropped(page, {"evidence.zip": light(parts)})
        failed = page.eval_on_selector_all("[data-ok=false]", "rows => rows.map(row => row.dataset.name)")
        expected = [check.name for check in judged(parts).checks if check.ok is False]
        if (said, sorted(failed)) != (verdict, sorted(expected)):
            different[name] = (said, failed, verdict, expected)
    assert different == {}


@pytest.mark.parametrize("name", ZIPS)
def test_the_page_says_what_the_command_says_of_every_zip(page: Page, name: str) -> None:
    make, verdict = ZIPS[name]
    assert dropped(page, {"evidence.zip": make()}) == verdict


def light(parts: corpus.Parts) -> bytes:
    """Packed without the page itself and the readme, which no check looks at."""
    return bundle.pack({path: content for path, content in parts.items() if path not in layout.NOT_COVERED})


def test_the_page_notices_flipped_bytes(page: Page) -> None:
    parts = dict(corpus.small_letter().bundle())
    position = 0
    for path in sorted(set(parts) - set(layout.NOT_COVERED)):
        original = parts[path]
        while position < len(original):
            parts[path] = original[:position] + bytes([original[position] ^ 1]) + original[position + 1 :]
            assert dropped(page, {"evidence.zip": bundle.pack(parts)}) == "does-not-hold", (
                f"{path}, byte {position}"
            )
            position += EVERY_WHICH_BYTE
        position -= len(original)
        parts[path] = original


def test_the_page_says_what_holds_in_words(page: Page) -> None:
    assert dropped(page, {"evidence.zip": bundle.pack(whole_bundle())}) == "holds"
    said = words(page)
    assert "This list holds." in said
    assert "under exactly the text of letter.en.md" in said
    assert "5 signatures stand, 1 of them not named" in said
    assert "The key was taken from the file itself." in said
    assert "Béla Minta, Mayor of Óváros, OH" in said


def test_a_key_given_from_outside_is_used_and_a_wrong_one_is_noticed(page: Page) -> None:
    packed = bundle.pack(whole_bundle())
    assert dropped(page, {"evidence.zip": packed}, str(KEY.verifier)) == "holds"
    assert "taken from the file" not in words(page)
    assert dropped(page, {"evidence.zip": packed}, str(KEY.named("example.org").verifier)) == "holds"
    assert dropped(page, {"evidence.zip": packed}, str(NEW_KEY.verifier)) == "does-not-hold"
    assert dropped(page, {"evidence.zip": packed}, "rubbish") == "cannot-tell"


def test_a_receipt_alone_needs_the_key_and_then_tells_what_was_recorded(page: Page) -> None:
    text = whole_letter().receipt(4)
    assert dropped(page, {"receipt.tlog-proof": text}) == "cannot-tell"
    assert dropped(page, {"receipt.tlog-proof": text}, str(KEY.verifier)) == "holds"
    assert "Ada Example, Mayor of Springfield, NY" in words(page)
    assert (
        dropped(page, {"receipt.tlog-proof": text.replace(b"index 4", b"index 5")}, str(KEY.verifier))
        == "does-not-hold"
    )


def test_a_receipt_with_the_bundle_tells_what_became_of_the_signature(page: Page) -> None:
    letter = whole_letter()
    packed = bundle.pack(letter.bundle())
    assert dropped(page, {"evidence.zip": packed, "r.tlog-proof": letter.receipt(8)}) == "holds"
    assert "the signature was withdrawn later" in words(page)
    other = Letter()
    other.freeze()
    other.sign(3)
    assert dropped(page, {"evidence.zip": packed, "r.tlog-proof": other.receipt(1)}) == "does-not-hold"
    assert "FORK" in words(page)


def test_an_earlier_bundle_dropped_beside_it_shows_a_log_that_was_cut(page: Page) -> None:
    long, short = corpus.open_letter(), Letter()
    short.freeze()
    short.sign(0, how="mail")
    packed = {"now.zip": bundle.pack(short.bundle()), "earlier.zip": bundle.pack(long.bundle())}
    assert dropped(page, packed) == "does-not-hold"
    assert "some are gone" in words(page)
    assert dropped(page, dict(reversed(packed.items()))) == "holds"


def test_the_history_of_an_earlier_bundle_is_looked_at_too(page: Page) -> None:
    forked = dict(whole_bundle()) | {"history/4": corpus.forked_history()}
    packed = {"now.zip": bundle.pack(whole_bundle()), "earlier.zip": bundle.pack(forked)}
    assert dropped(page, packed) == "does-not-hold"
    assert "FORK" in words(page)


def test_receipts_without_a_bundle_are_held_against_each_other_and_a_kept_checkpoint(page: Page) -> None:
    shown, hidden = Letter(), Letter()
    for letter, number in ((shown, 1), (hidden, 2)):
        letter.freeze()
        letter.sign(number)
    receipt, key = {"mine.tlog-proof": shown.receipt(1)}, str(KEY.verifier)
    assert dropped(page, {**receipt, "checkpoint": shown.checkpoint()}, key) == "holds"
    assert "This receipt holds." in words(page)
    assert dropped(page, {"checkpoint": hidden.checkpoint(), **receipt}, key) == "does-not-hold"
    assert "FORK" in words(page)
    other = {"other.tlog-proof": hidden.receipt(1)}
    shown.sign(3)
    later = {"later.tlog-proof": shown.receipt(2)}
    assert dropped(page, {**receipt, **later, **other}, key) == "does-not-hold"


@pytest.mark.parametrize("rubbish", [b"", b"PK\x03\x04 nothing", b"hello", bytes(5000)])
def test_of_rubbish_the_page_cannot_tell(page: Page, rubbish: bytes) -> None:
    assert dropped(page, {"rubbish.zip": rubbish}) == "cannot-tell"


def test_a_browser_without_these_signatures_never_says_that_it_holds(
    chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "verify.html"
    file.write_bytes(verify_page.build())
    old = chromium.new_page()
    old.add_init_script(
        "SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('NotSupportedError'));"
    )
    old.goto(file.as_uri())
    assert dropped(old, {"evidence.zip": bundle.pack(whole_bundle())}) == "cannot-tell"
    assert "this browser cannot check this kind of signature" in words(old)
    expect(old.locator("h2.holds")).to_have_count(0)
    old.close()


def test_the_page_allows_itself_nothing_but_its_own_script_and_style() -> None:
    html = verify_page.build().decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy[1]
    for door in (
        "http://",
        "https://",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "import(",
        "eval(",
        "innerHTML",
        " src=",
    ):
        assert door not in html, f"the page has {door} in it"


def test_no_two_parts_of_the_page_give_one_name_to_two_things() -> None:
    script = verify_page.build().decode()
    names = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", script, re.MULTILINE)
    assert sorted(names) == sorted(set(names))


def test_the_page_that_is_shipped_is_the_one_that_its_parts_give() -> None:
    fresh = bundle.verify_page() == verify_page.build()
    assert fresh, "run: python -m undersigned.proof.verify_page"
