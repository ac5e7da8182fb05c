"""The printed lines as each format shows them, read back by other programs than those that wrote them."""

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import docx

from undersigned.domain.block import printed_line
from undersigned.domain.documents import Signatory
from undersigned.domain.publishing import Publication
from undersigned.outputs import format_named
from undersigned.reading.signatories import read_signatories
from undersigned.wording import speak


def content(name: str, publication: Publication) -> bytes:
    return format_named(name).render(publication).content


class _Items(HTMLParser):
    """The texts of the list items of the signature block, scripts on or off."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[str] = []
        self.inside = self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag == "ul":
            self.inside = classes == "signatories"
        if tag == "li" and self.inside:
            self.items.append("")
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "li"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.items[-1] += data


def html(publication: Publication) -> list[str]:
    parser = _Items()
    parser.feed(content("html", publication).decode())
    return [plain(item) for item in parser.items]


def docx_lines(publication: Publication) -> list[str]:
    document = docx.Document(io.BytesIO(content("docx", publication)))
    return [plain(each.text) for each in document.paragraphs if each.style and each.style.name == "Signatory"]


def docx_text(publication: Publication) -> str:
    return "\n".join(each.text for each in docx.Document(io.BytesIO(content("docx", publication))).paragraphs)


def text(publication: Publication) -> str:
    return plain(content("txt", publication).decode())


def pdf(publication: Publication) -> str:
    return pdf_text(content("pdf", publication))


def pdf_text(data: bytes) -> str:
    """The text in the order in which it stands in the file, which is that of its tags."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return plain(read.stdout.decode())


def markdown_lines(publication: Publication) -> list[str]:
    source = content("md", publication).decode()
    return [
        plain(line[2:]) for line in source.split("{.signatories}")[1].splitlines() if line.startswith("- ")
    ]


def table_lines(name: str, publication: Publication) -> list[str]:
    rows = read_signatories(f"list.{name}", content(name, publication))
    return [printed_line(row, speak(publication.document.language)) for row in rows]


def json_lines(publication: Publication) -> list[str]:
    found = json.loads(content("json", publication))["signatories"]
    fields = (
        "name",
        "honorific",
        "office",
        "title",
        "place",
        "region",
        "organisation",
        "on_behalf_of",
        "note",
        "status",
    )
    signatories = [replace(Signatory(), **{key: row[key] for key in fields}) for row in found]
    return [printed_line(row, speak(publication.document.language)) for row in signatories]


def csv_cells(publication: Publication) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content("csv", publication).decode(), newline="")))


def plain(text: str) -> str:
    """Blanks of any kind and number as one; hyphens that a line break may have eaten stay."""
    return re.sub(r"\s+", " ", text).strip()
