"""`make test`: gets what the tests need, runs the suite on SQLite, then what touches tables on PostgreSQL.

What cannot be got is left out, and the closing line says so: "Left out: …" with the reason. Where
LEAVE_NOTHING_OUT is set, as in `.ci/run`, that is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import browser, postgres

ROOT = Path(__file__).parent.parent
NEEDED = {"chromium": "a browser", "postgresql": "a PostgreSQL server", "poppler-utils": "a PDF reader"}


def main() -> int:
    left_out = get_what_is_missing()
    if not (ROOT.parent / "shared").is_dir():
        left_out.append("tests on ../shared (the folder is not there)")
    statuses = [run("SQLite", {}, sys.argv[1:])]
    programs = postgres.binaries()
    if programs is not None:
        with postgres.server(programs) as url:
            statuses.append(
                run("PostgreSQL", {"UNDERSIGNED_DATABASE_URL": url}, ["-m", "both_databases", *sys.argv[1:]])
            )
    print(f"Left out: {'; '.join(left_out)}." if left_out else "Left out: nothing.")
    return max([*statuses, 1 if left_out and "LEAVE_NOTHING_OUT" in os.environ else 0])


def run(database: str, environment: dict[str, str], words: list[str]) -> int:
    print(f"--- on {database}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *words]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def get_what_is_missing() -> list[str]:
    """Install Debian's packages where we may; what is missing after that, in words."""
    missing = [package for package in NEEDED if not is_here(package)]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing {', '.join(missing)} ...", flush=True)
        install(missing)
    return [
        f"tests that need {what} ({package} is not installed, and could not be)"
        for package, what in NEEDED.items()
        if not is_here(package)
    ]


def install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-yqq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *words], stdout=subprocess.DEVNULL, env=environment, check=False)


def is_here(package: str) -> bool:
    if package == "chromium":
        return browser.program() is not None
    if package == "postgresql":
        return postgres.binaries() is not None
    return shutil.which("pdftotext") is not None


if __name__ == "__main__":
    sys.exit(main())
