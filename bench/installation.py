"""An installation for a benchmark: a data folder of its own, invented offices, and `serve` on a free port.

The folder lies beside the results and not in /tmp, which may be memory: a durable commit must cost what it
costs on the disk.
"""

import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, sleep

from bench.figures import RESULTS

_STARTS_WITHIN_SECONDS = 30
LETTER = """\
---
title: Open letter on the night buses
date: 2026-11-20
addressee: {name: Enid Marlowe, office: Governor, until: 2027-01-20}
salutation: "Dear Governor Marlowe:"
closing: "Sincerely,"
---
We write to you as neighbours, from towns that the last bus leaves too early.

We thank you for ending the day-bus levy. {.thanks}

1. We ask you to keep the night buses. {.ask #buses}
   1. in every county;
   2. until the end of your term.
2. We ask you to publish the timetable. {.ask}
"""


@dataclass(frozen=True, slots=True)
class Installation:
    folder: Path
    port: int
    database_url: str = ""  # without it: an SQLite file in the folder

    @property
    def database(self) -> Path:
        return self.folder / "undersigned.sqlite3"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def environment(self) -> dict[str, str]:
        own = {"UNDERSIGNED_DATA_DIR": str(self.folder), "UNDERSIGNED_BASE_URL": f"http://{self.host}"}
        return own | ({"UNDERSIGNED_DATABASE_URL": self.database_url} if self.database_url else {})


@contextmanager
def installation() -> Iterator[Installation]:
    """An empty one, gone afterwards."""
    RESULTS.mkdir(exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(dir=RESULTS, prefix="installation-") as folder:
        yield Installation(Path(folder), port)


def open_here(place: Installation) -> None:
    """Load the product into this process, on this installation: once a process."""
    os.environ.update(place.environment)
    from undersigned.cli.database import open_database

    open_database()


@contextmanager
def serving(place: Installation) -> Iterator[float]:
    """`undersigned serve` until the block ends; gives the seconds from its start to its first answer."""
    command = [sys.executable, "-m", "undersigned", "serve", "--bind", place.host]
    begun = perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **place.environment}, stdout=subprocess.DEVNULL)
    try:
        _wait_for_health(place, process)
        yield perf_counter() - begun
    finally:
        process.terminate()
        process.wait(20)


def _wait_for_health(place: Installation, process: "subprocess.Popen[bytes]") -> None:
    end = perf_counter() + _STARTS_WITHIN_SECONDS
    while perf_counter() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{place.host}/health/", timeout=2):
                return
        except OSError:
            sleep(0.005)
    raise RuntimeError("serve gave no answer")


def roster_of(offices: int) -> bytes:
    """An invented roster as a CSV file: every town has a mayor with an address."""
    head = "place,region,office,name,given,family,start,email,external_id"
    rows = (
        f"Town {n:06},NC,Mayor,Given{n} Family{n},Given{n},Family{n},2023-12-04,mayor{n}@towns.example,{n}"
        for n in range(offices)
    )
    return "\n".join((head, *rows, "")).encode()


def coalition_with(offices: int, slug: str) -> None:
    """In an opened installation: a coalition with that many offices, by the product's own import."""
    from undersigned.actions.roster import create_coalition, import_roster
    from undersigned.domain.roster_columns import map_columns
    from undersigned.reading.rosters import read_rows

    table = read_rows("roster.csv", roster_of(offices))
    import_roster(
        coalition=create_coalition(slug=slug, name="Towns of the North", at=now()),
        table=table,
        columns=map_columns(table.header),
        at=now(),
        dry_run=False,
    )


def circulating_letter(coalition: str, slug: str) -> None:
    """In an opened installation: a letter that circulates among all members of the coalition."""
    from undersigned.actions.letters.circulate import circulate
    from undersigned.actions.letters.draft import Contact, create
    from undersigned.queries.roster import coalition_by_slug

    contact = Contact("Ola Nyström", "+1 555 0100", "ola@towns.example")
    letter = create(
        coalition=coalition_by_slug(coalition), source=LETTER.encode(), slug=slug, contact=contact, at=now()
    )
    circulate(slug=letter.slug, deadline=now() + timedelta(days=7), members=None, at=now())


def now() -> datetime:
    return datetime.now(UTC)
