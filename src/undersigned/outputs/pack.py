"""What is handed to an addressee: one PDF to print, and a zip with it, the published letter and the list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from undersigned.domain.publishing import Publication
from undersigned.domain.sheet import sheet_of
from undersigned.domain.text import slug_of
from undersigned.outputs import format_named, packed
from undersigned.wording import Wording

# The published files that go along, as far as they are there.
_ALONG = ("letter.pdf", "letter.docx", "letter.txt", "signatories.csv")


@dataclass(frozen=True, slots=True)
class Pack:
    """`pdf` is the whole pack on paper: cover, letter, list by state, how to check. `name` has no ending."""

    name: str
    pdf: bytes
    zip: bytes


def pack_of(publication: Publication, published: Mapping[str, bytes], contact: str) -> Pack:
    """The pack of a publication whose presentation has a cover; `published` are its files by name."""
    with_contact = replace(publication.presentation, contact=contact)
    paper = format_named("pdf").render(replace(publication, presentation=with_contact)).content
    check = _how_to_check(publication, contact)
    parts = [("pack.pdf", paper), *((name, published[name]) for name in _ALONG if name in published)]
    parts.append(("how-to-check.txt", check.encode("utf-8")))
    name = slug_of(publication.document.title or "")[:60].strip("-") or "letter"
    return Pack(f"{name}-pack", paper, packed(parts))


def _how_to_check(publication: Publication, contact: str) -> str:
    """For a clerk: what can be checked with nothing but a browser and a telephone."""
    sheet = sheet_of(publication)
    wording = sheet.wording
    lines = [sheet.title, "=" * len(sheet.title), "", sheet.count_words, "", *_steps(publication, wording)]
    if contact:
        lines += ["", wording.say("Questions? Ask {contact}.", contact=contact)]
    return "\n".join(lines) + "\n"


def _steps(publication: Publication, wording: Wording) -> list[str]:
    steps = [wording.say("Call any office on the list: each has a receipt for what it signed.")]
    if publication.links.check:
        steps.append(
            wording.say("Open {address} and follow “In a browser”.", address=publication.links.check)
        )
    if publication.facts.edition_sha256:
        steps.append(
            wording.say(
                "The text that was signed has the SHA-256 {hash}.", hash=publication.facts.edition_sha256
            )
        )
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]
