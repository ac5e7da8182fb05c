"""Publications to render: invented people, real places."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from undersigned.domain.block import GroupBy, Order, in_order
from undersigned.domain.documents import Confirmation, Signatory, count_signatories
from undersigned.domain.publishing import Departure, Links, Presentation, Publication, PublicationFacts
from undersigned.reading.letter_source import read_letter_source
from undersigned.reading.signatories import read_signatories

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "letter"

# Each tries to be more than a name: in Typst, HTML, Markdown, a spreadsheet, a word processor.
HOSTILE_NAMES = (
    '#panic("x") *bold* $x^2$ `raw`',
    '#read("/etc/passwd") @label <label> // comment',
    "<script>alert(1)</script>&amp;<b>",
    "[click](javascript:alert(1)) ![x](y.png)",
    "**Bold** _it_ ~~gone~~ | cell |",
    "=cmd|' /C calc'!A0",
    "+1 −1 -1 @SUM(1)",
    "＝1+1",
    "'t Hooft",
    "'=quoted",
    "O’Brien \\ {.ask} [^1]",
    "]]> --> %s {0} {{ 7*7 }} {% raw %}",
    "1. Numbered",
    "# Heading",
    "- Dash",
)


def example(group_by: GroupBy | None = None, order: Order = Order.PLACE) -> Publication:
    """The example letter with its 32 signatories."""
    document = read_letter_source((EXAMPLE / "letter.md").read_bytes()).document
    rows = read_signatories("signatories.csv", (EXAMPLE / "signatories.csv").read_bytes())
    signatories = in_order(rows, order, document.language, group_by)
    document = replace(document, signatories=signatories, count=count_signatories(signatories))
    return Publication(document, presentation=Presentation(group_by=group_by))


def signed_by(*signatories: Signatory, language: str = "en") -> Publication:
    document = replace(
        example().document,
        signatories=signatories,
        count=count_signatories(signatories),
        language=language,
    )
    return Publication(document)


def published() -> Publication:
    """The example as a server publishes it: with evidence, files, a delegate and a withdrawal."""
    publication = example()
    first, *others = publication.document.signatories
    signatories = (
        replace(first, confirmed=Confirmation("link", "delegate", 1)),
        *(replace(each, confirmed=Confirmation("link", "self", 2)) for each in others),
    )
    left = Signatory(name="Eve Gone", office="Mayor", place="Reno", region="NV")
    return replace(
        publication,
        document=replace(publication.document, signatories=signatories),
        facts=PublicationFacts(
            published_at=datetime(2016, 12, 29, 17, tzinfo=UTC),
            edition=1,
            edition_sha256="ab" * 32,
            departures=(Departure(left, "withdrawn", date(2017, 1, 3)),),
            fingerprint="3f9a 77c1 0b2e 5d44",
        ),
        links=Links(
            page="https://letters.example/letters/finish/",
            files=tuple(
                (name, f"https://letters.example/letters/finish.{name}") for name in ("pdf", "json", "csv")
            ),
            check="https://letters.example/letters/finish/evidence/",
        ),
    )
