#!/usr/bin/env python3
"""Feed a document reader with files that a fuzzer makes;
stop at the first that is not answered as it should be.

tools/fuzz_documents.py KIND [libFuzzer options] CORPUS      KIND: text, markdown, html, docx, pdf, letter

Needs atheris (pip install atheris), which the project itself does not. A reader answers with lines or with
`Unreadable`; anything else is a finding. `docx` takes the fuzzer's bytes as the document in a sound archive;
`letter` reads them as text, the whole of the reader. A corpus may begin with tests/reading/letters.
"""

import sys
import zipfile
from importlib import import_module
from io import BytesIO

import atheris

with atheris.instrument_imports(include=["undersigned.reading"]):
    from undersigned.errors import Unreadable
    from undersigned.reading.letters import read_letter

    KIND = sys.argv.pop(1)
    MODULE = None if KIND == "letter" else import_module(f"undersigned.reading.documents.{KIND}")

_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(body: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(
            "word/document.xml", b"<w:document " + _W + b"><w:body>" + body + b"</w:body></w:document>"
        )
    return file.getvalue()


def once(data: bytes) -> None:
    try:
        if MODULE is None:
            read_letter("letter.txt", data)
        else:
            MODULE.read(archive(data) if KIND == "docx" else data)
    except Unreadable:
        pass


if __name__ == "__main__":
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
