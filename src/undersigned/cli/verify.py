"""`undersigned verify …`: the verifier, with the one thing more that a command can do: fetch an address."""

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import click

from undersigned.proof import command
from undersigned.proof.report import Report
from undersigned.proof.verdict import Given

_LARGEST_FETCHED = 1 << 30
_OF_A_LETTER = re.compile("/(?:v|letters)/([a-z0-9-]+)/?$")
_ADDRESS = re.compile("https?://", re.IGNORECASE)


@click.command()
@click.argument("what", metavar="ZIP|DIR|URL|RECEIPT")
@click.option("--key", metavar="VKEY|FILE", help="The organiser's key, from another source than the bundle.")
@click.option(
    "--earlier",
    metavar="BUNDLE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A bundle or checkpoint kept from earlier: it has to be the beginning of this one.",
)
@click.option(
    "--receipt",
    "receipts",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A signatory's receipt to find in the bundle.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def verify(
    what: str, key: str | None, earlier: tuple[Path, ...], receipts: tuple[Path, ...], as_json: bool
) -> int:
    """Check that a letter's list of signatories is exactly what was recorded, under exactly this text.

    What is checked is an evidence bundle (zip, folder or address) or a signatory's receipt; `-` is a zip or a
    receipt from standard input. It leaves with 0 when all holds, 1 when something does not, 2 when it cannot
    be told. The network is used for an address only.

    Example: undersigned verify evidence.zip --key 'example.org+1a2b3c4d+Ab…='
    """
    given = Given(
        key=command.read_key(key) if key else None,
        earlier=command.read_earlier(earlier),
        receipts=command.read_receipts(receipts),
    )
    report = _judge(what, given)
    click.echo(command.tell(report, as_json=as_json))
    return report.exit_status


def _judge(what: str, given: Given) -> Report:
    if what == "-":
        return command.judge_bytes(sys.stdin.buffer.read(_LARGEST_FETCHED), given)
    if not _ADDRESS.match(what):
        return command.judge(Path(what), given)
    from undersigned.outside.fetch import fetch

    return command.judge_bytes(fetch(zip_address(what), largest=_LARGEST_FETCHED), given)


def zip_address(address: str) -> str:
    """Where a bundle is: a letter's page and its evidence folder both have `evidence.zip` beside them.

    The address of "Check this list", which a receipt's QR code has too, leads to its letter.
    """
    parts = urlsplit(address)
    path = _OF_A_LETTER.sub(r"/letters/\1/", parts.path)
    if path.endswith("/evidence/"):
        path = f"{path.removesuffix('/')}.zip"
    elif path.endswith("/"):
        path = f"{path}evidence.zip"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
