"""Signatures without a printed name, in the words of the list: how many, and of which offices where."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from undersigned.wording.counts import OfficeCount, Tally, count_in_words
from undersigned.wording.speech import Wording


@dataclass(frozen=True, slots=True)
class UnnamedOffice:
    """What is told in public of one signature without a name."""

    office: str
    office_plural: str | None
    region: str


def unnamed_in_words(office: str, region: str, wording: Wording) -> str:
    """ "one mayor in OH": how one alone is described."""
    return described([UnnamedOffice(office, None, region)], wording)


def described(offices: Iterable[UnnamedOffice], wording: Wording) -> str:
    """ "one mayor in OH; two mayors in TX", by region; no figure in it, and "" for nobody."""
    regions: dict[str, list[UnnamedOffice]] = {}
    for each in offices:
        regions.setdefault(each.region, []).append(each)
    said = (_of_a_region(region, inside, wording) for region, inside in sorted(regions.items()))
    return "; ".join(said)


def _of_a_region(region: str, offices: list[UnnamedOffice], wording: Wording) -> str:
    numbers = Counter((each.office, each.office_plural) for each in offices)
    counted = tuple(OfficeCount(office, number, plural) for (office, plural), number in numbers.items())
    words = count_in_words(Tally(counted), wording)
    return wording.say("{offices} in {region}", offices=words, region=region) if region else words
