"""The main job from outside: commands and HTTP alone, as a program or a stranger would use them."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener, urlopen

import pytest

from tests.cast import LETTER, ROSTER

SHARED = Path(os.environ.get("UNDERSIGNED_SHARED", Path(__file__).parents[3] / "shared"))
REAL_ROSTER = SHARED / "data" / "rosters" / "mayors.csv"


@dataclass
class Installation:
    """A data folder, the commands on it, and a server that a test may start."""

    folder: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("UNDERSIGNED_")}
        return ours | {
            "UNDERSIGNED_DATA_DIR": str(self.folder),
            "UNDERSIGNED_BASE_URL": f"http://127.0.0.1:{self.port}",
        }

    def run(self, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "undersigned", *words]
        return subprocess.run(
            command, env=self.environment, input=given, capture_output=True, text=True, check=False
        )

    def do(self, *words: str, given: str = "") -> str:
        """A command that must succeed; what it prints."""
        done = self.run(*words, given=given)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def facts(self, *words: str) -> Any:
        return json.loads(self.do(*words, "--json"))

    def links(self) -> list[str]:
        """The personal links in the outbox, each from a line of its own."""
        texts = [_plain(file) for file in sorted((self.folder / "outbox").glob("*.eml"))]
        return [re.findall(r"^http\S+/i/\S+/$", text, re.MULTILINE)[0] for text in texts]


def _plain(file: Path) -> str:
    mail = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Installation(tmp_path / "data", probe.getsockname()[1])


@pytest.fixture
def served(installation: Installation) -> Iterator[Installation]:
    """The same, with `serve` running until the test ends."""
    words = [sys.executable, "-m", "undersigned", "serve", "--bind", f"127.0.0.1:{installation.port}"]
    process = subprocess.Popen(words, env=installation.environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == f"Ready: http://127.0.0.1:{installation.port}"
    yield installation
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_without_an_address_of_its_own_it_is_reached_where_it_listens(
    installation: Installation, host: str
) -> None:
    words = [sys.executable, "-m", "undersigned", "serve", "--bind", f"{host}:{installation.port}"]
    environment = {
        name: value for name, value in installation.environment.items() if name != "UNDERSIGNED_BASE_URL"
    }
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        begin = process.stdout.readline().split()[-1]
        assert begin.startswith(f"http://{host}:{installation.port}/desk/begin/")
        assert "coalition" in open_page(begin)
    finally:
        process.terminate()
        process.communicate(timeout=20)


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def answer(link: str, **form: str) -> int:
    """Open a link as a person does, then send its form; the status of the answer."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()), _StayHere())
    page = browser.open(link).read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    data = urlencode({"csrfmiddlewaretoken": found[1], **form}).encode()
    try:
        return int(browser.open(Request(link, data)).status)
    except HTTPError as error:
        return error.code


def open_page(address: str) -> str:
    with urlopen(address, timeout=10) as page:
        return str(page.read().decode())


def wait_for(condition: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


@pytest.mark.skipif(not REAL_ROSTER.exists(), reason="left out: ../shared is not there")
def test_thirty_two_of_forty_real_offices_sign_and_the_list_is_exactly_theirs(
    served: Installation, tmp_path: Path
) -> None:
    served.do("coalition", "create", "towns", "--name", "Towns Together")
    words = ("roster", "import", str(REAL_ROSTER), "--coalition", "towns", "--preset", "openstates")
    first = served.facts(*words)
    assert (first["added"], first["refused"]) == (591, [])
    again = served.facts(*words)
    assert (again["added"], again["changed"], again["vacated"], again["unchanged"]) == (0, 0, 0, 591)

    roster = served.facts("roster", "list", "--coalition", "towns")
    ready = [row for row in roster if row["status"] == "current" and row["email"]][:40]
    source = tmp_path / "letter.md"
    source.write_text(LETTER)
    assert served.facts("letter", "create", str(source), "--coalition", "towns")["state"] == "draft"
    slug = "open-letter-on-the-night-buses"
    members = "\n".join(row["member"] for row in ready)
    served.do("letter", "circulate", slug, "--deadline", "2031-12-01T17:00-05:00", "--to", "-", given=members)
    wait_for(lambda: len(list((served.folder / "outbox").glob("*.eml"))) == 40)

    links = served.links()
    for link in links:
        open_page(link)  # a mail scanner has been here
    assert [answer(link, agree="yes", answer="sign") for link in links[:32]] == [303] * 32
    assert [answer(link, answer="decline", reason="No time.") for link in links[32:35]] == [303] * 3
    count = served.facts("letter", "status", slug)["count"]
    assert (count["signed"], count["declined"], count["opened"]) == (32, 3, 5)
    with pytest.raises(HTTPError, match="404"):
        open_page(f"http://127.0.0.1:{served.port}/letters/{slug}.json")

    early = served.run("letter", "export", slug, "--to", str(tmp_path / "out"))
    assert (early.returncode, "not public yet" in early.stderr) == (1, True)
    served.do("letter", "close", slug)
    served.do("letter", "publish", slug)
    exported = served.do("letter", "export", slug, "--to", str(tmp_path / "out")).split()
    assert str(tmp_path / "out" / "letter.json") in exported
    document = json.loads((tmp_path / "out" / "letter.json").read_text())
    assert json.loads(open_page(f"http://127.0.0.1:{served.port}/letters/{slug}.json")) == document

    signed = {
        row["member"] for row in served.facts("letter", "status", slug)["members"] if row["state"] == "signed"
    }
    holders = {row["holder"] for row in ready if row["member"] in signed}
    assert {row["name"] for row in document["signatories"]} == holders
    assert document["count"]["signatories"] == len(document["signatories"]) == 32
    places = [row["place"].casefold() for row in document["signatories"]]
    assert places == sorted(places)


def test_a_command_says_what_is_wrong_in_one_line(installation: Installation, tmp_path: Path) -> None:
    installation.do("coalition", "create", "towns", "--name", "Towns Together")
    letter = tmp_path / "letter.md"
    letter.write_text("---\ntitle: X\ncolour: red\n---\nText.\n")
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER.replace("name,given", "nmae,given", 1))
    circulate = ("letter", "circulate", "x", "--to-all", "--deadline")
    wrong: list[tuple[tuple[str, ...], int, str]] = [
        (("coalition", "create", "towns", "--name", "Again"), 1, "already a coalition"),
        (("coalition", "create", "Not Usable", "--name", "X"), 1, "cannot be part of an address"),
        (("organiser", "add", "nobody", "--coalition", "towns"), 1, "not a mail address"),
        (("roster", "list", "--coalition", "none"), 1, "no coalition “none”"),
        (("roster", "import", str(tmp_path / "absent.csv"), "--coalition", "towns"), 2, "absent.csv"),
        (("roster", "import", str(roster), "--coalition", "towns"), 2, "nmae"),
        (("letter", "create", str(letter), "--coalition", "towns"), 2, "letter.md: line 3"),
        (("letter", "publish", "none"), 1, "no letter “none”"),
        ((*circulate, "2031-12-01T17:00"), 2, "no time zone"),
        ((*circulate, "tomorrow"), 2, "not a time"),
        (("letter", "circulate", "x"), 2, "--deadline"),
        (("letters",), 2, "No such command"),
    ]
    for words, status, sentence in wrong:
        done = installation.run(*words)
        assert (words, done.returncode) == (words, status)
        assert done.stdout == ""
        assert done.stderr.startswith("undersigned: ")
        assert done.stderr.count("\n") == 1
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr


def test_a_start_with_an_impossible_setting_is_refused_with_a_sentence(installation: Installation) -> None:
    for name, value, sentence in (
        ("BASE_URL", "letters.example.org", "must be an address"),
        ("SECRET_KEY", "short", "it needs 32"),
        ("EMAIL_URL", "pigeon://loft", "must begin with smtp://"),
        ("TRUSTED_PROXIES", "some", "must be a number"),
        ("SECRET_KEY_FILE", "/no/such/file", "cannot be read"),
    ):
        environment = installation.environment | {f"UNDERSIGNED_{name}": value}
        done = subprocess.run(
            [sys.executable, "-m", "undersigned", "serve"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert sentence in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_server_that_is_killed_loses_nothing_that_was_acknowledged(
    installation: Installation, tmp_path: Path
) -> None:
    """The web workers die in the middle; the supervisor starts them again, and what was answered stands."""
    roster, letter = tmp_path / "roster.csv", tmp_path / "letter.md"
    roster.write_text(ROSTER)
    letter.write_text(LETTER)
    installation.do("coalition", "create", "towns", "--name", "Towns Together")
    installation.do("roster", "import", str(roster), "--coalition", "towns")
    installation.do("letter", "create", str(letter), "--coalition", "towns", "--slug", "x")
    installation.do("letter", "circulate", "x", "--deadline", "2031-12-01T17:00-05:00", "--to-all")
    installation.do("work", "--once")
    words = [sys.executable, "-m", "undersigned", "serve", "--bind", f"127.0.0.1:{installation.port}"]
    process = subprocess.Popen(
        words, env=installation.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        assert answer(installation.links()[0], agree="yes", answer="sign") == 303
        subprocess.run(["pkill", "-9", "-P", str(process.pid)], check=True)
        wait_for(lambda: _answers(installation.port))
        assert installation.facts("letter", "status", "x")["count"]["signed"] == 1
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _answers(port: int) -> bool:
    try:
        return "ok" in open_page(f"http://127.0.0.1:{port}/health/")
    except OSError:
        return False
