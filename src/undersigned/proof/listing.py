"""The list, as the log proves it: one line of tab-separated text for each public signature that stands.

    entry  name  role  org  place  region  line  lang  by  title  honorific  on_behalf_of  note  status  how

The first line names the columns. Order is that of the log. A cell that a spreadsheet would run as a formula
is written with one apostrophe before it; reading takes exactly one away (`domain.spreadsheets`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.spreadsheets import guarded, unguarded
from undersigned.domain.standing import Signature


class Row(NamedTuple):
    """One line of the list. "" is *not given*; `status` is "" for a current office."""

    entry: str
    name: str
    role: str
    org: str
    place: str
    region: str
    line: str
    lang: str
    by: str
    title: str
    honorific: str
    on_behalf_of: str
    note: str
    status: str
    how: str


HEADER = "\t".join(Row._fields) + "\n"


def row_of(signature: Signature, record: SignatureRecord) -> Row:
    return Row(
        str(signature.index),
        record.name,
        record.role,
        record.org,
        record.place,
        record.region,
        record.line,
        record.lang,
        record.by,
        record.title or "",
        record.honorific or "",
        record.on_behalf_of or "",
        record.note or "",
        record.status if record.status and record.status != "current" else "",
        signature.how,
    )


def write_row(row: Row) -> str:
    """The line of a row. Few cells need a guard, and there may be millions: most are seen at a glance."""
    return "\t".join([cell if not cell or cell[0].isalnum() else guarded(cell) for cell in row]) + "\n"


def read_rows(tsv: bytes) -> Iterator[Row]:
    """The rows of a list that was found to be the derived one."""
    for line in tsv.decode("utf-8").split("\n")[1:-1]:
        yield Row(*map(unguarded, line.split("\t")))


def derive(
    signatures: Iterable[Signature], record_of: Callable[[Signature], SignatureRecord]
) -> Iterator[bytes]:
    """The list's lines, header first, as they have to stand in `signatories.tsv`."""
    yield HEADER.encode()
    for signature in signatures:
        yield write_row(row_of(signature, record_of(signature))).encode()
