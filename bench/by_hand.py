"""The example letter as somebody who knows Typst would write it by hand: nothing to read, nothing to decide.

The same words in the same shapes as ours: lists, a footnote, columns. What Typst alone takes for it is the
least that a PDF of it can cost.
"""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typst

from undersigned.domain.block import Line
from undersigned.domain.publishing import Publication
from undersigned.domain.sheet import Asks, Paragraph, Runs, Sheet, sheet_of
from undersigned.outputs.pdf.press import our_fonts

_HEAD = """
#set document(title: "{title}", author: "{coalition}", date: datetime(year: 2016, month: 12, day: 29))
#set page(paper: "us-letter", margin: (x: 1.7in, y: 1in))
#set page(footer: context align(center, counter(page).display("1 of 1", both: true)))
#set text(font: ("Libertinus Serif", "Noto Naskh Arabic"), size: 11pt, lang: "en", number-type: "old-style")
#set par(leading: 0.7em, spacing: 1.15em, linebreaks: "optimized")
#set strong(delta: 200)
#show heading: set text(weight: "semibold")
#pad(x: -0.7in)[#smallcaps(all: true)[{coalition}] #line(length: 100%, stroke: 0.4pt)]
{date}

{address}
= {title}
{salutation}

"""
_NAMES = """
#pad(x: -0.7in)[
== {count}
#set text(size: {size}pt, hyphenate: false)
#set par(leading: 0.55em, spacing: 0.75em, hanging-indent: {indent}em)
{names}
]
"""
_STACKED = 100  # as many stand in columns of one height, each name above its office


def markup_of(publication: Publication) -> str:
    sheet = sheet_of(publication)
    address = " \\\n".join(_escaped(line) for line in sheet.addressees[0])
    head = _HEAD.format(
        title=_escaped(sheet.title),
        coalition=_escaped(sheet.coalition or ""),
        date=sheet.date,
        address=address,
        salutation=_escaped(sheet.salutation or ""),
    )
    return head + "\n\n".join(_passages(sheet)) + f"\n\n{sheet.closing}\n" + _names(sheet)


def _passages(sheet: Sheet) -> Iterator[str]:
    for passage in sheet.passages:
        if isinstance(passage, Asks):
            for ask in passage.asks:
                yield f"+ {_runs(ask.paragraphs[0], sheet)}"
                yield from (f"  + {_runs(part.paragraphs[0], sheet)}" for part in ask.parts)
        else:
            assert isinstance(passage, Paragraph), "the example letter has nothing else"
            yield _runs(passage.runs, sheet)


def _runs(runs: Runs, sheet: Sheet) -> str:
    notes = {note.label: note.paragraphs[0] for note in sheet.footnotes}
    text = ""
    for run in runs:
        if run.footnote:
            text += f"#footnote[{_runs(notes[run.footnote], sheet)}]"
        else:
            body = f"*{_escaped(run.text)}*" if run.strong else _escaped(run.text)
            text += f'#link("{run.link}")[{body}]' if run.link else body
    return text


def _names(sheet: Sheet) -> str:
    lines = [line for group in sheet.groups for line in group.lines]
    count = sheet.count_words.capitalize()
    if len(lines) > _STACKED:
        names = f"#columns(2, gutter: 1.8em)[\n{_entries(lines, ', ')}\n]"
        return _NAMES.format(count=count, size=9.5, indent=1, names=names)
    third = -(-len(lines) // 3)
    cells = ", ".join(
        f"[{_entries(lines[start : start + third], ', #linebreak()')}]" for start in (0, third, 2 * third)
    )
    names = f"#grid(columns: (1fr, 1fr, 1fr), column-gutter: 1.8em, {cells})"
    return _NAMES.format(count=count, size=10, indent=0, names=names)


def _entries(lines: Iterable[Line], between: str) -> str:
    return "\n".join(f"#par[*{_escaped(line.name)}*{between}{_escaped(line.capacity)}]" for line in lines)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\#$*_`<>@=-+/[]{}~" else letter for letter in text)


def set_by_typst(markup: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "letter.typ").write_text(markup, "utf-8")
        standards: Any = ["a-2a", "ua-1"]
        content = typst.compile(
            str(Path(folder) / "letter.typ"), root=folder, font_paths=our_fonts(), pdf_standards=standards
        )
    return bytes(content)
