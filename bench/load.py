"""A load of HTTP requests over kept connections, from one thread.

Requests are bytes made beforehand, sent over raw sockets and waited for with `selectors`: about 30 µs of
processor time each, so that on a small machine the server is measured and not its caller. What it did
cost is told with the result.
"""

import re
import selectors
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter, process_time
from urllib.parse import urlencode

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PATIENCE_SECONDS = 30


@dataclass(slots=True)
class Load:
    """What came of it. `latencies` in seconds, one a request; `own_cost` is the caller's processor time."""

    seconds: float = 0.0
    own_cost: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def require(self, status: int) -> None:
        """A figure counts only if every request was answered as it should be."""
        if set(self.statuses) != {status}:
            raise RuntimeError(f"the answers were {self.statuses}, not {status} each")


def get(path: str, host: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()


def post(path: str, host: str, form: Mapping[str, str]) -> bytes:
    """A form as a browser sends it, with the cookie and the field that guard it against forgery."""
    guard = "b" * 32
    body = urlencode({"csrfmiddlewaretoken": guard, **form})
    return (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: csrftoken={guard}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def drive(address: tuple[str, int], requests: Iterable[bytes], *, connections: int) -> Load:
    """Send all of them, each connection its next one when it has the answer to its last."""
    waiting = iter(requests)
    load = Load()
    with selectors.DefaultSelector() as selector:
        cost, begun = process_time(), perf_counter()
        for _ in range(connections):
            _Caller(address, load).send_next(waiting, selector)
        while selector.get_map():
            ready = selector.select(_PATIENCE_SECONDS)
            if not ready:
                raise RuntimeError(f"no answer for {_PATIENCE_SECONDS} seconds")
            for key, _ in ready:
                caller: _Caller = key.data
                if caller.has_answer():
                    caller.send_next(waiting, selector)
        load.seconds, load.own_cost = perf_counter() - begun, process_time() - cost
    return load


class _Caller:
    """One connection, with at most one request under way."""

    def __init__(self, address: tuple[str, int], load: Load) -> None:
        self.load = load
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.registered = False
        self.received = b""
        self.sent_at = 0.0

    def send_next(self, waiting: Iterator[bytes], selector: selectors.BaseSelector) -> None:
        request = next(waiting, None)
        if request is None:
            if self.registered:
                selector.unregister(self.socket)
            self.socket.close()
            return
        if not self.registered:
            selector.register(self.socket, selectors.EVENT_READ, self)
            self.registered = True
        self.received, self.sent_at = b"", perf_counter()
        self.socket.sendall(request)

    def has_answer(self) -> bool:
        """Whether the answer is here whole; then it is counted."""
        more = self.socket.recv(1 << 17)
        if not more:
            raise RuntimeError("the server closed a connection that it should have kept")
        self.received += more
        head, gap, body = self.received.partition(b"\r\n\r\n")
        if not gap or len(body) < _length_of(head):
            return False
        self.load.latencies.append(perf_counter() - self.sent_at)
        status = int(head[9:12])
        self.load.statuses[status] = self.load.statuses.get(status, 0) + 1
        return True


def _length_of(head: bytes) -> int:
    found = _LENGTH.search(head)
    return int(found[1]) if found else 0
