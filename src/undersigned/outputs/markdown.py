"""The letter as Markdown that is a letter source again, with the signatories below it.

Read back, it gives the same letter: header, body, asks, thanks. The list is not part of a letter source: it
stands below a heading marked `{.signatories}`, where the text ends.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import yaml

from undersigned.domain.documents import Addressee, Block, LetterDocument
from undersigned.domain.prose import escaped
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import sheet_of


def render(publication: Publication) -> Rendered:
    document = publication.document
    parts = [_header(document), *_body(document), *_signatories(publication)]
    return Rendered("letter.md", "text/markdown; charset=utf-8", ("\n\n".join(parts) + "\n").encode("utf-8"))


def _header(document: LetterDocument) -> str:
    addressees = [_addressee(each) for each in document.addressees]
    fields = {
        "title": document.title or "Open letter",
        "date": document.date,
        "language": document.language,
        "coalition": document.coalition,
        "addressee": addressees[0] if len(addressees) == 1 else addressees,
        "salutation": document.salutation,
        "closing": document.closing,
    }
    return f"---\n{_yaml({key: value for key, value in fields.items() if value})}---"


def _addressee(addressee: Addressee) -> dict[str, str | date | list[str]]:
    fields = {
        "name": addressee.name,
        "office": addressee.office,
        "organisation": addressee.organisation,
        "address": list(addressee.address),
        "until": addressee.until,
    }
    return {key: value for key, value in fields.items() if value}


def _yaml(fields: dict[str, Any]) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100)


def _body(document: LetterDocument) -> Iterator[str]:
    """Blocks apart by a blank line; the items of one list stand together."""
    ids = {ask.number: ask.id for ask in document.asks}
    for kind, run in groupby(document.body, key=_kind):
        match kind:
            case "asks":
                yield "\n".join(_ask_lines(list(run), ids))
            case "list":
                yield "\n".join(block.markdown for block in run)
            case "quote":
                yield "\n>\n".join(block.markdown.replace("\n  ", "\n> ") for block in run)
            case _:
                yield from (_marked(block, ids) for block in run)


def _kind(block: Block) -> str:
    return "asks" if block.ask and block.kind == "list" else block.kind


def _ask_lines(blocks: list[Block], ids: dict[str, str | None]) -> Iterator[str]:
    """Asks as an ordered list; a second paragraph of the same ask or part is set in below the first."""
    before = None
    for block in blocks:
        number = block.ask or ""
        part = number.lstrip("0123456789")
        indent = "   " if part else ""
        if number == before:
            yield f"\n{indent}   {_set_in(block.markdown, indent)}"
        elif part:
            yield f"{indent}{ord(part[-1]) - ord('a') + 1}. {_set_in(block.markdown, indent)}{_thanks(block)}"
        else:
            yield f"{number}. {_set_in(block.markdown, indent)} {_ask_mark(ids.get(number))}"
        before = number


def _set_in(text: str, indent: str) -> str:
    return text.replace("\n", f"\n{indent}   ")


def _ask_mark(identifier: str | None) -> str:
    return f"{{.ask #{identifier}}}" if identifier else "{.ask}"


def _thanks(block: Block) -> str:
    return " {.thanks}" if block.thanks else ""


def _marked(block: Block, ids: dict[str, str | None]) -> str:
    if block.ask:
        return f"{block.markdown} {_ask_mark(ids.get(block.ask))}"
    if block.kind == "heading" and not block.markdown.startswith("#"):
        return f"## {block.markdown}"
    return block.markdown + _thanks(block)


def _signatories(publication: Publication) -> Iterator[str]:
    sheet = sheet_of(publication)
    if not sheet.groups:
        return
    yield f"## {sheet.wording.say('Signatories')} {{.signatories}}"
    yield sheet.count_words[:1].upper() + escaped(sheet.count_words[1:])
    for group in sheet.groups:
        if group.heading:
            yield f"### {escaped(group.heading)} ({group.count})"
        yield "\n".join(f"- {escaped(str(line))}" for line in group.lines)
    if sheet.unnamed:
        yield sheet.unnamed
