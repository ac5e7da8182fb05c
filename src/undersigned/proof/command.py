"""What both doors of the verifier share: opening what was named, and telling the verdict.

`undersigned verify` and `python -m undersigned.proof` differ in how they read their arguments, and in one
thing more: only the first can fetch an address.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os.path import exists, isdir, isfile  # which say no of a name that is too long, where `Path` breaks off
from pathlib import Path

from undersigned.errors import Unreadable, Unverifiable
from undersigned.evidence.note import LONGEST_NOTE, VerifierKey
from undersigned.evidence.receipt import LONGEST_RECEIPT
from undersigned.proof import alone, contents, layout, receipt, speech, verdict
from undersigned.proof.contents import Contents
from undersigned.proof.report import Report
from undersigned.proof.verdict import Given

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


def read_key(text: str) -> VerifierKey:
    """A key as it was given: itself, or the name of a file that holds it. Raises `Unreadable`."""
    written = text
    if "+" not in text or isfile(text):
        written = _small_file(Path(text), LONGEST_NOTE, "the key").decode("utf-8", "replace").strip()
    try:
        return VerifierKey.parse(written.removeprefix("log "))
    except Unverifiable as trouble:
        raise Unreadable(f"is no key: {trouble.detail}", where="--key") from trouble


def _small_file(path: Path, longest: int, what: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(longest + 1)
    except OSError as trouble:
        raise Unreadable(f"{what} cannot be read: {trouble.strerror}", where=str(path)) from trouble
    except ValueError as trouble:  # U+0000 in a name
        raise Unreadable(
            f"{what} cannot be read: no file has such a name", where=ascii(str(path))
        ) from trouble
    if len(data) > longest:
        raise Unreadable(f"{what} is longer than {longest} bytes", where=str(path))
    return data


def open_bundle(path: Path) -> Contents:
    """A folder or a zip. Raises `Unreadable`."""
    if isdir(path):
        return contents.from_folder(path)
    return contents.from_zip(path)


def read_earlier(paths: Iterable[Path]) -> dict[str, Sequence[bytes]]:
    """What was kept from earlier, each by its name: its checkpoint, then those of its history.

    Each is a bundle, or a checkpoint by itself. Raises `Unreadable`.
    """
    return {name: _checkpoints_in(path) for name, path in _named(paths)}


def _checkpoints_in(path: Path) -> Sequence[bytes]:
    if not isdir(path) and not _starts(path).startswith(_ZIP_STARTS):
        return [_small_file(path, LONGEST_NOTE, "the checkpoint")]
    bundle = open_bundle(path)
    if layout.CHECKPOINT not in bundle:
        raise Unreadable("is no bundle: it has no checkpoint", where=str(path))
    kept = sorted(filter(layout.history_size, bundle), key=lambda each: layout.history_size(each) or 0)
    return [bundle.read(each) for each in (layout.CHECKPOINT, *kept)]


def read_receipts(paths: Iterable[Path]) -> dict[str, bytes]:
    """Receipts by their names. Raises `Unreadable`."""
    return {name: _small_file(path, LONGEST_RECEIPT, "the receipt") for name, path in _named(paths)}


def _named(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Each file under its name alone, where it is the only one of that name; else under its whole path."""
    given = list(dict.fromkeys(paths))
    often = Counter(path.name for path in given)
    for path in given:
        yield (path.name if often[path.name] == 1 and path.name else str(path)), path


def _starts(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(32)
    except OSError as trouble:
        raise Unreadable(f"cannot be read: {trouble.strerror}", where=str(path)) from trouble


def judge(path: Path, given: Given) -> Report:
    """The verdict on a bundle or a receipt on this machine. `Unreadable` where there is nothing."""
    if not exists(path):
        raise Unreadable("there is no such file or folder", where=str(path))
    if isfile(path) and receipt.is_receipt(_starts(path)):
        return alone.check_receipts(_with_receipt(given, read_receipts([path])))
    try:
        opened = open_bundle(path)
    except Unreadable as trouble:
        return verdict.unreadable(trouble)
    return verdict.check(opened, given)


def judge_bytes(data: bytes, given: Given) -> Report:
    """The verdict on a zip or a receipt that was fetched."""
    if receipt.is_receipt(data):
        return alone.check_receipts(_with_receipt(given, {"fetched": data}))
    try:
        opened = contents.from_zip(data)
    except Unreadable as trouble:
        return verdict.unreadable(trouble)
    return verdict.check(opened, given)


def _with_receipt(given: Given, receipts: Mapping[str, bytes]) -> Given:
    """With the receipt that is checked before those that were given beside it, should one have its name."""
    beside = {
        f"{name} (given beside it)" if name in receipts else name: text
        for name, text in given.receipts.items()
    }
    return replace(given, receipts={**receipts, **beside})


def tell(report: Report, *, as_json: bool) -> str:
    """What the command prints."""
    if as_json:
        return speech.harmless_json(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    return "\n".join(speech.told(report))
