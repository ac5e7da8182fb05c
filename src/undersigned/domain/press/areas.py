"""The areas that a letter has signatories from: regions, their places, and the letter as a whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from undersigned.domain.block import region_name
from undersigned.domain.documents import LetterDocument, Signatory
from undersigned.domain.text import slug_of
from undersigned.places import REGIONS, region_of
from undersigned.wording import speak
from undersigned.wording.collation import collation_key
from undersigned.wording.regions import region_names


@dataclass(frozen=True, slots=True)
class Area:
    """A place, a region or the letter as a whole, with who signed from there in the order of the list.

    `slug` is its part of an address, "" for the whole; `name` as a list of a newspaper has it ("Carrboro,
    N.C."); `region` is a code of ours, or the region as it is printed where we know none.
    """

    kind: Literal["letter", "region", "place"]
    slug: str
    name: str
    region: str | None
    place: str | None
    signatories: tuple[Signatory, ...]


def areas(document: LetterDocument) -> tuple[Area, ...]:
    """Every region somebody signed from, by the alphabet, each with its places behind it."""
    language = document.language
    found: list[Area] = []
    for key, signatories in _gathered(document.signatories, region_key).items():
        name = region_name(signatories[0])
        found.append(Area("region", slug_of(name), _region_name(name, key, language), key, None, signatories))
        found += _places(key, signatories)
    order = {area.region: collation_key(area.name, language) for area in found if area.kind == "region"}
    found.sort(
        key=lambda area: (
            order[area.region],
            area.kind == "place",
            collation_key(area.place or "", language),
        )
    )
    return tuple(_with_own_slugs(found))


def _places(key: str, signatories: Sequence[Signatory]) -> list[Area]:
    return [
        Area("place", slug_of(f"{place} {key}"), f"{place}, {_abbreviated(key)}", key, place, there)
        for place, there in _gathered(signatories, lambda each: each.place or "").items()
    ]


def _gathered(
    signatories: Iterable[Signatory], key: Callable[[Signatory], str]
) -> dict[str, tuple[Signatory, ...]]:
    """By a key, in the order of the list; who has none is in none."""
    found: dict[str, list[Signatory]] = {}
    for signatory in signatories:
        if at := key(signatory):
            found.setdefault(at, []).append(signatory)
    return {at: tuple(several) for at, several in found.items()}


def _with_own_slugs(found: list[Area]) -> list[Area]:
    """No two areas at one address, and none without: those after the first get a number."""
    taken: set[str] = set()
    result = []
    for area in found:
        stem = area.slug or "area"
        number, slug = 1, stem
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        taken.add(slug)
        result.append(replace(area, slug=slug))
    return result


def region_key(signatory: Signatory) -> str:
    """What a region is known by: a code ("NC") where it is one of ours, else as printed; "" for none."""
    text = signatory.region or ""
    if signatory.country in (None, "US", "USA") and (known := region_of(text)):
        return known.code
    return text


def _abbreviated(key: str) -> str:
    known = region_of(key)
    return known.newspaper if known else key


def _region_name(name: str, key: str, language: str | None) -> str:
    return (
        name if speak(language).language == "en" else region_names(key, name, speak(language).language).name
    )


def whole(document: LetterDocument) -> Area:
    return Area("letter", "", document.title or "", None, None, document.signatories)


def area_at(document: LetterDocument, slug: str) -> Area | None:
    """The area at an address: one that somebody signed from, or a state that nobody did.

    None for every other place: nothing can be said of it but that nobody signed there.
    """
    found = next((area for area in areas(document) if area.slug == slug), None)
    if found is not None:
        return found
    state = next((region for region in REGIONS if slug in (slug_of(region.name), region.code.lower())), None)
    if state is None:
        return None
    there = next(
        (area for area in areas(document) if area.kind == "region" and area.region == state.code), None
    )
    name = _region_name(state.name, state.code, document.language)
    return there or Area("region", slug_of(state.name), name, state.code, None, ())


def areas_matching(document: LetterDocument, words: str) -> tuple[Area, ...]:
    """The areas somebody means who types a place, a state or both; a whole name goes before its parts."""
    wanted = _plain(words)
    found = areas(document)
    state = area_at(document, slug_of(region.name)) if (region := region_of(words)) else None
    if state is not None:
        return (state,)
    exact = [area for area in found if wanted in (_plain(area.place or area.name), _plain(area.name))]
    if exact:
        return tuple(exact)
    parts = wanted.split()
    return tuple(area for area in found if all(part in _plain(_spoken(area)).split() for part in parts))


def _spoken(area: Area) -> str:
    """Every word by which people call an area."""
    known = region_of(area.region or "")
    return " ".join((area.name, area.region or "", known.name if known else ""))


def _plain(text: str) -> str:
    return slug_of(text).replace("-", " ")
