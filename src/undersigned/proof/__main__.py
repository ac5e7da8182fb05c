"""`python -m undersigned.proof BUNDLE|RECEIPT`: the verifier alone, with `cryptography` and nothing else.

The same program is the one file `verify.pyz`. It never uses the network.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from undersigned.domain.text import harmless
from undersigned.errors import Unreadable
from undersigned.proof import command
from undersigned.proof.verdict import Given

_USAGE_ERROR = 2


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify",
        description="Check offline that a letter's list of signatories is what was recorded.",
        epilog="Example: verify evidence.zip --key 'example.org+1a2b3c4d+Ab…='   "
        "Exit status: 0 holds, 1 does not hold, 2 cannot tell.",
    )
    parser.add_argument(
        "what", metavar="BUNDLE|RECEIPT", type=Path, help="a bundle (folder or zip) or a receipt"
    )
    parser.add_argument(
        "--key", help="the organiser's key, or a file that holds it; from another source than the bundle"
    )
    parser.add_argument(
        "--earlier", type=Path, action="append", default=[], help="a bundle or checkpoint kept earlier"
    )
    parser.add_argument(
        "--receipt", type=Path, action="append", default=[], help="a receipt to find in the bundle"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser


def main(words: Sequence[str] | None = None) -> int:
    arguments = _arguments().parse_args(words)
    try:
        given = Given(
            key=command.read_key(arguments.key) if arguments.key else None,
            earlier=command.read_earlier(arguments.earlier),
            receipts=command.read_receipts(arguments.receipt),
        )
        report = command.judge(arguments.what, given)
    except Unreadable as trouble:
        print(f"verify: {harmless(str(trouble))}", file=sys.stderr)
        return _USAGE_ERROR
    print(command.tell(report, as_json=arguments.json))
    return report.exit_status


if __name__ == "__main__":
    sys.exit(main())
