"""The data file: the same document, one signatory a line."""

import json
from dataclasses import replace

from tests.outputs.letters import example
from undersigned.domain.publishing import Publication
from undersigned.outputs import format_named
from undersigned.outputs.json import document_as_json


def test_json_has_each_signatory_on_a_line_whatever_is_in_the_text() -> None:
    trap = 'A text with "signatories": [] in it.'
    document = replace(example().document, title=trap)
    content = format_named("json").render(Publication(document)).content.decode()
    assert json.loads(content) == document_as_json(document)
    lines = [line for line in content.splitlines() if '"office": "Mayor"' in line]
    assert len(lines) == 31
    assert json.loads(lines[0].strip().rstrip(","))["name"] == "Marisol Quintero-Hale"


def test_a_letter_without_names_is_json_too() -> None:
    document = replace(example().document, signatories=())
    content = format_named("json").render(Publication(document)).content
    assert json.loads(content) == document_as_json(document)
