"""What the documents say of the formats is so."""

import json
import re
from dataclasses import replace
from pathlib import Path

from tests.outputs import reading_back
from tests.outputs.letters import example
from undersigned.domain.columns import SIGNATORY_COLUMNS
from undersigned.domain.publishing import Presentation

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_columns_of_a_list_are_all_in_the_reference() -> None:
    page = (DOCS / "reference" / "signatories.md").read_text("utf-8")
    assert [column for column in SIGNATORY_COLUMNS if f"`{column}`" not in page] == []


def test_the_keys_of_a_letter_document_are_all_in_its_format() -> None:
    page = (DOCS / "formats" / "letter-document.md").read_text("utf-8")
    found = json.loads(reading_back.content("json", example()))
    keys = set(found) | set(found["count"]) | set(found["source"]) | set(found["signatories"][0])
    assert [key for key in keys if f"`{key}`" not in page] == []


def test_the_template_in_the_documents_makes_a_letter() -> None:
    page = (DOCS / "howto" / "letterhead.md").read_text("utf-8")
    template = re.findall(r"```typst\n(.*?)```", page, re.DOTALL)[0]
    publication = replace(example(), presentation=Presentation(templates=(("letter.typ", template),)))
    text = reading_back.pdf(publication)
    assert "You began this work." in text
    assert "Abigail Drummond, Mayor of Syracuse, NY" in text
