"""The public record of a signature: "commitments" in log.md."""

import re

from verifier.statements import canonical
from verifier.trouble import require

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
HAS = {"name", "role", "org", "place", "region", "line", "lang", "by"}
MAY_HAVE = {"title", "honorific", "on_behalf_of", "note", "status", "domain"}


def record_of(data: bytes) -> dict[str, str]:
    """With "" for what is left out, and for the status of a current office."""
    record = canonical(data)
    require(len(data) <= 16_384 and isinstance(record, dict), "a record is too long, or none")
    require(HAS <= record.keys() <= HAS | MAY_HAVE, "a record has other keys")
    for value in record.values():
        short = isinstance(value, str) and len(value) <= 1_000
        require(short and not UNPRINTABLE.search(value), "a record has a part that is no line")
    require((record["name"] or record["org"]) and record["line"], "a record has no name, or no line")
    require(record["by"] in ("self", "delegate"), "a record does not say who acted")
    require(record.get("status", "current") in ("current", "former", "identification_only"), "a status")
    given: dict[str, str] = dict.fromkeys(MAY_HAVE, "") | record
    return given | {"status": given["status"].replace("current", "")}
