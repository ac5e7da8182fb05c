"""`undersigned work`"""

import signal
from threading import Event

import click

from undersigned.cli.database import open_database
from undersigned.errors import UndersignedError


@click.command()
@click.option("--once", is_flag=True, help="Do all that is due, then leave.")
@click.pass_obj
def work(debug: bool | None, once: bool) -> None:
    """Run the job loop alone: mails, deadlines, reminders.

    With --once, it leaves with 1 where a job failed. The log says for which letter; the next run tries again.

    Example: undersigned work --once
    """
    open_database()
    from undersigned.jobs.loop import run_once, run_until
    from undersigned.project.log_lines import LogLine

    if once:
        LogLine.traces = bool(debug)
        if failed := run_once():
            raise UndersignedError(
                f"failed: {', '.join(failed)}; the log above says why, the next run tries again"
            )
        return
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    run_until(stop)
