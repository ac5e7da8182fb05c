"""A condition in words, for its signer alone: "at least 20 offices have signed, this one included"."""

from collections.abc import Mapping

from undersigned.domain.conditions import AllOf, AnyOf, AtLeast, Condition, These
from undersigned.wording.speech import Wording


def in_words(condition: Condition, wording: Wording, places: Mapping[str, str]) -> str:
    """`places` says how members are called, by their keys."""
    match condition:
        case AtLeast():
            return _number(condition, wording)
        case These():
            named = [places.get(member, member) for member in condition.members]
            return wording.say("all of these have signed: {places}", places="; ".join(named))
        case AllOf():
            said = [in_words(part, wording, places) for part in condition.parts]
            return wording.say(" and ").join(said)
        case AnyOf():
            said = [in_words(part, wording, places) for part in condition.parts]
            return wording.say(", or else ").join(said)


def _number(condition: AtLeast, wording: Wording) -> str:
    number, group = wording.number(condition.number), condition.group
    if group is None:
        return wording.say("at least {number} offices have signed, this one included", number=number)
    if group.kind == "region":
        return wording.say(
            "at least {number} offices of {region} have signed", number=number, region=group.name
        )
    return wording.say(
        "at least {number} of the office {office} have signed", number=number, office=group.name
    )
