"""Files written to a folder, and only over files that we wrote ourselves.

`.undersigned.json` in the folder lists what we wrote with its hash: a file that is not listed, or was changed
since, belongs to somebody else.
"""

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from undersigned.domain.publishing import Rendered
from undersigned.domain.reasons import Reason
from undersigned.domain.text import sha256_hex
from undersigned.errors import OutsideFailure, Refused

LIST = ".undersigned.json"
_FORMAT = "undersigned.files/1"


def write_files(folder: Path, files: Sequence[Rendered], *, force: bool) -> list[Path]:
    """Write all of them or, if one would go over a file that is not ours, none; their paths in order."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = _ours(folder)
        if not force:
            for file in files:
                _refuse_to_overwrite(folder / file.filename, file, ours)
        for file in files:
            _put(folder / file.filename, file.content)
        ours |= {file.filename: sha256_hex(file.content) for file in files}
        listed = {"format": _FORMAT, "files": dict(sorted(ours.items()))}
        _put(folder / LIST, (json.dumps(listed, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    except OSError as trouble:
        raise OutsideFailure(f"{trouble.filename or folder}: {trouble.strerror}", retry=False) from trouble
    return [folder / file.filename for file in files]


def _ours(folder: Path) -> dict[str, str]:
    """File name → hash of what we wrote here. A list that we cannot read says nothing."""
    try:
        listed = json.loads((folder / LIST).read_bytes())
        return {str(name): str(digest) for name, digest in listed["files"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _refuse_to_overwrite(path: Path, file: Rendered, ours: dict[str, str]) -> None:
    if not path.exists():
        return
    there = path.read_bytes()
    if there != file.content and sha256_hex(there) != ours.get(file.filename):
        raise Refused(Reason.FILE_NOT_OURS, file=path)


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all: a reader never sees half of it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
