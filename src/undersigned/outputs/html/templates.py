"""Where the page's templates, style, script and fonts come from."""

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from undersigned.domain.sheet import Item
from undersigned.errors import Unreadable

_OUTPUTS = Path(__file__).parent.parent
# The letters of `outputs/fonts/SOURCES.md`; others come from the reader's own serif.
_RANGE = (
    "U+20-7E,U+A0-A1,U+A7,U+A9,U+AB,U+B0,U+B7,U+BB,U+BF-C2,U+C4,U+C7-CB,U+CD-CF,U+D1,U+D3-D4,U+D6,U+D9-DC,U+DF-E2,"
    "U+E4,U+E7-EB,U+ED-EF,U+F1,U+F3-F4,U+F6,U+F9-FC,U+2011,U+2013-2014,U+2018-2019,U+201C-201D,U+2022,U+2026,U+20AC"
)
_SERIF, _CAPS = "Libertinus Serif", "Libertinus Caps"
# file → family, weight, style
_FACES = {
    "serif-regular": (_SERIF, 400, "normal"),
    "serif-italic": (_SERIF, 400, "italic"),
    "serif-semibold": (_SERIF, 600, "normal"),
    "caps-regular": (_CAPS, 400, "normal"),
}


@cache
def templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("undersigned.outputs"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["lists"] = _lists
    return environment


def render_own(own: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """The page by the server owner's templates, in a sandbox: they show the letter and can do no more."""
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([DictLoader(dict(own)), PackageLoader("undersigned.outputs")]),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.filters["lists"] = _lists
    try:
        return environment.get_template("letter.html.j2").render(values)
    except Exception as trouble:  # whatever a template can do wrong
        line = f"line {trouble.lineno}: " if isinstance(trouble, TemplateSyntaxError) else ""
        raise Unreadable(f"{line}the template does not work: {trouble}", where="letter.html.j2") from trouble


def _lists(items: Sequence[Item]) -> list[tuple[bool, list[Item]]]:
    """Neighbours that are one list: (whether it has numbers, its items)."""
    return [(ordered, list(run)) for ordered, run in groupby(items, key=lambda item: item.number is not None)]


@cache
def asset(name: str) -> str:
    """The text of a style sheet or script, as it stands in the page."""
    return (_OUTPUTS / "templates" / name).read_text("utf-8").strip()


@cache
def fonts(*faces: str) -> str:
    """The page's own type, inside its style sheet; all of it, or the faces that are named."""
    return "".join(_face(name) for name in faces or _FACES)


def _face(name: str) -> str:
    family, weight, style = _FACES[name]
    data = (_OUTPUTS / "fonts" / f"libertinus-{name}.woff2").read_bytes()
    address = f"data:font/woff2;base64,{base64.b64encode(data).decode('ascii')}"
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'font-display:swap;src:url({address}) format("woff2");unicode-range:{_RANGE}}}\n'
    )
