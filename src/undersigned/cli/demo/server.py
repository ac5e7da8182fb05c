"""The demo's one process: its settings, its web server, and the job loop beside it."""

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from undersigned.errors import OutsideFailure
from undersigned.project.env import PREFIX

_HOST = "127.0.0.1"
_THREADS = 8


def listen(port: int) -> socket.socket:
    """Take the port before anything is prepared. OutsideFailure if it cannot be had."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        why = (
            "is taken, perhaps by a demo that runs already" if taken else f"cannot be had ({error.strerror})"
        )
        raise OutsideFailure(
            f"port {port} {why}; choose another, such as --port {port % 60000 + 1}", retry=True
        ) from error
    return listening


def use_settings_of_its_own(folder: Path, port: int) -> str:
    """Set the environment, before Django reads it; the demo's address.

    Settings that stand there are for an installation in earnest: its database and its mail server stay out
    of reach.
    """
    address = f"http://{_HOST}:{port}"
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    own = {
        "DEMO": "yes",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'undersigned.sqlite3'}",
        "EMAIL_URL": f"file:{folder / 'outbox'}",
        "BASE_URL": address,
    }
    os.environ.update({PREFIX + name: value for name, value in own.items()})
    return address


def serve_until_stopped(listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve the pages and do the jobs, until Ctrl-C or a SIGTERM."""
    from waitress.server import create_server

    from undersigned.jobs.loop import run_until
    from undersigned.project.wsgi import application

    # Its warnings of a full queue are for those who tune a server.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(application, sockets=[listening], threads=_THREADS, ident=None)
    stop = Event()
    jobs = Thread(target=run_until, args=(stop,), name="jobs")
    try:
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.default_int_handler)  # raises KeyboardInterrupt
        jobs.start()
        ready()
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        jobs.join()
        server.close()
