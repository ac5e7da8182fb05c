"""The demo's folder: never one that holds anything else."""

import shutil
from pathlib import Path

from undersigned.errors import OutsideFailure, Unreadable
from undersigned.outside.files import write_file

_MARK = "demo.txt"  # what makes a folder a demo's
_PREPARING = "This folder belongs to `undersigned demo`. Its example is being prepared.\n"
_PLAYED = (
    "This folder belongs to `undersigned demo`. `undersigned demo --reset` empties it and starts over.\n"
)


def open_folder(folder: Path, *, reset: bool) -> bool:
    """Make the folder ready; whether it holds a demo to go on with. With `reset` it never does.

    A demo whose preparation was interrupted is begun anew.
    Unreadable if the folder holds something and is no demo's; it is left as it is.
    """
    mark = folder / _MARK
    try:
        if not mark.is_file() and folder.is_dir() and any(folder.iterdir()):
            raise Unreadable(
                "this folder holds something that is no demo; give --data a new folder or an empty one",
                where=str(folder),
            )
        if not reset and mark.is_file() and mark.read_text("utf-8") == _PLAYED:
            return True
        _empty(folder)
    except OSError as error:
        raise OutsideFailure(
            f"{folder}: cannot be used for the demo ({error.strerror}); give --data another folder",
            retry=False,
        ) from error
    write_file(mark, _PREPARING.encode())
    return False


def mark_as_played(folder: Path) -> None:
    write_file(folder / _MARK, _PLAYED.encode())


def _empty(folder: Path) -> None:
    """Remove what is in the folder, its mark last: what is left by an interruption is still a demo's."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name == _MARK):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
