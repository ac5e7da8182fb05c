"""Stationery in the data folder: letterheads, templates and fonts of whoever runs the server.

stationery/letterheads/COALITION.svg    or .png, .jpg
stationery/templates/letter.typ         letter.html.j2, letter.css
stationery/fonts/                       .ttf, .otf, .ttc
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from undersigned.domain.letterheads import ENDINGS, letterhead_of, trouble_with_letterhead
from undersigned.domain.publishing import Letterhead
from undersigned.errors import OutsideFailure
from undersigned.outside.files import write_file

_FONTS = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class Stationery:
    """`templates` are texts by file name; `fonts` a folder, None where there is none."""

    letterhead: Letterhead | None
    templates: tuple[tuple[str, str], ...]
    fonts: Path | None


def stationery_of(data_dir: Path, coalition: str, templates: Iterable[str]) -> Stationery:
    """What stands in place of ours for this coalition; `templates` are the file names that may."""
    fonts = _folder(data_dir) / "fonts"
    return Stationery(
        letterhead=letterhead(data_dir, coalition),
        templates=tuple(
            (name, text) for name in templates if (text := _text(_folder(data_dir) / "templates" / name))
        ),
        fonts=fonts if any(file.suffix.lower() in _FONTS for file in fonts.glob("*")) else None,
    )


def letterhead(data_dir: Path, coalition: str) -> Letterhead | None:
    """The coalition's letterhead. A file that would be refused at the desk is not used here either."""
    for place in _places(data_dir, coalition):
        try:
            data = place.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutsideFailure(f"{place}: {error.strerror}", retry=True) from error
        return None if trouble_with_letterhead(data) else letterhead_of(data)
    return None


def keep_letterhead(data_dir: Path, coalition: str, letterhead: Letterhead) -> None:
    """In place of the one that was there, whatever its kind."""
    ending = ENDINGS[letterhead.media_type]
    kept, *others = sorted(_places(data_dir, coalition), key=lambda place: place.suffix != f".{ending}")
    write_file(kept, letterhead.image)
    for place in others:
        _remove(place)


def remove_letterhead(data_dir: Path, coalition: str) -> None:
    for place in _places(data_dir, coalition):
        _remove(place)


def _folder(data_dir: Path) -> Path:
    return data_dir / "stationery"


def _places(data_dir: Path, coalition: str) -> list[Path]:
    folder = _folder(data_dir) / "letterheads"
    return [folder / f"{coalition}.{ending}" for ending in ENDINGS.values()]


def _remove(place: Path) -> None:
    try:
        place.unlink(missing_ok=True)
    except OSError as error:
        raise OutsideFailure(f"{place}: {error.strerror}", retry=True) from error


def _text(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideFailure(f"{file}: cannot be read as UTF-8 text", retry=False) from error
