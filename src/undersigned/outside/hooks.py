"""The door to a coalition's own program: one POST, bounded in time, that follows no redirect.

Anybody who may add a hook chooses where this machine calls. So the name is resolved here, every address it
has must be a public one, and the connection goes to the address that was looked at, not to a second look-up.
"""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import urlsplit

from undersigned.errors import OutsideFailure

_SECONDS = 10
_LONGEST_ANSWER = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program said: its HTTP status, and the same with its reason in words."""

    status: int
    words: str


def call(address: str, body: str, headers: Mapping[str, str], *, private: bool) -> Answer:
    """Make the call. `private` allows addresses of one's own network. OutsideFailure if nobody answers."""
    parts = urlsplit(address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = _connect(address, private=private)
        try:
            connection.request("POST", target, body.encode("utf-8"), dict(headers))
            answer = connection.getresponse()
            answer.read(_LONGEST_ANSWER)
        finally:
            connection.close()
    except (OSError, HTTPException) as error:
        raise OutsideFailure(f"{parts.hostname} cannot be reached: {error}", retry=True) from error
    words = f"{answer.status} {answer.reason}".replace("\0", "")  # which no database takes
    return Answer(answer.status, words.strip())


def _connect(address: str, *, private: bool) -> HTTPConnection:
    parts = urlsplit(address)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    kind = HTTPSConnection if secure else HTTPConnection
    connection = kind(host, parts.port, timeout=_SECONDS)
    reached = _reach(host, connection.port, private=private)
    try:
        known = ssl.create_default_context()
        connection.sock = known.wrap_socket(reached, server_hostname=host) if secure else reached
    except OSError:
        reached.close()
        raise
    return connection


def _reach(host: str, port: int, *, private: bool) -> socket.socket:
    """A connection to the first address of the host that answers; none of them may be a private one."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not private and (inside := [place for place in found if not ip_address(place).is_global]):
        raise OutsideFailure(
            f"{host} is {inside[0]}, an address that is not public; this installation does not call those",
            retry=False,
        )
    trouble: OSError = OSError("it has no address")
    for place in found:
        try:
            return socket.create_connection((place, port), timeout=_SECONDS)
        except OSError as error:
            trouble = error
    raise trouble
