"""Lines 7 to 10: what it costs to set a letter, beside the least that the same file can cost.

Line 8 runs each PDF in a process of its own, so that its peak memory is its own:
`python -m bench.outputs ours 30000` prints the seconds and the megabytes of one.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

import typst

from bench.figures import Figure, growth, in_turn, seconds
from undersigned.domain.block import printed_line
from undersigned.domain.documents import Signatory, count_signatories
from undersigned.domain.publishing import Publication
from undersigned.outputs import format_named, packed
from undersigned.outputs import pdf as pdf_module
from undersigned.outputs.docx import render as render_docx
from undersigned.reading.letter_source import read_letter_source

NAME = "outputs"
LETTER = Path(__file__).parent.parent / "examples" / "letter" / "letter.md"
SIZES = (1_000, 10_000, 100_000)
GIVEN = ("Ada", "Łukasz", "Siobhán", "José", "Ngọc", "Кира", "Emeka", "Ingrid")
FAMILY = ("Example", "Quintero-Hale", "O’Rourke", "van der Meulen", "García Márquez", "Brightwater", "Nwosu")
PLACES = ("Austin", "Carrboro", "St. Louis", "Montgomery County", "New Haven", "Winston-Salem")
REGIONS = ("TX", "NC", "MO", "MD", "CT")


@cache
def letter_of(number: int) -> Publication:
    """The example letter, signed by so many invented people."""
    signatories = tuple(
        Signatory(
            name=f"{GIVEN[index % len(GIVEN)]} {FAMILY[index % len(FAMILY)]} {index}",
            office="Mayor",
            place=PLACES[index % len(PLACES)],
            region=REGIONS[index % len(REGIONS)],
        )
        for index in range(number)
    )
    document = read_letter_source(LETTER.read_bytes()).document
    return Publication(replace(document, signatories=signatories, count=count_signatories(signatories)))


def lines() -> list[Figure]:
    return [*_growth(), *_pdf(), *_weasyprint(), _docx()]


def _growth() -> list[Figure]:
    """Line 7, the part of it that is rendering."""
    figures = []
    for name in ("html", "json", "txt", "csv"):
        render = format_named(name).render
        render(letter_of(SIZES[0]))
        works = {str(size): _timed(render, size) for size in SIZES}
        measured = in_turn(works, rounds=3)
        exponent = growth(SIZES, [measured[str(size)] for size in SIZES])
        figures.append(
            Figure(
                7,
                f"growth of .{name} from 1k to 100k signatories",
                exponent,
                "exponent",
                target="<= 1.1",
                rounds=3,
            )
        )
        figures.append(Figure(7, f".{name} of 100k signatories", measured[str(SIZES[-1])], "s", rounds=3))
    return figures


def _timed(render: Callable[[Publication], object], size: int) -> Callable[[], float]:
    return lambda: seconds(lambda: render(letter_of(size)))


def _pdf() -> list[Figure]:
    figures = []
    for size, rounds in ((32, 5), (1_000, 5), (30_000, 3)):
        measured: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
        for _ in range(rounds):
            for which, values in measured.items():
                values.append(_alone(which, size))
        time, memory = (
            {which: median(value[part] for value in values) for which, values in measured.items()}
            for part in (0, 1)
        )
        what = f"PDF/UA-1 of {size:,}"
        said = "typst alone on finished markup"
        figures.append(Figure(8, f"{what}: time", time["ours"], "s", said, time["bare"], "<= 1.3", rounds))
        figures.append(
            Figure(8, f"{what}: memory", memory["ours"], "MB", said, memory["bare"], "<= 1.3", rounds)
        )
    return figures


def _alone(which: str, size: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.outputs", which, str(size)]
    done = subprocess.run(command, capture_output=True, check=True)
    took, megabytes = json.loads(done.stdout)
    return took, megabytes


def _set_alone(which: str, size: int) -> list[float]:
    """Each has set a small letter before: what a process loads once is in neither figure."""
    publication = letter_of(size)
    if which == "bare":
        _typst_alone(_finished_markup(letter_of(1)))
        markup = _finished_markup(publication)
        took = seconds(lambda: _typst_alone(markup))
    else:
        pdf_module.render(letter_of(1))
        pdf_module._smaller = lambda content: content  # shrinking is not in the figure
        took = seconds(lambda: pdf_module.render(publication))
    return [took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]


def _finished_markup(publication: Publication) -> str:
    """The letter as somebody who knows Typst would write it by hand: nothing to read, nothing to decide."""
    document = publication.document
    text = "\n\n".join(_typst_escaped(block.text) for block in document.body)
    entries = "\n".join(f"#par[{_entry(each)}]" for each in document.signatories)
    return f"""
#set document(title: "{document.title}", date: datetime(year: 2016, month: 12, day: 29))
#set page(paper: "us-letter", margin: 1in)
#set page(footer: context align(center, counter(page).display("1 of 1", both: true)))
#set text(font: ("Libertinus Serif", "Noto Naskh Arabic"), size: 11pt, lang: "en", number-type: "old-style")
#set par(leading: 0.7em, spacing: 1.15em, linebreaks: "optimized")
#show strong: set text(weight: "semibold")
= {_typst_escaped(document.title or "")}
{text}
== Signatories
#set text(size: 9.5pt, hyphenate: false)
#set par(leading: 0.55em, spacing: 0.75em, hanging-indent: 1em)
#columns(2, gutter: 1.6em)[
{entries}
]
"""


def _entry(signatory: Signatory) -> str:
    name, _, rest = printed_line(signatory).partition(", ")
    return f"*{_typst_escaped(name)}*, {_typst_escaped(rest)}"


def _typst_escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\#$*_`<>@=-+/[]{}~" else letter for letter in text)


def _typst_alone(markup: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bare.typ").write_text(markup, "utf-8")
        fonts = str(Path(pdf_module.__file__).parent.parent / "fonts")
        standards: Any = ["a-2a", "ua-1"]
        content = typst.compile(
            str(Path(folder) / "bare.typ"),
            font_paths=[fonts],
            ignore_system_fonts=True,
            pdf_standards=standards,
        )
    return bytes(content)


def _weasyprint() -> list[Figure]:
    """Line 9; left out where WeasyPrint, which we do not need, is not installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        print("line 9 is left out: WeasyPrint is not installed here", file=sys.stderr)
        return []
    publication = letter_of(1_000)
    page = format_named("html").render(publication).content.decode()
    measured = in_turn(
        {
            "ours": lambda: seconds(lambda: pdf_module.render(publication)),
            "theirs": lambda: seconds(lambda: HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")),
        },
        rounds=3,
    )
    what = "PDF of 1,000, of WeasyPrint's time"
    return [Figure(9, what, measured["ours"], "s", "WeasyPrint", measured["theirs"], "<= 0.1", 3)]


def _docx() -> Figure:
    publication = letter_of(30_000)
    by_hand = [printed_line(each).partition(", ") for each in publication.document.signatories]

    def write_by_hand() -> None:
        paragraphs = "".join(
            '<w:p><w:pPr><w:pStyle w:val="Signatory"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(name)}</w:t></w:r>'
            f'<w:r><w:t xml:space="preserve">, {escape(rest)}</w:t></w:r></w:p>'
            for name, _, rest in by_hand
        )
        packed([("word/document.xml", paragraphs.encode())])

    render_docx(letter_of(32))
    measured = in_turn(
        {"ours": lambda: seconds(lambda: render_docx(publication)), "hand": lambda: seconds(write_by_hand)}
    )
    return Figure(
        10, "DOCX of 30,000", measured["ours"], "s", "the same XML by hand", measured["hand"], "<= 5"
    )


if __name__ == "__main__":
    print(json.dumps(_set_alone(sys.argv[1], int(sys.argv[2]))))
