"""The public side, asked for in this process: what a copy as static files is made from."""

import io
import mimetypes
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse
from django.http.response import HttpResponseBase

from undersigned.domain.documents import Signatory
from undersigned.outputs.site import INDEX, SEARCH, Found, address_of, file_of, index, links_in, relinked
from undersigned.queries.archive import kept_letters
from undersigned.queries.catalogue import public_coalitions, public_letters
from undersigned.web.pages import spoken

_ALL = 100_000
_PAGE = "index.html"
_ATTACHED = re.compile(r'attachment; filename="([\w][\w .-]*)"')
_BESIDE_A_LETTER = ("", "map.svg", "card.png", "embed/", "press/", "asks/", "asks.atom", "evidence.zip")
_README = """The public side of this installation, as files: {base}

Open index.html, or put the folder on any web host. The evidence of each letter is in letters/SLUG/evidence/,
and verify.html in it checks letters/SLUG/evidence.zip without a network.

The pages are those that were served, with their links led to these files. The page of a letter whose hash is
in its evidence is letters/SLUG/evidence/letter.html, to the byte.
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an address answered; `kind` is its media type without a character set.

    `name`: what a browser would call the file that it is asked to keep; that of every page for a page.
    """

    kind: str
    content: bytes
    name: str = _PAGE


def copy_of_public_side() -> Iterator[tuple[str, bytes]]:
    """Every file of the copy, with its name; the pages last, when it is known what there is."""
    answers = _walk()
    files = {address: file_of(address, answered.name) for address, answered in answers.items()}
    for address, answered in answers.items():
        if address.endswith("/evidence.zip"):
            yield from _unpacked(file_of(address).removesuffix(".zip"), answered.content)
        content = answered.content
        if answered.kind == "text/html":
            content = relinked(content.decode("utf-8"), address, files, settings.BASE_URL).encode("utf-8")
        yield files[address], content
    yield SEARCH, spoken("archive/search.html", style="../static/site.css").encode("utf-8")
    yield INDEX, index(list(_found())).encode("utf-8")
    yield "README.txt", _README.format(base=settings.BASE_URL).encode("utf-8")


def _walk() -> dict[str, Answered]:
    """Everything that the public pages lead to, from the first page on; what is not there is left out."""
    archives = (f"/coalitions/{each.slug}/" for each in public_coalitions())
    waiting = deque(["/", "/feed.atom", *_letters(), *archives])
    answers: dict[str, Answered] = {}
    seen: set[str] = set()
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        answered = _ask(address)
        if answered is None:
            continue
        answers[address] = answered
        if answered.kind == "text/html":
            links = links_in(answered.content.decode("utf-8"))
            led = (address_of(link, address, settings.BASE_URL) for link in links)
            waiting.extend(each for each in led if each is not None and each not in seen)
    return answers


def _letters() -> Iterator[str]:
    for letter in public_letters(offset=0, limit=_ALL).letters:
        yield from (f"/letters/{letter.slug}/{beside}" for beside in _BESIDE_A_LETTER)


def _ask(address: str) -> Answered | None:
    """A GET in this process; None for anything but a page or a file."""
    path, _, query = address.partition("?")
    if path.startswith(settings.STATIC_URL):
        return _static(path.removeprefix(settings.STATIC_URL))
    name, _, value = query.partition("=")
    host = urlsplit(settings.BASE_URL)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode("utf-8").decode("latin-1"),
        "QUERY_STRING": f"{name}={quote(value)}" if query else "",
        "HTTP_HOST": host.netloc,
        "wsgi.url_scheme": host.scheme,
    }
    setup_testing_defaults(environ)
    response = _handler().get_response(WSGIRequest(environ))
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    content = b"".join(response)
    if isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()  # and not the answer, which would end the database's connection too
    return Answered(kind, content, _name_in(response)) if response.status_code == 200 else None


def _name_in(response: HttpResponseBase) -> str:
    found = _ATTACHED.match(response.headers.get("Content-Disposition", ""))
    return found[1] if found else _PAGE


def _static(name: str) -> Answered | None:
    """A file that the server would send from the disk."""
    found = finders.find(name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Answered(kind, Path(found).read_bytes()) if isinstance(found, str) else None


@cache
def _handler() -> BaseHandler:
    """The application without the signals of a server, by which it would close the database after each."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _unpacked(folder: str, packed: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            yield f"{folder}/{name}", archive.read(name)


def _found() -> Iterator[Found]:
    for coalition in public_coalitions():
        for kept in kept_letters(coalition):
            letter, document = kept.archived, kept.document
            told = f"{coalition.name}{' · ' + letter.day.isoformat() if letter.day else ''}"
            words = [letter.title, coalition.name, letter.addressee, *letter.subjects]
            words += [_words(each) for each in document.signatories]
            yield Found(file_of(letter.path), letter.title, told, " ".join(words))


def _words(signatory: Signatory) -> str:
    parts = (signatory.name, signatory.office, signatory.place, signatory.region, signatory.organisation)
    return " ".join(part for part in parts if part)
