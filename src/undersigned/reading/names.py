"""Printed names split into given name and family name, beside the name as printed."""

import re
from dataclasses import replace

from undersigned.domain.documents import Signatory
from undersigned.domain.names import surname
from undersigned.reading.find_block.person import AFTER_A_NAME

_SURNAME_FIRST = re.compile(
    r"(?P<family>[^,]+), (?!(?:jr|sr|ii|iii|iv|ph|m\.?d)\b)(?P<given>[^,]+)(?:, (?:jr|sr|ii|iii|iv)\.?)?",
    re.IGNORECASE,
)


def with_name_parts(signatories: tuple[Signatory, ...]) -> tuple[Signatory, ...]:
    """The same signatories, people with `given` and `family` where the name has more than one word."""
    return tuple(_split(one) for one in signatories)


def _split(one: Signatory) -> Signatory:
    if not one.name or " " not in one.name or one.family:
        return one
    surname_first = _SURNAME_FIRST.fullmatch(one.name)
    if surname_first:
        return replace(one, given=surname_first["given"], family=surname_first["family"])
    family = surname(AFTER_A_NAME.sub("", one.name))
    given = one.name.split(f" {family}")[0].strip(" ,") if f" {family}" in one.name else None
    return replace(one, given=given or None, family=family if given else None)
