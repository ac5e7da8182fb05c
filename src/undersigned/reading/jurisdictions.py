"""The public id of the place a signatory speaks for, where the gazetteer knows exactly one of that name."""

from dataclasses import replace

from undersigned.domain.documents import Signatory


def with_jurisdictions(signatories: tuple[Signatory, ...]) -> tuple[Signatory, ...]:
    """The same signatories; office-holders of a place of ours with its Open Civic Data id, if certain."""
    if not any(_speaks_for_a_place(one) for one in signatories):
        return signatories
    from undersigned.places import find_places  # reads the gazetteer: only where there is a place to look for

    known: dict[tuple[str, str], str | None] = {}
    found = []
    for one in signatories:
        if _speaks_for_a_place(one) and one.place and one.region_code:
            key = (one.place, one.region_code)
            if key not in known:
                places = find_places(*key)
                known[key] = places[0].ocd_id if len(places) == 1 else None
            one = replace(one, jurisdiction=known[key])
        found.append(one)
    return tuple(found)


def _speaks_for_a_place(one: Signatory) -> bool:
    return bool(one.office and one.place and one.region_code and one.country == "US")
