"""Which column of a roster file is what."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from undersigned.errors import Unreadable

COLUMNS = (
    "jurisdiction",
    "place",
    "region",
    "country",
    "office",
    "office_plural",
    "name",
    "given",
    "family",
    "honorific",
    "start",
    "end",
    "email",
    "phone",
    "domain",
    "delegate_name",
    "delegate_role",
    "delegate_email",
    "delegate_since",
    "organisation",
    "external_id",
)

_LEFT_OUT = ""  # a file's column that is known and not wanted
_KNOWN = {*COLUMNS, _LEFT_OUT}


@dataclass(frozen=True, slots=True)
class Preset:
    """How another program names its columns. `places_are_ids`: it writes places like "vestavia_hills"."""

    columns: Mapping[str, str]
    places_are_ids: bool = False


# openstates' `id` is a person's and not an office's, so it cannot say which member a row means.
PRESETS: dict[str, Preset] = {
    "openstates": Preset(
        columns={
            "state": "region",
            "voice": "phone",
            "id": _LEFT_OUT,
            "links": _LEFT_OUT,
            "sources": _LEFT_OUT,
            "other_names": _LEFT_OUT,
            "status": _LEFT_OUT,
        },
        places_are_ids=True,
    )
}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The known name of each column of a file, in the file's order; "" for a column to leave out."""

    names: tuple[str, ...]
    places_are_ids: bool = False

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def values(self, cells: tuple[str, ...]) -> dict[str, str]:
        """A row's cells by known name; a cell that the row lacks is empty."""
        padded = cells + ("",) * (len(self.names) - len(cells))
        return {name: cell for name, cell in zip(self.names, padded, strict=False) if name}


def map_columns(
    header: tuple[str, ...], preset: str | None = None, mapping: Mapping[str, str] | None = None
) -> ColumnMap:
    """What each column of the file is. Case and spaces do not matter; `mapping` (file's column → known name,
    or "" to leave it out) goes before the preset.

    Raises `Unreadable` that names every column which is unknown, there twice, or missing.
    """
    if preset is not None and preset not in PRESETS:
        raise Unreadable(f"there is no preset “{preset}”; there is: {', '.join(PRESETS)}")
    chosen = PRESETS[preset] if preset else Preset({})
    own = {_plain(column): _plain(name) for column, name in (mapping or {}).items()}
    renamed = {**chosen.columns, **own}
    named = tuple(renamed.get(_plain(column), _plain(column)) for column in header)
    present = {_plain(column) for column in header}
    troubles = [
        *(f"there is no column “{column}” in the file to map" for column in own if column not in present),
        *(_unknown(name, column) for name, column in zip(named, header, strict=True) if name not in _KNOWN),
        *(f"the column “{name}” is there twice" for name in COLUMNS if named.count(name) > 1),
        *_missing(named),
    ]
    if troubles:
        raise Unreadable("; ".join(troubles), where="row 1")
    return ColumnMap(named, chosen.places_are_ids)


def _plain(column: str) -> str:
    return "_".join(column.strip().casefold().replace("-", " ").split())


def _unknown(name: str, column: str) -> str:
    near = get_close_matches(name, COLUMNS, n=1, cutoff=0.6)
    perhaps = f"; perhaps “{near[0]}” is meant" if near else ""
    own = column.strip()
    return f"the column “{own}” is not known{perhaps} (map it with “{own}=NAME”, or take it out of the file)"


def _missing(names: tuple[str, ...]) -> list[str]:
    missing = []
    if "office" not in names:
        missing.append("the column “office” is missing")
    if "name" not in names and not {"given", "family"} <= set(names):
        missing.append("the column “name” is missing")
    if not ({"jurisdiction", "organisation"} & set(names) or {"place", "region"} <= set(names)):
        missing.append("a column “jurisdiction”, or “place” and “region”, or “organisation” is missing")
    return missing
