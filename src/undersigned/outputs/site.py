"""The public side as static files: which file an address becomes, and a page whose links lead to files.

A link is rewritten where it stands and not a byte beside it, so that a page stays what it was. Links are
relative and name their file, for a folder that is opened without a server has no index.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

# Addresses that belong to somebody, or change something: never in a copy.
_NOT_PUBLIC = re.compile(r"/(?:desk|outbox|i|r|c|e|calendar|health|api)/|/letters/[^/]+/sign/|/favicon\.ico")
_LIVE = re.compile(r"/desk/|/letters/[^/]+/sign/")  # what only the installation itself can do
_LINK = re.compile(r'(\s(?:href|src|action)=)"([^"]*)"')
_EVIDENCE = re.compile(r'(\sdata-evidence=)"([^"]*)"')  # where the page's script looks for the log
_SEARCH_FORM = re.compile(r'<form\b[^>]*\brole="search"[^>]*>')
_ACTION = re.compile(r'\saction="[^"]*"')
_NAME_OF_QUERY = re.compile(r"[^\w.-]+")
SEARCH = "search/index.html"
INDEX = "search/found.js"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that the search of a copy finds: where it leads, and the words it is found by."""

    file: str
    title: str
    told: str
    words: str


def address_of(link: str, page: str, base: str) -> str | None:
    """The address of this installation that a link on a page means, without its fragment; None for others.

    A link with more than one thing asked for in it means none: their combinations have no end.
    """
    whole = urljoin(base + page, unescape(link))
    if not _is_in(base, whole):
        return None
    parts = urlsplit(whole)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if value]
    path = parts.path.removeprefix(urlsplit(base).path) or "/"
    if len(asked) > 1 or _NOT_PUBLIC.match(path):
        return None
    return path + "".join(f"?{name}={value}" for name, value in asked)


def file_of(address: str, name: str = "index.html") -> str:
    """The file that an address becomes: `/a/b/` → `a/b/index.html`, `/a/?page=2` → `a/index-page-2.html`.

    `name` is that of a file which stands at an address that is not called like it.
    """
    path, _, query = address.partition("?")
    file = unquote(path).lstrip("/")
    if file.endswith("/") or not file:
        file += name
    elif "." not in posixpath.basename(file):
        file += "/index.html"
    if query:
        stem, dot, ending = file.rpartition(".")
        file = f"{stem}-{_NAME_OF_QUERY.sub('-', query)}{dot}{ending}"
    return file


def links_in(text: str) -> Iterable[str]:
    """What the links of a page say, as they stand in it."""
    return (found[2] for found in _LINK.finditer(text))


def relinked(text: str, page: str, files: Mapping[str, str], base: str) -> str:
    """The page with its links to addresses in `files`.

    Links to elsewhere and to places in the page itself stay. To sign and to the desk one is led to `base`;
    what else is not in the copy is no link any more. A search asks the copy's own.
    """
    here = posixpath.dirname(files[page]) or "."

    def lead(file: str) -> str:
        return escape(posixpath.relpath(file, here))

    def relink(found: re.Match[str]) -> str:
        attribute, link = found[1], unescape(found[2])
        whole = urljoin(base + page, link)
        if link.startswith("#") or not _is_in(base, whole):
            return found[0]
        address = address_of(link, page, base)
        if address is not None and address in files:
            fragment = f"#{escape(urlsplit(link).fragment)}" if "#" in link else ""
            return f'{attribute}"{lead(files[address])}{fragment}"'
        return f'{attribute}"{escape(whole)}"' if _LIVE.match(whole.removeprefix(base)) else ""

    def look(found: re.Match[str]) -> str:
        return f'{found[1]}"{lead(unescape(found[2]).strip("/"))}/"'

    def search(form: re.Match[str]) -> str:
        return f'{_ACTION.sub("", form[0]).removesuffix(">")} action="{lead(SEARCH)}">'

    return _SEARCH_FORM.sub(search, _EVIDENCE.sub(look, _LINK.sub(relink, text)))


def _is_in(base: str, whole: str) -> bool:
    return whole == base or whole.startswith((f"{base}/", f"{base}?", f"{base}#"))


def index(found: Sequence[Found]) -> str:
    """The search's own file, a script: a page that is opened without a server may read nothing else."""
    rows = [[each.file, each.title, each.told, each.words.casefold()] for each in found]
    listed = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"const FOUND = {listed.replace('<', chr(92) + 'u003c')};\n"
