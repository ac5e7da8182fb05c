"""Where a signatory's place lies, where that is certain."""

from dataclasses import replace

from undersigned.domain.documents import Signatory
from undersigned.places import Place, find_places

_UNITED_STATES = (None, "US", "USA", "United States")


def place_of_signatory(signatory: Signatory) -> Place | None:
    """The likeliest place of that name in that region; None where there is none or it is not known."""
    if not signatory.place or not signatory.region or signatory.country not in _UNITED_STATES:
        return None
    found = find_places(signatory.place, signatory.region)
    return found[0] if found else None


def located(signatory: Signatory) -> Signatory:
    """The signatory with the public ids of region and place beside what is printed, where certain."""
    if signatory.region_code or not signatory.place or not signatory.region:
        return signatory
    if signatory.country not in _UNITED_STATES:
        return signatory
    found = find_places(signatory.place, signatory.region)
    if not found:
        return signatory
    jurisdiction = signatory.jurisdiction or (found[0].ocd_id if len(found) == 1 else None)
    return replace(signatory, region_code=found[0].region, jurisdiction=jurisdiction)
