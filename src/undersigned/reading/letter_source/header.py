"""The YAML header of a letter source. Every value is text; every trouble is told with its line."""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches

import yaml

from undersigned.domain.documents import Addressee, LetterDocument
from undersigned.domain.text import tidy
from undersigned.errors import Unreadable

HEADER_KEYS = ("title", "date", "language", "coalition", "addressee", "salutation", "closing")
ADDRESSEE_KEYS = ("name", "office", "organisation", "address", "until")
# Control characters and overrides of the direction of writing; tab and line end are none.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NULL = "tag:yaml.org,2002:null"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


class _Composer(yaml.SafeLoader):
    """Composes nodes only: no tags are obeyed, and no aliases, which can make a small file huge."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # the stubs leave it open
            raise yaml.MarkedYAMLError(
                problem="a header has no aliases (*name); write the value out", problem_mark=mark
            )
        return super().compose_node(parent, index)


class _Header:
    """The header's nodes with the line of each in the file."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.cut: Unreadable | None = None

    def trouble(self, node: yaml.Node, what: str) -> Unreadable:
        return self.trouble_at(node.start_mark, what)

    def trouble_at(self, mark: yaml.Mark | None, what: str) -> Unreadable:
        line = self.first_line + (mark.line if mark else 0)
        return Unreadable(what, where=f"line {line}")

    def compose(self, text: str) -> yaml.Node | None:
        loader = _Composer(text)
        try:
            return loader.get_single_node()
        except yaml.MarkedYAMLError as trouble:
            hint = "write “key: value”, and put a value that has “: ” or “#” in it in quotes"
            problem = trouble.problem or "unreadable"
            raise self.trouble_at(
                trouble.problem_mark, f"the header is not YAML ({problem}); {hint}"
            ) from trouble
        except RecursionError as trouble:
            raise Unreadable("the header is nested too deeply", where=f"line {self.first_line}") from trouble
        finally:
            loader.dispose()

    def fields(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """The values of a mapping by key; unknown and repeated keys are refused."""
        if not isinstance(node, yaml.MappingNode):
            raise self.trouble(node, f"here must be keys with values, such as “{known[0]}: …”")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self.text(key) or ""
            if name not in known:
                raise self.trouble(key, f"unknown key “{name}”; {_suggestion(name, known)}")
            if name in found:
                raise self.trouble(key, f"“{name}” is there twice; keep one")
            found[name] = value
        return found

    def text(self, node: yaml.Node | None) -> str | None:
        """One line of text, None where there is no value."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            raise self.trouble(node, "here must be one line of text")
        text = self.printable(node)
        return None if node.tag == _NULL else tidy(text) or None

    def printable(self, node: yaml.ScalarNode) -> str:
        """The value as typed. In quotes, YAML can spell characters that the file itself does not have."""
        text = str(node.value)
        if forbidden := FORBIDDEN.search(text):
            raise self.trouble(
                node, f"there is a control character (U+{ord(forbidden[0]):04X}) in it; remove it"
            )
        if cut := _cut_off(node):
            what = f"“{cut}” would not be printed: YAML takes it for a comment; put the value in quotes"
            self.cut = self.cut or self.trouble_at(node.end_mark, what)
        return text

    def day(self, node: yaml.Node | None) -> date | None:
        text = self.text(node)
        if node is None or text is None:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError as trouble:
            what = f"“{text}” is not a date of the calendar; write year-month-day, such as 2016-12-29"
            raise self.trouble(node, what) from trouble

    def language(self, node: yaml.Node | None) -> str | None:
        text = self.text(node)
        if node is not None and text is not None and not _LANGUAGE.match(text):
            raise self.trouble(node, f"“{text}” is not a language tag; write one such as en, es or fr-CA")
        return text

    def lines(self, node: yaml.Node | None) -> tuple[str, ...]:
        """A list of lines, or the lines of one text."""
        if isinstance(node, yaml.SequenceNode):
            return tuple(line for item in node.value if (line := self.text(item)))
        if not isinstance(node, yaml.ScalarNode):
            return ()
        lines = self.printable(node).split("\n")
        return tuple(line for raw in lines if node.tag != _NULL and (line := tidy(raw)))

    def addressee(self, node: yaml.Node) -> Addressee:
        if not isinstance(node, yaml.MappingNode):
            what = "the addressee is written in parts, such as “addressee: {name: …, office: …}”"
            raise self.trouble(node, what)
        fields = self.fields(node, ADDRESSEE_KEYS)
        name, office, organisation = (self.text(fields.get(key)) for key in ADDRESSEE_KEYS[:3])
        if not (name or office or organisation):
            raise self.trouble(node, "an addressee needs at least a name, an office or an organisation")
        return Addressee(
            name=name,
            office=office,
            organisation=organisation,
            address=self.lines(fields.get("address")),
            until=self.day(fields.get("until")),
        )

    def addressees(self, node: yaml.Node | None) -> tuple[Addressee, ...]:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.addressee(item) for item in node.value)
        if node is None or (isinstance(node, yaml.ScalarNode) and self.text(node) is None):
            return ()
        return (self.addressee(node),)


def _cut_off(node: yaml.ScalarNode) -> str | None:
    """What follows a value without quotes, from a # to the end of its line."""
    mark = node.end_mark
    if node.style or mark is None or mark.buffer is None:
        return None
    following = re.match(r"[ \t]+(#.*)", mark.buffer[mark.pointer :])
    return following[1].rstrip("\0") if following else None


def _suggestion(name: str, known: tuple[str, ...]) -> str:
    folded: Callable[[str], str] = str.casefold
    near = get_close_matches(folded(name), known, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else f"known are {', '.join(known)}"


def read_header(text: str, *, first_line: int) -> tuple[LetterDocument, Unreadable | None]:
    """A document that has what the header says, and no body yet; and the first words of the header that would
    not be printed, as a trouble with their line.
    """
    header = _Header(first_line)
    root = header.compose(text)
    fields = header.fields(root, HEADER_KEYS) if root else {}
    title = header.text(fields.get("title"))
    if title is None:
        raise Unreadable("the header has no title; add a line “title: …”", where=f"line {first_line}")
    document = LetterDocument(
        title=title,
        date=header.day(fields.get("date")),
        language=header.language(fields.get("language")),
        coalition=header.text(fields.get("coalition")),
        addressees=header.addressees(fields.get("addressee")),
        salutation=header.text(fields.get("salutation")),
        closing=header.text(fields.get("closing")),
    )
    return document, header.cut
