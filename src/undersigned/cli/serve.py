"""`undersigned serve`: the web workers and the job loop, each started again when it dies."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable

import click

from undersigned.cli.database import now, open_database
from undersigned.project.env import PREFIX, is_set

_GIVE_UP_STARTING_SECONDS = 30
_PAUSE_SECONDS = 0.2
_STOP_SECONDS = 8
_QUICK_DEATH_SECONDS = 2


@click.command()
@click.option(
    "--bind", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen."
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web worker processes."
)
def serve(bind: str, workers: int) -> None:
    """Start the web workers and the job loop, and keep them running.

    Example: undersigned serve --bind 0.0.0.0:8000 --workers 4
    """
    host, port = _host_and_port(bind)
    if not is_set("BASE_URL"):  # then people reach it where it listens, and links have to lead there
        os.environ[f"{PREFIX}BASE_URL"] = f"http://{_shown(host)}:{port}"
    open_database()
    web = Child("web workers", _web_command(host, port, workers))
    jobs = Child("job loop", [sys.executable, "-m", "undersigned", "work"])
    children = [web, jobs]
    stopping = _stop_on_signals()
    web.start()
    if _answers(host, port, stopping):
        click.echo(f"Ready: http://{_shown(host)}:{port}")
        _tell_how_to_begin()
    jobs.start()  # after the first answer, which would wait for it on a small machine
    while not stopping():
        for child in children:
            child.keep_alive()
        time.sleep(_PAUSE_SECONDS)
    for child in children:
        child.stop()


def _tell_how_to_begin() -> None:
    """While nobody can sign in: the address at which the first organiser begins."""
    from django.conf import settings

    from undersigned.actions.beginning import first_run_path

    if path := first_run_path(now()):
        click.echo(f"Nobody can sign in yet. Begin at: {settings.BASE_URL}{path}")


class Child:
    """A process of ours that is started again when it dies by itself."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    def start(self) -> None:
        self.started_at = time.monotonic()
        # A session of its own, so that a Ctrl-C at the terminal reaches only us and we stop it in order.
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603  # our own command

    def keep_alive(self) -> None:
        if self.process is None or self.process.poll() is None:
            return
        self._clear_away()
        click.echo(
            f"undersigned: the {self.name} stopped (status {self.process.returncode}); started again",
            err=True,
        )
        if time.monotonic() - self.started_at < _QUICK_DEATH_SECONDS:
            time.sleep(1)  # whatever kills it at once is not cured by haste
        self.start()

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_STOP_SECONDS)
        self._clear_away()

    def _clear_away(self) -> None:
        """End what is left of the process and of those it started: an orphan would keep the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _web_command(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "32", "--respawn-failed-workers", "--no-ws"),
        *("--log-level", "error", "undersigned.project.wsgi:application"),
    ]


def _host_and_port(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        raise click.BadParameter(f"“{bind}” is not a host with a port; write it like 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def _shown(host: str) -> str:
    """The host as it stands in an address."""
    if host in ("0.0.0.0", "::"):  # noqa: S104  # shown, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _answers(host: str, port: int, stopping: Callable[[], bool]) -> bool:
    """Wait until the workers answer; False if told to stop meanwhile, or after half a minute."""
    url = f"http://{_shown(host)}:{port}/health/"
    end = time.monotonic() + _GIVE_UP_STARTING_SECONDS
    while time.monotonic() < end and not stopping():
        try:
            with urllib.request.urlopen(url, timeout=2):  # our own address
                return True
        except OSError:
            time.sleep(0.02)
    click.echo(f"undersigned: no answer yet from {url}", err=True)
    return False


def _stop_on_signals() -> Callable[[], bool]:
    told = False

    def stop(*_: object) -> None:
        nonlocal told
        told = True

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    return lambda: told
