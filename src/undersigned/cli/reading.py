"""Commands that read letters and articles that exist already. They need no database and never load Django."""

import click

from undersigned.cli.main import print_json
from undersigned.cli.options import read_file
from undersigned.domain.documents import LetterDocument


@click.command()
@click.argument("file")
@click.option("--roster", metavar="FILE.csv", help="Match the signatories to the offices of this roster.")
@click.option("--strict", is_flag=True, help="Leave with 1 when a finding is an error.")
@click.option("--json", "as_json", is_flag=True, help="Print the letter as undersigned.letter/1.")
def read(file: str, roster: str | None, strict: bool, as_json: bool) -> int:
    """Read a letter or an article (text, Markdown, HTML, DOCX, PDF) and say what is wrong in it.

    Example: undersigned read letter.pdf --json
    """
    from undersigned.outputs.json import document_as_json
    from undersigned.reading.letters import read_letter

    name, data = read_file(file)
    document = read_letter(name, data)
    if as_json:
        print_json(document_as_json(document))
    return int(strict and any(finding.severity == "error" for finding in document.findings))
