"""The formats a letter comes in: one file each, `render(publication) -> Rendered`, loaded when it is used."""

from importlib import import_module

from undersigned.domain.publishing import Publication, Rendered

# name → module; the name is the ending of the file and of the address.
FORMATS: dict[str, str] = {
    "html": "undersigned.outputs.html",
    "txt": "undersigned.outputs.text",
    "json": "undersigned.outputs.json",
    "csv": "undersigned.outputs.csv",
}


def render(name: str, publication: Publication) -> Rendered:
    """The publication as one file of the format `name`, a key of `FORMATS`."""
    rendered: Rendered = import_module(FORMATS[name]).render(publication)
    return rendered
