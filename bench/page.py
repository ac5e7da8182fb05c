"""Line 6: how often the page of a published letter can be read, beside a static file of the same size.

Both come from the same `undersigned serve`, over the same kept connections, in turn.
"""

import os
import re
from functools import partial

from bench.figures import Figure, in_turn
from bench.installation import (
    Installation,
    circulating_letter,
    coalition_with,
    installation,
    now,
    open_here,
    serving,
)
from bench.load import drive, get

NAME = "page"
CONNECTIONS = 16
REQUESTS = 3_000
SIGNATORIES = 32
_PAGE, _STATIC = "/letters/night-buses/", "/static/page.html"
_FILES = {
    "JSON": "/letters/night-buses.json",
    "PDF": "/letters/night-buses.pdf",
    "map": "/letters/night-buses/map.svg",
}
# The product's settings with one more folder of static files, for a file of the same size as the page.
_SETTINGS = """
from undersigned.project.settings import *
STATICFILES_DIRS = [*STATICFILES_DIRS, {folder!r}]
"""


def lines() -> list[Figure]:
    with installation() as place:
        open_here(place)
        _publish()
        (place.folder / "static").mkdir()
        settings = _SETTINGS.format(folder=str(place.folder / "static"))
        (place.folder / "settings_with_more.py").write_text(settings, "utf-8")
        os.environ |= {"PYTHONPATH": str(place.folder), "DJANGO_SETTINGS_MODULE": "settings_with_more"}
        return _measured(place)


def _publish() -> None:
    """A letter that every office of a coalition signed, by the product's own actions."""
    from undersigned.actions.letters.close import close
    from undersigned.actions.publishing import publish
    from undersigned.actions.signing.sign import sign_by_link
    from undersigned.records.models import Mail

    coalition_with(SIGNATORIES, "towns")
    circulating_letter("towns", "night-buses")
    for text in list(Mail.objects.values_list("text", flat=True)):
        token = re.findall(r"/i/(\S+)/", text)[0]
        sign_by_link(token=token, edition_shown=1, typed={}, at=now())
    close(slug="night-buses", at=now())
    publish(slug="night-buses", at=now())


def _measured(place: Installation) -> list[Figure]:
    from undersigned.actions.publishing import public_file

    shown = public_file("night-buses", "letter.html")
    (place.folder / "static" / "page.html").write_bytes(shown.content)
    paths = (_PAGE, _STATIC, *_FILES.values())
    with serving(place):
        for path in paths:
            _rate(place, path)  # the first requests of a worker load what it keeps
        measured = in_turn({path: partial(_rate, place, path) for path in paths})
    page = Figure(
        6,
        f"published page of {SIGNATORIES} signatories, {CONNECTIONS} connections",
        measured[_PAGE],
        "requests/s",
        "a static file of the same size, same process",
        measured[_STATIC],
        ">= 0.8",
    )
    return [page, *(Figure(6, f"its {name}", measured[path], "requests/s") for name, path in _FILES.items())]


def _rate(place: Installation, path: str) -> float:
    load = drive(place.address, [get(path, place.host)] * REQUESTS, connections=CONNECTIONS)
    load.require(200)
    return REQUESTS / load.seconds
