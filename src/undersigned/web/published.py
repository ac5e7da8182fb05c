"""The files of public letters, as they are answered: from the shelf before anything is asked, or by a view.

The bytes are those that were made when the letter was published. What many ask for is kept in memory, packed
for browsers that can unpack it; a browser that has it already is told so.
"""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from undersigned.outputs import file_name
from undersigned.outputs.html.policy import policy_in
from undersigned.outside.files import kept
from undersigned.outside.shelf import OnShelf, on_shelf, state_of_shelf

_ADDRESS = re.compile(
    r"/letters/(?P<slug>[-\w]+)(?:/|\.(?P<format>[a-z]+)|/(?P<beside>map\.svg|card\.png|embed/))"
)
_PAGE, _EMBED = file_name("html"), file_name("embed")
_BESIDE = {"map.svg": file_name("map"), "card.png": file_name("card"), "embed/": _EMBED}
_NOTHING = "default-src 'none'"
_WORTH_PACKING = 1_000
_MEMORY = 64_000_000
_LARGEST_IN_MEMORY = 16_000_000
_FRAMES = {_EMBED: "frame-ancestors *"}  # every other page stays out of other people's frames
_PACKED = re.compile("text/|application/json|image/svg")

Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(slots=True)
class Ready:
    """A file with all that its answer says of it."""

    content: bytes
    media_type: str
    tag: str
    headers: dict[str, str]
    _gzipped: bytes | None = field(default=None, repr=False)

    @property
    def gzipped(self) -> bytes:
        if self._gzipped is None:
            self._gzipped = gzip.compress(self.content, compresslevel=6, mtime=0)
        return self._gzipped


def ready(slug: str, name: str, file: OnShelf, content: bytes) -> Ready:
    """A file of a letter, by its name in the publication."""
    headers = {"Cache-Control": "public, no-cache"}
    if name in (_PAGE, _EMBED):
        frames = _FRAMES.get(name, "frame-ancestors 'none'")
        headers["Content-Security-Policy"] = f"{policy_in(content) or _NOTHING}; {frames}"
    elif name not in _BESIDE.values():
        headers["Content-Disposition"] = f'inline; filename="{slug}.{name.rpartition(".")[2]}"'
    if _PACKED.match(file.media_type) and len(content) > _WORTH_PACKING:
        headers["Vary"] = "Accept-Encoding"
    return Ready(content, file.media_type, file.sha256[:32], headers)


def answer_with(request: HttpRequest, file: Ready) -> HttpResponse:
    """The bytes, packed if that is understood; 304 for a browser that has them."""
    packed = "Vary" in file.headers and "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f'"{file.tag}-gzip"' if packed else f'"{file.tag}"'
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={**file.headers, "ETag": tag})
    content = file.gzipped if packed else file.content
    response = HttpResponse(content, content_type=file.media_type, headers={**file.headers, "ETag": tag})
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


class FromTheShelf:
    """Answers what is on the shelf; all else goes on to the views, which say what is not public."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._letters: dict[str, tuple[tuple[int, int], dict[str, OnShelf]]] = {}
        self._files: OrderedDict[tuple[str, str, str], Ready] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _ADDRESS.fullmatch(request.path)
        if found and request.method in ("GET", "HEAD"):
            name = _BESIDE[found["beside"]] if found["beside"] else file_name(found["format"] or "html")
            if file := self._find(settings.DATA_DIR, found["slug"], name):
                return answer_with(request, file)
        return self.get_response(request)

    def _find(self, data_dir: Path, slug: str, name: str) -> Ready | None:
        file = self._on_shelf(data_dir, slug).get(name)
        if file is None:
            return None
        key = (slug, name, file.sha256)
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
                return self._files[key]
        content = kept(data_dir, file.sha256)
        if content is None:
            return None
        made = ready(slug, name, file, content)
        if len(content) <= _LARGEST_IN_MEMORY:
            self._remember(key, made)
        return made

    def _on_shelf(self, data_dir: Path, slug: str) -> dict[str, OnShelf]:
        """As it stands now: one look at the file's date for each request."""
        state, known = state_of_shelf(data_dir, slug), self._letters.get(slug)
        if known is not None and known[0] == state:
            return known[1]
        self._forget(slug)
        if state is None:
            return {}
        files = on_shelf(data_dir, slug)
        self._letters[slug] = (state, files)
        return files

    def _forget(self, slug: str) -> None:
        """What is superseded may hold a name that is to be forgotten."""
        with self._lock:
            self._letters.pop(slug, None)
            for key in [key for key in self._files if key[0] == slug]:
                del self._files[key]

    def _remember(self, key: tuple[str, str, str], file: Ready) -> None:
        with self._lock:
            self._files[key] = file
            while sum(len(each.content) for each in self._files.values()) > _MEMORY:
                self._files.popitem(last=False)
