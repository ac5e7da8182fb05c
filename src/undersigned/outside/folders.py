"""Files written to a folder, and only over files that we wrote ourselves.

`.undersigned.json` in the folder lists what we wrote with its hash: a file that is not listed, or was changed
since, belongs to somebody else.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from undersigned.domain.reasons import Reason
from undersigned.domain.text import sha256_hex
from undersigned.errors import OutsideFailure, Refused
from undersigned.outside.files import write_file

LIST = ".undersigned.json"
_FORMAT = "undersigned.files/1"


def write_files(folder: Path, files: Mapping[str, bytes], *, force: bool, whole: bool = False) -> list[Path]:
    """Write all of them (name → bytes; a name may have folders in it), or none; their paths in order.

    Refused (file-not-ours) if one would go over a file that is not ours, unless `force`. With `whole` the
    folder holds these and nothing else of ours: what we wrote there earlier is deleted.
    """
    ours = _ours(folder)
    if not force:
        for name, content in files.items():
            _refuse_to_overwrite(folder / name, content, ours.get(name))
    for name, content in files.items():
        write_file(folder / name, content)
    if whole:
        others = {name: digest for name, digest in ours.items() if name not in files}
        deleted = {name for name, digest in others.items() if _delete(folder, name, digest)}
        ours = {name: digest for name, digest in ours.items() if name not in deleted}

    ours |= {name: sha256_hex(content) for name, content in files.items()}
    listed = {"format": _FORMAT, "files": dict(sorted(ours.items()))}
    write_file(folder / LIST, (json.dumps(listed, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    return [folder / name for name in files]


def _ours(folder: Path) -> dict[str, str]:
    """File name → hash of what we wrote here. A list that we cannot read says nothing."""
    try:
        listed = json.loads((folder / LIST).read_bytes())
        return {str(name): str(digest) for name, digest in listed["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _refuse_to_overwrite(path: Path, content: bytes, ours: str | None) -> None:
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutsideFailure(f"{path}: {error.strerror}", retry=False) from error
    if there != content and sha256_hex(there) != ours:
        raise Refused(Reason.FILE_NOT_OURS, file=path)


def _delete(folder: Path, name: str, ours: str) -> bool:
    """Delete a file that we wrote earlier; False where it was changed since, and so is somebody else's."""
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()) or sha256_hex(path.read_bytes()) != ours:
            return False
        path.unlink()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise OutsideFailure(f"{path}: {error.strerror}", retry=False) from error
    return True
