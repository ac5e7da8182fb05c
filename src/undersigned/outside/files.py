"""The door to the disk: files are written whole or not at all; published bytes are kept under their hash."""

import os
import tempfile
from pathlib import Path

from undersigned.domain.text import sha256_hex
from undersigned.errors import OutsideFailure


def write_file(path: Path, content: bytes, *, secret: bool = False) -> None:
    """Write a file by way of a draft beside it, so that nobody ever sees half of it.

    A secret one can be read by its owner alone, from its first byte on.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, content, 0o600 if secret else 0o666 & ~_umask())
    except OSError as error:
        raise OutsideFailure(f"{error.filename or path}: {error.strerror}", retry=False) from error


def _put(path: Path, content: bytes, mode: int) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        os.chmod(draft, mode)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def keep_by_hash(data_dir: Path, content: bytes) -> None:
    """Keep bytes in the data folder under their hash; what is there already is the same."""
    path = _place_of(data_dir, sha256_hex(content))
    if not path.exists():
        write_file(path, content)


def keep_private(data_dir: Path, content: bytes) -> None:
    """Keep bytes under their hash where no public address leads to."""
    path = _private_place_of(data_dir, sha256_hex(content))
    if not path.exists():
        write_file(path, content)


def kept_private(data_dir: Path, sha256: str) -> bytes | None:
    """The private bytes with this hash; None if they are not there, or are no longer those."""
    return _read(_private_place_of(data_dir, sha256), sha256)


def forget_private(data_dir: Path, sha256: str) -> None:
    """Delete private bytes; nothing happens where they are gone already."""
    _forget(_private_place_of(data_dir, sha256))


def kept(data_dir: Path, sha256: str) -> bytes | None:
    """The bytes with this hash; None if they are not there, or are no longer those."""
    return _read(_place_of(data_dir, sha256), sha256)


def _read(path: Path, sha256: str) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if sha256_hex(content) == sha256 else None


def text_kept(path: Path) -> str | None:
    """A text that the server's owner put there; None if there is none. OutsideFailure if it is unreadable."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideFailure(f"{path}: cannot be read as text ({error})", retry=False) from error


def forget_by_hash(data_dir: Path, sha256: str) -> None:
    """Delete kept bytes; nothing happens where they are gone already."""
    _forget(_place_of(data_dir, sha256))


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutsideFailure(f"{path}: {error.strerror}", retry=True) from error


def _place_of(data_dir: Path, sha256: str) -> Path:
    return data_dir / "published" / sha256[:2] / sha256


def _private_place_of(data_dir: Path, sha256: str) -> Path:
    return data_dir / "private" / sha256[:2] / sha256
