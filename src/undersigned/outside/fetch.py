"""The door to an address: one bounded GET over http or https, without following to another host."""

import urllib.error
import urllib.request
from http.client import HTTPException
from typing import IO
from urllib.parse import urlsplit

from undersigned.errors import OutsideFailure, Unreadable

_SECONDS = 30
_PIECE = 1 << 16


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to the host that was asked."""

    def redirect_request(  # noqa: PLR0913  # the signature is the standard library's
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> urllib.request.Request | None:
        asked, answer = urlsplit(req.full_url), urlsplit(newurl)
        downgraded = asked.scheme == "https" and answer.scheme != "https"
        if answer.netloc != asked.netloc or answer.scheme not in ("http", "https") or downgraded:
            raise OutsideFailure(
                f"{req.full_url} leads to another host, {answer.netloc}; give that address instead",
                retry=False,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # headers pass through


def fetch(address: str, *, largest: int) -> bytes:
    """The bytes at an address, at most `largest` of them. Raises `Unreadable` or `OutsideFailure`."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreadable("is no address that begins with http:// or https://", where=address)
    # Built by hand, not by `build_opener`: no file:, no ftp:, no data:.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameHost(),
    ):
        opener.add_handler(handler)
    try:
        with opener.open(address, timeout=_SECONDS) as answer:
            return _bounded(answer, address, largest)
    except urllib.error.HTTPError as error:
        raise OutsideFailure(
            f"{address} answered {error.code} {error.reason}", retry=error.code >= 500
        ) from error
    except (urllib.error.URLError, HTTPException, TimeoutError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise OutsideFailure(f"{address} cannot be reached: {reason}", retry=True) from error


def _bounded(answer: IO[bytes], address: str, largest: int) -> bytes:
    pieces: list[bytes] = []
    length = 0
    while piece := answer.read(_PIECE):
        length += len(piece)
        if length > largest:
            raise Unreadable(f"is longer than {largest} bytes", where=address)
        pieces.append(piece)
    return b"".join(pieces)
