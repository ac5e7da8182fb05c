"""The door to an address lets in what was asked for, from whom it was asked, and not too much of it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from undersigned.errors import OutsideFailure, Unreadable
from undersigned.outside.fetch import fetch


class Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        redirects = {"/moved": "/here", "/away": "http://localhost:1/here", "/file": "file:///etc/passwd"}
        if self.path in redirects:
            self.send_response(302)
            self.send_header("Location", redirects[self.path])
        else:
            self.send_response(200 if self.path in ("/here", "/large") else 404)
        self.end_headers()
        if self.path in ("/here", "/large"):
            self.wfile.write(b"here" if self.path == "/here" else bytes(200_000))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_there_is_fetched_also_after_a_move_within_the_host(host: str) -> None:
    assert fetch(f"{host}/here", largest=10) == b"here"
    assert fetch(f"{host}/moved", largest=10) == b"here"


def test_no_redirect_leads_to_another_host_or_into_the_file_system(host: str) -> None:
    for path in ("/away", "/file"):
        with pytest.raises(OutsideFailure):
            fetch(f"{host}{path}", largest=10)


def test_more_than_was_asked_for_is_not_read(host: str) -> None:
    with pytest.raises(Unreadable, match="longer than 100000"):
        fetch(f"{host}/large", largest=100_000)


def test_a_missing_page_and_a_dead_host_are_said_plainly(host: str) -> None:
    with pytest.raises(OutsideFailure, match="answered 404"):
        fetch(f"{host}/nowhere", largest=10)
    with pytest.raises(OutsideFailure, match="cannot be reached"):
        fetch("http://127.0.0.1:1/", largest=10)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/x", "data:,x", "http:///x", "evidence.zip"]
)
def test_only_the_web_is_an_address(address: str) -> None:
    with pytest.raises(Unreadable, match="http"):
        fetch(address, largest=10)
