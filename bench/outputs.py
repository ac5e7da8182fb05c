"""Lines 7 to 10, and 13: what it costs to set a letter, beside the least that the same file can cost.

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
from functools import cache, partial
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

from bench.by_hand import markup_of, set_by_typst
from bench.figures import Figure, growth, in_turn, seconds
from undersigned.domain.block import printed_line
from undersigned.domain.documents import Signatory, count_signatories
from undersigned.domain.publishing import Publication
from undersigned.outputs import format_named, packed
from undersigned.outputs import pdf as pdf_module
from undersigned.outputs.docx import render as render_docx
from undersigned.outputs.pdf import press
from undersigned.reading.letter_source import read_letter_source

NAME = "outputs"
LETTER = Path(__file__).parent.parent / "examples" / "letter" / "letter.md"
SIZES = (1_000, 30_000, 1_000_000)
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
    return [
        *_pdf(),
        *_weasyprint(),
        _docx(),
        *_start(),
        *_growth(),
    ]  # what is long stays in memory: it comes last


def _start() -> list[Figure]:
    """Line 13, and beside it the example as text, from a fresh process to its end."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "undersigned", "compose"]
        works = {
            "start": [*command, "--help"],
            "text": [*command, str(LETTER), "--to", folder, "--format", "txt", "--force"],
            "pass": ["-c", "pass"],
        }
        taken = in_turn({name: partial(_process, arguments) for name, arguments in works.items()})
    return [
        Figure(
            13,
            "compose: start, more than python -c pass",
            taken["start"] - taken["pass"],
            "s",
            target="<= 0.3",
        ),
        Figure(13, "compose: the example as text, likewise", taken["text"] - taken["pass"], "s"),
    ]


def _process(arguments: list[str]) -> float:
    command = [sys.executable, *arguments]
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))


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
                f"growth of .{name} from 1k to 1M signatories",
                exponent,
                "exponent",
                target="<= 1.1",
                rounds=3,
            )
        )
        figures.append(Figure(7, f".{name} of 1M signatories", measured[str(SIZES[-1])], "s", rounds=3))
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
        set_by_typst(markup_of(letter_of(1)))
        markup = markup_of(publication)
        took = seconds(lambda: set_by_typst(markup))
    else:
        pdf_module.render(letter_of(1))
        press.smaller = lambda content: content  # shrinking is not in the figure
        press.set_apart = partial(press.set_apart, shrink=False)
        took = seconds(lambda: pdf_module.render(publication))
    # A long list is set by a process below ours: what both take together.
    kilobytes = sum(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return [took, kilobytes / 1024]


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
