"""Where the page's templates, style and script come from."""

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
