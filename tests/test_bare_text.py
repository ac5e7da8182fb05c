"""No page has a sentence of its own: what a person reads comes through `say` and `count`."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

PACKAGE = Path(__file__).parent.parent / "src" / "undersigned"
FOLDERS = ("web/templates", "outputs/templates", "messages/templates")
TEMPLATES = sorted(
    path for folder in FOLDERS for path in (PACKAGE / folder).rglob("*") if path.suffix in (".html", ".j2")
)
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description"}
SPOKEN_METADATA = re.compile(r"(^|:)(title|description|site_name|image:alt)$")
NO_SENTENCES = {"style", "script", "pre", "code"}  # a command to type is the same in every language
Blocks = dict[str, nodes.Block]


def skeleton(source: str, overriding: Blocks | None = None) -> str:
    """The template's own text in its order, every branch of it, with what expressions give left out.

    A template that extends another is taken inside of it, so that each block is judged where it stands.
    """
    tree = Environment().parse(source)
    blocks = {block.name: block for block in tree.find_all(nodes.Block)} | (overriding or {})
    parent = tree.find(nodes.Extends)
    if parent is None:
        return "".join(_own_text(tree, blocks))
    assert isinstance(parent.template, nodes.Const)
    outside = (node for node in tree.body if not isinstance(node, nodes.Block | nodes.Extends))
    around = (PACKAGE / "web" / "templates" / parent.template.value).read_text("utf-8")
    return "".join(text for node in outside for text in _own_text(node, blocks)) + skeleton(around, blocks)


def _own_text(node: nodes.Node, blocks: Blocks) -> Iterator[str]:
    match node:
        case nodes.TemplateData():
            yield node.data
        case nodes.Assign():
            yield from (f"<p>{text}</p>" for text in _constants_shown(node.node))
        case nodes.Expr():
            yield from _constants_shown(node)
        case nodes.Block():
            yield from _all_of(blocks[node.name].body, blocks)
        case nodes.If():
            yield from _all_of([*node.body, *node.elif_, *node.else_], blocks)
        case nodes.For():
            yield from _all_of([*node.body, *node.else_], blocks)
        case nodes.Include() | nodes.FromImport() | nodes.Import():
            return
        case _:
            yield from _all_of(node.iter_child_nodes(), blocks)


def _all_of(several: Iterable[nodes.Node], blocks: Blocks) -> Iterator[str]:
    for node in several:
        yield from _own_text(node, blocks)


def _constants_shown(node: nodes.Node) -> Iterator[str]:
    """Texts written in an expression that come out as they are; not keys, arguments or comparisons."""
    if isinstance(node, nodes.Const):
        yield node.value if isinstance(node.value, str) else ""
    for part in _parts_shown(node):
        yield from _constants_shown(part)


def _parts_shown(node: nodes.Node) -> Iterable[nodes.Node]:
    """The parts of an expression whose value can be the expression's own."""
    match node:
        case nodes.CondExpr():
            return [branch for branch in (node.expr1, node.expr2) if branch]
        case nodes.Filter():
            return [node.node] if node.node else []
        case nodes.Dict():
            return [pair.value for pair in node.items]
        case nodes.BinExpr() | nodes.Concat() | nodes.List() | nodes.Tuple():
            return node.iter_child_nodes()
        case _:
            return []


class BareText(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        given = dict(attrs)
        spoken = [text for name, text in given.items() if name in SPOKEN_ATTRIBUTES]
        if SPOKEN_METADATA.search(given.get("name") or given.get("property") or ""):
            spoken.append(given.get("content"))
        self.found += [text for text in spoken if text and is_text(text)]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in NO_SENTENCES and is_text(data):
            self.found.append(" ".join(data.split()))


def is_text(value: str) -> bool:
    """Letters of any script; signs, numbers and blanks say nothing."""
    return bool(re.search(r"[^\W\d_]", value))


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 15


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_says_nothing_of_its_own(template: Path) -> None:
    assert BareText(skeleton(template.read_text("utf-8"))).found == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Sign here</p>",
        '<p>{{ say("Sign") }} now</p>',
        '<p>{{ "open" if letter.open else "closed" }}</p>',
        '{% set heading = "Close it" %}',
        "{% if agreed %}<b>yes</b>{% endif %}",
        '<input aria-label="Your name">',
        '<img alt="A bus">',
        '<meta name="description" content="An open letter">',
        '{% extends "base.html" %}{% block title %}Desk{% endblock %}',
        "{% for a in b %}{% else %}Nobody{% endfor %}",
    ],
)
def test_a_bare_sentence_is_found(planted: str) -> None:
    assert BareText(skeleton(planted)).found


@pytest.mark.parametrize(
    "right",
    [
        '<p class="note">{{ say("Sign here") }}</p>',
        '<p>{{ "•" if item.number is none else item.number ~ "." }}</p>',
        '<p class="{{ "open" if letter.open else "closed" }}">{{ letter.title }}: 12 – (3)</p>',
        '{% set headings = {"close": say("Close it")} %}',
        '{% extends "base.html" %}{% block kind %}desk{% endblock %}',
        "<style>p { color: red }</style>",
    ],
)
def test_what_is_said_or_is_no_sentence_is_not_found(right: str) -> None:
    assert BareText(skeleton(right)).found == []
