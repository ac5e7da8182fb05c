"""The file that holds the installation's signing key: made once, readable by its owner alone."""

import os
import stat
from functools import lru_cache
from pathlib import Path

from undersigned.errors import OutsideFailure, Unverifiable
from undersigned.evidence.note import SigningKey

_LOOSE = stat.S_IRWXG | stat.S_IRWXO


def load(file: Path) -> tuple[SigningKey, ...]:
    """The keys, oldest first: one, and after rotations those that some log still needs.

    OutsideFailure if the file is not there, can be read by others, or holds no key.
    """
    try:
        state = file.stat()
    except FileNotFoundError:
        raise OutsideFailure(
            f"{file}: the signing key is not there; restore it from its copy", retry=False
        ) from None
    except OSError as error:
        raise OutsideFailure(
            f"{file}: the signing key cannot be read ({error.strerror})", retry=False
        ) from error
    if state.st_mode & _LOOSE:
        raise OutsideFailure(
            f"{file}: others on this machine could read the signing key; run: chmod 600 {file}", retry=False
        )
    return _read(file, (state.st_ino, state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=4)
def _read(file: Path, state: tuple[int, int, int]) -> tuple[SigningKey, ...]:
    """The keys in the file; read again only where its `state` is another."""
    try:
        lines = file.read_text("utf-8").split()
    except OSError as error:
        raise OutsideFailure(
            f"{file}: the signing key cannot be read ({error.strerror})", retry=False
        ) from error
    try:
        keys = tuple(SigningKey.parse(line) for line in lines)
    except Unverifiable as trouble:
        raise OutsideFailure(f"{file}: this is no signing key ({trouble.detail})", retry=False) from trouble
    if not keys:
        raise OutsideFailure(f"{file}: the file is empty; restore the signing key from its copy", retry=False)
    return keys


def make(file: Path, name: str) -> None:
    """Make a key, if none is there. Of two processes that try at once, one makes it."""
    if file.exists():
        return
    write(file, (SigningKey.generate(name),), fresh=True)


def write(file: Path, keys: tuple[SigningKey, ...], *, fresh: bool = False) -> None:
    """Write the keys, one a line. `fresh`: keep what is there, should another process have been quicker."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.writelines(f"{key.secret_text()}\n" for key in keys)
            stream.flush()
            os.fsync(stream.fileno())
        if not fresh:
            os.replace(draft, file)
            return
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise OutsideFailure(
            f"{file}: the signing key cannot be written ({error.strerror})", retry=False
        ) from error
