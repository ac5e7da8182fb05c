"""Line 17: queued mails posted to a local SMTP server, beside what that server takes from one connection."""

import multiprocessing
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from bench.figures import Figure, in_turn, seconds
from bench.installation import circulating_letter, coalition_with, installation, now, open_here

NAME = "mail"
MAILS = 2_000
_STARTS_WITHIN = 100  # tenths of a second


def lines() -> list[Figure]:
    with installation() as place, sink() as port:
        open_here(place)
        coalition_with(MAILS, "towns")
        letters = iter(f"night-buses-{number}" for number in range(100))
        circulating_letter("towns", next(letters))
        written = _as_written()

        def ours() -> float:
            return MAILS / seconds(lambda: _post(port))

        def bare() -> float:
            circulating_letter("towns", next(letters))  # what the next round of ours posts
            return len(written) / seconds(lambda: _send_bare(port, written))

        measured = in_turn({"ours": ours, "bare": bare})
    reference = "the same bytes by smtplib on one connection"
    figure = f"{MAILS:,} queued mails posted, each marked"
    return [Figure(17, figure, measured["ours"], "/s", reference, measured["bare"], target=">= 0.7")]


def _post(port: int) -> None:
    from django.test import override_settings

    from undersigned.jobs.post import post_mails

    with override_settings(EMAIL_URL=f"smtp://127.0.0.1:{port}", EMAIL_URL_IS_SET=True):
        posted = post_mails(now)
    if posted != MAILS:
        raise RuntimeError(f"{posted} mails were posted, not {MAILS}")


def _as_written() -> list[tuple[str, bytes]]:
    """The queued mails as they go over the wire, by their recipient."""
    from undersigned.jobs.post import outgoing
    from undersigned.queries.mail import queued_mail
    from undersigned.records.models import Mail

    rows = Mail.objects.filter(posted_at=None).select_related("coalition", "letter")
    return [
        (mail.to, mail.as_bytes())
        for mail in (outgoing(queued_mail(row), "letters@towns.example") for row in rows)
    ]


def _send_bare(port: int, written: list[tuple[str, bytes]]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for to, content in written:
            connection.sendmail("letters@towns.example", [to], content)


@contextmanager
def sink() -> Iterator[int]:
    """The port of a mail server that takes everything and keeps nothing, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(port,), daemon=True)
    process.start()
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.join(10)


def _serve(port: int) -> None:
    import asyncio

    from aiosmtpd.smtp import SMTP

    class Taking:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            return "250 Accepted"

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Taking(), loop=loop), "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(serve())


def _wait_for(port: int) -> None:
    for _ in range(_STARTS_WITHIN):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.1)
        else:
            return
    raise RuntimeError("the mail server did not start")
