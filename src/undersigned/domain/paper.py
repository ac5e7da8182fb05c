"""Which paper a letter is printed on: US Letter in North America, A4 elsewhere."""

import re
from typing import Literal

from undersigned.domain.documents import LetterDocument
from undersigned.places import region_of

Paper = Literal["us-letter", "a4"]

_NORTH_AMERICAN_ADDRESS = re.compile(
    r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b"
    r"|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b(?:U\.?S\.?A\.?|United States|Canada|México|Mexico)\b"
)
_NORTH_AMERICAN_TAG = re.compile(r"-(?:US|CA|MX|PR)\b", re.IGNORECASE)


def paper_of(document: LetterDocument) -> Paper:
    """By the addressee's address; without one, by the signatories' regions, then by the language tag."""
    address = [text for addressee in document.addressees for text in addressee.address]
    if address:
        return "us-letter" if _NORTH_AMERICAN_ADDRESS.search("\n".join(address)) else "a4"
    countries = {signatory.country for signatory in document.signatories if signatory.country}
    if countries:
        return "us-letter" if countries <= {"US", "CA", "MX"} else "a4"
    regions = {signatory.region for signatory in document.signatories if signatory.region}
    if regions:
        return "us-letter" if all(region_of(region) for region in regions) else "a4"
    tag = document.language or "en"
    return "us-letter" if tag == "en" or _NORTH_AMERICAN_TAG.search(tag) else "a4"
