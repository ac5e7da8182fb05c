"""`undersigned work`"""

import signal
from threading import Event

import click

from undersigned.cli.database import open_database


@click.command()
@click.option("--once", is_flag=True, help="Do all that is due, then leave.")
def work(once: bool) -> None:
    """Run the job loop alone: mails, deadlines, reminders.

    Example: undersigned work --once
    """
    open_database()
    from undersigned.jobs.loop import run_once, run_until

    if once:
        run_once()
        return
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    run_until(stop)
