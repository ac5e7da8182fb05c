"""The server is killed while many sign: what was acknowledged is stored, sealed and provable, round by round.

`undersigned serve` runs as in use, on a database of its own. ROUNDS=20 for longer (`make soak`).
"""

import contextlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from undersigned.domain.text import sha256_hex
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.peaks import Peaks
from undersigned.evidence.tiles import tile_path, tiles_of, unpack_entries
from undersigned.proof import contents
from undersigned.proof.verdict import Given, check

pytestmark = [pytest.mark.both_databases]

ROUNDS = int(os.environ.get("ROUNDS", "3"))
OFFICES = 60  # a round
SIGNERS = 8
PATIENCE = 30
LETTER = """\
---
title: Open letter on the night buses
date: 2026-11-20
addressee: {name: Enid Marlowe, office: Governor}
salutation: "Dear Governor Marlowe:"
closing: "Sincerely,"
---
We write to you as neighbours.

1. We ask you to keep the night buses. {.ask}
"""


@dataclass
class Installation:
    """A data folder, a database and a port of its own, used by commands and over HTTP alone."""

    folder: Path
    database_url: str
    port: int
    server: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        ours = {
            "UNDERSIGNED_DATA_DIR": str(self.folder),
            "UNDERSIGNED_DATABASE_URL": self.database_url,
            "UNDERSIGNED_BASE_URL": f"http://127.0.0.1:{self.port}",
            "UNDERSIGNED_EMAIL_URL": f"file:{self.folder / 'outbox'}",
        }
        return {**os.environ, **ours}

    def run(self, *words: str, given: str = "", status: int = 0) -> str:
        """What a command prints."""
        done = self._command(*words, given=given)
        assert done.returncode == status, done.stderr
        return done.stdout

    def failing(self, *words: str, status: int = 1) -> str:
        """What a command says on standard error."""
        done = self._command(*words)
        assert done.returncode == status, done.stderr
        return done.stderr

    def _command(self, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "undersigned", *words]
        return subprocess.run(
            command, env=self.environment, input=given, capture_output=True, text=True, check=False
        )

    def start(self) -> None:
        words = ("serve", "--bind", f"127.0.0.1:{self.port}", "--workers", "2")
        self.server = subprocess.Popen(
            [sys.executable, "-m", "undersigned", *words],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError, HTTPException):
                if self.get("/health/")[0] == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not answer")

    def kill(self) -> None:
        """SIGKILL to the server and to all that it started, at once: nobody can put anything in order."""
        if self.server is None:
            return
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        self.server.kill()
        for child in children:  # each leads a group of its own
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(child), signal.SIGKILL)
        self.server.wait()
        self.server = None

    def get(self, path: str) -> tuple[int, bytes]:
        return self._ask("GET", path, "")

    def post(self, path: str, fields: Mapping[str, str]) -> int:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": "b" * 32, **fields}))[0]

    def sign(self, path: str) -> int:
        return self.post(path, {"agree": "yes", "answer": "sign", "edition": "1"})

    def confirm(self, path: str) -> int:
        return self.post(path, {"agree": "yes", "answer": "confirm", "edition": "1"})

    def _ask(self, method: str, path: str, body: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={'b' * 32}",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@dataclass
class Round:
    """What the signers were told before the server died. `receipts` are by the path of the link."""

    acknowledged: set[str] = field(default_factory=set)
    receipts: dict[str, bytes] = field(default_factory=dict)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    with database(tmp_path) as url:
        installation = Installation(tmp_path, url, free_port())
        try:
            yield installation
        finally:
            installation.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def database(folder: Path) -> Iterator[str]:
    """A database of its own: a file, or one more on the server that the suite runs on."""
    server = os.environ.get("UNDERSIGNED_DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'undersigned.sqlite3'}"
        return
    name = f"own_{folder.name}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def invited(place: Installation, offices: int = OFFICES * ROUNDS) -> list[str]:
    """A letter that circulates among so many offices; the paths of its links."""
    roster = ["place,region,office,name,start,email"]
    roster += [f"Town {n},NC,Mayor,Person {n},2023-12-04,m{n}@towns.example" for n in range(offices)]
    place.run("coalition", "create", "towns", "--name", "Towns")
    (place.folder / "roster.csv").write_text("\n".join(roster))
    place.run("roster", "import", str(place.folder / "roster.csv"), "--coalition", "towns")
    place.run("letter", "create", "-", "--coalition", "towns", "--slug", "buses", given=LETTER)
    place.run("letter", "circulate", "buses", "--to-all", "--deadline", "2099-01-01T00:00Z")
    place.run("work", "--once")
    mails = [file.read_text() for file in (place.folder / "outbox").glob("*.eml")]
    return [re.findall(r"^http://127\.0\.0\.1:\d+(/i/\S+)$", mail, re.MULTILINE)[0] for mail in mails]


def sign_until_killed(place: Installation, links: list[str], act: Callable[[str], int]) -> Round:
    """Several sign at once; when some have been answered, the server is killed under the others."""
    told, enough = Round(), threading.Semaphore(0)

    def sign(link: str) -> None:
        with contextlib.suppress(OSError, HTTPException):
            if act(link) == 303:
                told.acknowledged.add(link)
                enough.release()
                status, proof = place.get(receipt_path(link))
                if status == 200:
                    told.receipts[link] = proof

    with ThreadPoolExecutor(SIGNERS) as pool:
        answers = [pool.submit(sign, link) for link in links]
        for _ in range(random.randint(5, len(links) // 2)):
            assert enough.acquire(timeout=PATIENCE), "nobody was answered"
        place.kill()
    for answer in answers:
        answer.result()
    return told


def receipt_path(link: str) -> str:
    return f"/r/{link.split('/')[2]}/receipt.tlog-proof"


def test_killed_while_many_sign_nothing_that_was_acknowledged_is_lost(place: Installation) -> None:
    assert_nothing_is_lost(place, invited(place), place.sign)


def test_killed_while_the_public_confirms_nothing_that_was_acknowledged_is_lost(place: Installation) -> None:
    place.run("coalition", "create", "towns", "--name", "Towns")
    place.run("letter", "create", "-", "--coalition", "towns", "--slug", "buses", given=LETTER)
    place.run("letter", "circulate", "buses", "--open", "--deadline", "2099-01-01T00:00Z")
    place.start()
    with ThreadPoolExecutor(SIGNERS) as pool:
        forms = [{"name": f"Ann Bell {n}", "email": f"ann{n}@m{n}.example"} for n in range(OFFICES * ROUNDS)]
        answers = list(pool.map(lambda form: place.post("/letters/buses/sign/", form), forms))
    assert set(answers) == {303}
    place.run("work", "--once")
    mails = [file.read_text() for file in (place.folder / "outbox").glob("*.eml")]
    links = [re.findall(r"^http://127\.0\.0\.1:\d+(/c/\S{32}/)$", mail, re.MULTILINE)[0] for mail in mails]
    assert len(links) == len(forms)
    assert_nothing_is_lost(place, links, place.confirm)


def assert_nothing_is_lost(place: Installation, links: list[str], act: Callable[[str], int]) -> None:
    """Round by round, the server is killed while some act by these links; then all of it is proved."""
    receipts: dict[str, bytes] = {}
    if place.server is None:
        place.start()
    for number in range(ROUNDS):
        those = links[number * OFFICES : (number + 1) * OFFICES]
        told = sign_until_killed(place, those, act)
        assert len(told.acknowledged) < len(those), "the server was killed while some were still signing"
        place.start()
        after = {link: place.get(receipt_path(link)) for link in told.acknowledged}
        assert {status for status, _ in after.values()} == {200}, "what was acknowledged is stored"
        assert told.receipts == {link: after[link][1] for link in told.receipts}
        assert [act(link) for link in those[-3:]] == [303] * 3, "the database and the guard agree"
        receipts |= {link: proof for link, (_, proof) in after.items()}
    place.run("letter", "close", "buses")
    place.run("letter", "publish", "buses")
    assert_provable(place, receipts)


def assert_provable(place: Installation, receipts: dict[str, bytes]) -> None:
    """The bundle holds with all receipts, and every seal that the guard knows is of this very log."""
    packed = contents.from_zip(place.get("/letters/buses/evidence.zip")[1])
    key = VerifierKey.parse(place.run("key", "show").strip())
    report = check(
        packed, Given(key=key, receipts={sha256_hex(each)[:8]: each for each in receipts.values()})
    )
    assert report.verdict == "holds", [each for each in report.checks if not each.ok]
    assert (report.counts or {})["standing"] >= len(receipts)
    size = int(packed.read("checkpoint").split(b"\n")[1])
    peaks, roots = Peaks(), {}
    for number, width in tiles_of(size):
        for entry in unpack_entries(packed.read(tile_path("entries", number, width)), width):
            peaks = peaks.push(leaf_hash(entry))
            roots[peaks.size] = peaks.root().hex()
    said = [json.loads(line) for line in (place.folder / "checkpoints.log").read_text().split("\n") if line]
    noted = [line for line in said if isinstance(line, list)]
    assert noted
    assert [line for line in noted if roots.get(line[1]) != line[2]] == []
