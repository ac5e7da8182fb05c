"""A PostgreSQL server of the test run's own: in a temporary folder, on a free port, gone after."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_ACCOUNT = "postgres"
_START_SECONDS = 30


def binaries() -> Path | None:
    """The folder of the server's programs, the newest version; None if there is none on this machine."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextlib.contextmanager
def server(programs: Path, *, durable: bool = False) -> Iterator[str]:
    """Run a server; its URL for UNDERSIGNED_DATABASE_URL. `durable`: a commit waits for the disk."""
    folder = Path(tempfile.mkdtemp(prefix="undersigned-postgres-"))
    if os.geteuid() == 0:  # the server refuses to run as root
        account = pwd.getpwnam(_ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    data, port = folder / "data", _free_port()
    try:
        _run(
            [
                str(programs / "initdb"),
                "-D",
                str(data),
                "-U",
                _ACCOUNT,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
            ]
        )
        process = subprocess.Popen(
            _as_account([str(programs / "postgres"), "-D", str(data), *_options(folder, port, durable)]),
            stdout=subprocess.DEVNULL,
            stderr=(folder / "log").open("wb"),
            cwd=folder,
        )
        try:
            _wait(process, port, folder / "log")
            yield f"postgres://{_ACCOUNT}@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.wait(_START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _options(folder: Path, port: int, durable: bool) -> list[str]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
        "fsync": "on" if durable else "off",
        "max_connections": 300,  # two workers may each let fifty press at once
    }
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _as_account(command: list[str]) -> list[str]:
    return (
        ["setpriv", f"--reuid={_ACCOUNT}", f"--regid={_ACCOUNT}", "--clear-groups", *command]
        if os.geteuid() == 0
        else command
    )


def _run(command: list[str]) -> None:
    done = subprocess.run(_as_account(command), capture_output=True, text=True, cwd="/", check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"PostgreSQL stopped at once: {log.read_text()[-500:]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not answer")
