"""The formats a letter comes in: one file each, `render(publication) -> Rendered`, loaded when it is used."""

from importlib import import_module
from typing import Protocol, cast

from undersigned.domain.publishing import Publication, Rendered

# name → module; the name is the ending of the file and of the address.
FORMATS: dict[str, str] = {
    "html": "undersigned.outputs.html",
    "txt": "undersigned.outputs.text",
    "json": "undersigned.outputs.json",
    "csv": "undersigned.outputs.csv",
}


class Format(Protocol):
    """What every module of `FORMATS` has."""

    def render(self, publication: Publication) -> Rendered: ...


def format_named(name: str) -> Format:
    """The module of a format; `name` is a key of `FORMATS`."""
    return cast(Format, import_module(FORMATS[name]))
