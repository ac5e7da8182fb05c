"""The door to the disk: files are written whole or not at all, and only over what we wrote ourselves."""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from undersigned.domain.publishing import Rendered
from undersigned.domain.text import sha256_hex
from undersigned.errors import OutsideFailure, Unreadable

OWN = ".undersigned.json"  # what we wrote into a folder: file name → SHA-256


def write_file(path: Path, content: bytes) -> None:
    """Write a file by way of a draft beside it, so that nobody ever sees half of it."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        os.replace(draft, path)
    except OSError as error:
        raise OutsideFailure(f"{path}: cannot be written ({error.strerror})", retry=False) from error


def write_own(folder: Path, files: Sequence[Rendered], *, force: bool) -> tuple[Path, ...]:
    """Write files into a folder, in order; their paths.

    A file that stands there and that we did not write, or that was changed since, is overwritten only with
    `force`: Unreadable names it, and nothing is written.
    """
    written = _written_before(folder)
    for file in files:
        path = folder / file.filename
        if not force and path.exists() and written.get(file.filename) != sha256_hex(path.read_bytes()):
            raise Unreadable(
                "stands there and was not written by this program; --force overwrites it", where=str(path)
            )
    for file in files:
        write_file(folder / file.filename, file.content)
        written[file.filename] = sha256_hex(file.content)
    write_file(folder / OWN, json.dumps(written, indent=2, sort_keys=True).encode("utf-8") + b"\n")
    return tuple(folder / file.filename for file in files)


def _written_before(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / OWN).read_text("utf-8"))
    except (OSError, ValueError):  # never written here, or the list was damaged: then nothing is ours
        return {}
    return {str(name): str(sha256) for name, sha256 in found.items()} if isinstance(found, dict) else {}
