"""The demo: one command and one process, in which everything can be tried, and lasts."""

import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from undersigned.cli.demo.folder import mark_as_played, open_folder
from undersigned.errors import Unreadable
from undersigned.project.env import read_environment

CARRBORO = "mayor@carrboro-nc.example"
CHAPEL_HILL = "mayor@chapel-hill-nc.example"
DELEGATE = "rufus.birnbaum@chapel-hill-nc.example"
TERM_ENDED = "mayor@helena-mt.example"
SIGN = {"agree": "yes", "answer": "sign"}

Start = Callable[..., "Demo"]


class Demo:
    """A running demo, and somebody who looks at it."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            command(folder, self.port, *words),
            stdout=subprocess.PIPE,
            text=True,
            # Of an installation in earnest; the demo must not touch it.
            env={**os.environ, "UNDERSIGNED_DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"},
        )
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)
        self.printed = self._read_until_ready()

    def _read_until_ready(self) -> str:
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line)
            if line == f"Ready: http://127.0.0.1:{self.port}\n":
                return "".join(lines)
        raise AssertionError("".join(["the demo did not start: ", *lines]))

    def see(self, path: str, body: bytes | None = None) -> tuple[int, str]:
        """The status and the page that the address leads to."""
        try:
            with self.browser.open(f"http://127.0.0.1:{self.port}{path}", body, timeout=20) as answer:
                return answer.status, unescape(answer.read().decode())
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, unescape(refused.read().decode())

    def submit(self, path: str, **fields: str) -> tuple[int, str]:
        """Fill in the form that stands at the address."""
        hidden = re.findall(r'name="(csrfmiddlewaretoken|edition)" value="([^"]+)"', self.see(path)[1])
        return self.see(path, urllib.parse.urlencode({**dict(hidden), **fields}).encode())

    def link(self, to: str, subject: str) -> str:
        """The path of the link in the latest such mail, as the outbox page shows it once it was posted."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            mails = self.see(f"/outbox/?q={to}")[1].split("<li>")[1:]
            if found := [mail for mail in mails if subject in mail]:
                return str(re.findall(r'<a href="(/[ir]/[^"]+)">', found[0])[0])
            time.sleep(0.2)
        raise AssertionError(f"no mail “{subject}” to {to} in the outbox")

    def stop(self) -> int:
        """Ask it to stop; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(20)
        finally:
            self.process.kill()
            assert self.process.stdout is not None
            self.process.stdout.close()
        return status


def command(folder: Path, port: int, *words: str) -> list[str]:
    return [sys.executable, "-m", "undersigned", "demo", "--port", str(port), "--data", str(folder), *words]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the story has been played, for copies."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    assert Demo(folder).stop() == 0
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "data"))


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts the demo in this test's folder; whatever still runs at the end is stopped."""
    started: list[Demo] = []

    def start_one(*words: str) -> Demo:
        started.append(Demo(folder, *words))
        return started[-1]

    yield start_one
    for demo in started:
        demo.process.kill()
        demo.process.wait()
        assert demo.process.stdout is not None
        demo.process.stdout.close()


def test_the_published_letter_has_thirty_one_mayors_and_a_county_executive(start: Start) -> None:
    demo = start()
    assert "Before you leave office" in demo.see("/")[1]
    letter = json.loads(demo.see("/letters/early-renewals.json")[1])
    assert letter["count"]["signatories"] == 32
    assert letter["count"]["by_office"] == {"Mayor": 31, "County Executive": 1}
    assert {"Carrboro", "Chapel Hill"} <= {each["place"] for each in letter["signatories"]}
    assert [len(ask["parts"]) for ask in letter["asks"]] == [3, 3]
    assert re.search(r"(?i)withdrawn on", demo.see("/letters/early-renewals/")[1])


def test_what_is_signed_by_a_link_from_the_outbox_lasts_over_a_restart(start: Start) -> None:
    demo = start()
    link = demo.link(CARRBORO, "Please read and sign: Open letter on the evening trains")
    status, page = demo.submit(link, **SIGN)
    assert status == 200
    assert "Signed on" in page
    assert demo.stop() == 0

    again = start()  # on another port: the links in older mails still lead here
    assert again.link(CARRBORO, "Please read and sign: Open letter on the evening trains") == link
    status, page = again.see(link)
    assert status == 200
    assert "Signed on" in page


def test_a_delegate_signs_and_the_mayor_finds_the_notice_in_the_outbox(start: Start) -> None:
    demo = start()
    demo.submit(
        demo.link(DELEGATE, "For Tobias Featheringill’s signature: Open letter on the evening"), **SIGN
    )
    demo.stop()
    notice = start().link(CHAPEL_HILL, "Signed for you by Rufus Birnbaum: Open letter on the evening")
    assert notice.startswith("/r/")


def test_somebody_whose_term_has_ended_is_refused(start: Start) -> None:
    demo = start()
    assert TERM_ENDED in demo.printed
    status, page = demo.submit(demo.link(TERM_ENDED, "Open letter on the evening trains"), **SIGN)
    assert status == 422
    assert "the term of this office-holder does not run today" in page


def test_the_printed_address_signs_in_to_a_desk_with_three_letters(start: Start) -> None:
    demo = start()
    path = re.search(r"/desk/sign-in/\S+", demo.printed)
    assert path is not None
    desk = demo.submit(path[0])[1]
    for title in ("libraries that stay open", "the evening trains", "Before you leave office"):
        assert title in desk
    assert "Covington" in demo.see("/desk/letters/evening-trains/lines/")[1]


def test_the_demo_tells_the_whole_story(start: Start) -> None:
    """The press, the yeses that are no plain ones, who lapsed, and letters from elsewhere."""
    demo = start()
    path = re.search(r"/desk/sign-in/\S+", demo.printed)
    assert path is not None
    demo.submit(path[0])

    coverage = demo.see("/desk/letters/early-renewals/coverage/")[1]
    for said in ("nothing to correct", "corrected", "correction to ask for"):
        assert said in coverage
    articles = [demo.see(f"/desk/letters/early-renewals/coverage/{number}/")[1] for number in (1, 2, 3)]
    assert (
        "Nothing: the count, the names, the offices and the quotations are as in the letter." in articles[0]
    )
    assert (
        "The text says 31; the list has 32. The list has 31 mayors; with one county executive" in articles[1]
    )
    assert "“Rosalind Achterkirken” should read “Rosalind Achterkirchen”." in articles[1]
    assert "the letter does not say this" in articles[2]

    board = text_of(demo.see("/desk/letters/evening-trains/")[1])
    assert re.search(r"Dubuque, IA .{0,60}lapsed", board)
    assert re.search(r"Hickory, NC .{0,60}will sign if others do", board)
    assert "by telephone" in text_of(demo.see(office(demo, "Fort Pierce, FL"))[1])
    assert "not to be named" in text_of(demo.see(office(demo, "Laramie, WY"))[1])

    archive = text_of(demo.see("/coalitions/long-table/")[1])
    assert "Open letter on the winter ferry ◇ record" in archive
    assert "shade-trees.txt" in demo.see("/desk/coalitions/long-table/reading/")[1]


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def office(demo: Demo, place: str) -> str:
    """The path of an office's page, from the board."""
    board = demo.see("/desk/letters/evening-trains/")[1]
    found = re.search(rf'href="([^"]+)"[^>]*>{place}<', board)
    assert found is not None
    return found[1]


def test_reset_starts_over(start: Start) -> None:
    demo = start()
    link = demo.link(CARRBORO, "Open letter on the evening trains")
    demo.stop()
    fresh = start("--reset")
    assert fresh.see(link)[0] == 404
    assert fresh.see(fresh.link(CARRBORO, "Open letter on the evening trains"))[0] == 200


def test_a_demo_of_an_older_version_is_told_how_to_start_over(start: Start, tmp_path: Path) -> None:
    start().stop()
    (database,) = tmp_path.rglob("undersigned.sqlite3")
    with closing(sqlite3.connect(database)) as connection, connection:
        last = "(SELECT max(name) FROM django_migrations WHERE app = 'records')"
        connection.execute(f"DELETE FROM django_migrations WHERE app = 'records' AND name = {last}")
    done = subprocess.run(
        command(database.parent, free_port()), capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"undersigned: {database.parent}: this demo was made by another version of undersigned; "
        "start over with --reset\n"
    )


def test_a_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            command(tmp_path / "data", port), capture_output=True, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"undersigned: port {port} is taken")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("reset", [False, True])
def test_a_folder_that_holds_something_else_is_left_as_it_is(tmp_path: Path, reset: bool) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    with pytest.raises(Unreadable, match="holds something that is no demo"):
        open_folder(tmp_path, reset=reset)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_demo_whose_preparation_was_interrupted_is_begun_anew(tmp_path: Path) -> None:
    assert not open_folder(tmp_path, reset=False)
    (tmp_path / "undersigned.sqlite3").write_text("half of it")
    assert not open_folder(tmp_path, reset=False)
    assert not (tmp_path / "undersigned.sqlite3").exists()
    mark_as_played(tmp_path)
    assert open_folder(tmp_path, reset=False)


@pytest.mark.parametrize(
    "earnest",
    [
        {"UNDERSIGNED_EMAIL_URL": "smtp://mail.example.org"},
        {"UNDERSIGNED_BASE_URL": "https://letters.example.org"},
        {"UNDERSIGNED_ALLOWED_HOSTS": "*"},
    ],
)
def test_an_installation_in_earnest_cannot_be_a_demo(tmp_path: Path, earnest: dict[str, str]) -> None:
    own = {"UNDERSIGNED_DEMO": "yes", "UNDERSIGNED_DATA_DIR": str(tmp_path)}
    assert read_environment(own).demo
    with pytest.raises(Unreadable, match="UNDERSIGNED_DEMO shows the personal links"):
        read_environment({**own, **earnest})
