"""The files that the formats write are the files that the verifier reads: one letter through both."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.proof.letters import Letter, failures, judged
from undersigned.domain.block import GroupBy, Order, in_order
from undersigned.domain.documents import Block, Confirmation, LetterDocument, Signatory, count_signatories
from undersigned.domain.publishing import Departure, Links, Presentation, Publication, PublicationFacts
from undersigned.domain.recording import record_of
from undersigned.domain.unnamed import UnnamedOffice
from undersigned.outputs import file_name, format_named
from undersigned.reading.letter_source import read_letter_source

CAST = (
    Signatory(
        name="Ada Example", given="Ada", family="Example", office="Mayor", place="Springfield", region="NY"
    ),
    Signatory(
        name="Béla Minta", honorific="Dr.", office="Mayor", place="Óváros", region="OH", status="former"
    ),
    Signatory(name="Chidi O'Sample", office="County Executive", place="Orange County", region="TX"),
    Signatory(
        name="李 示例", title="Professor of Law", organisation="University of the Long Name of the Riverside"
    ),
    Signatory(organisation="Riders, Inc.", place="Lakeside", region="OH", note="since 1990"),
    Signatory(
        name="=Equa Sample", organisation="@home", on_behalf_of="The Council of Upper Hill and Lower Hill"
    ),
    Signatory(
        name="'t Hooft Specimen", office="Mayor", place="Hill", region="WA", status="identification_only"
    ),
)
TEXT = b"---\ntitle: Night buses\nclosing: Sincerely,\n---\nRun the night buses, [please](https://example.org).\n"
FILES = ("json", "csv", "txt", "md", "html")


def signed_letter() -> tuple[Letter, tuple[Signatory, ...]]:
    """A letter that the whole cast signed, and its list as it is printed; one more is unnamed, one gone."""
    letter, printed = Letter(), []
    letter.freeze(TEXT)
    for signatory in CAST:
        index = letter.sign_as(record_of(signatory, language="en", by="self"))
        printed.append(replace(signatory, confirmed=Confirmation("link", "self", index)))
    gone = letter.sign(1)
    letter.sign(2, show="private")
    letter.withdraw(gone)
    letter.close()
    return letter, tuple(printed)


def publication_of(signatories: tuple[Signatory, ...]) -> Publication:
    document = LetterDocument(
        title="Night buses",
        date=date(2026, 12, 1),
        language="en",
        salutation="Dear all:",
        body=(Block("paragraph", "Run the night buses.", "Run the night buses."),),
        closing="Sincerely,",
        signatories=signatories,
        count=count_signatories(signatories, unnamed=1),
    )
    departure = Departure(CAST[0], "withdrawn", date(2026, 12, 2))
    facts = PublicationFacts(published_at=datetime(2026, 12, 3, tzinfo=UTC), departures=(departure,))
    return Publication(document, facts, Links(check="https://example.org/letters/night-buses/evidence.zip"))


def rendered(publication: Publication) -> dict[str, bytes]:
    return {file_name(name): format_named(name).render(publication).content for name in FILES}


def test_the_files_of_every_format_hold() -> None:
    letter, printed = signed_letter()
    letter.publish(rendered(publication_of(printed)))
    report = judged(letter.bundle())
    assert (report.verdict, failures(report)) == ("holds", {})
    said = {check.name: check.detail for check in report.checks}
    assert "shows exactly the 7 public signatures" in said["letter.txt"]
    assert "contents not compared" in said["letter.html"]


NOTED = """---
title: Night buses
language: LANGUAGE
closing: "Bien à vous\u00a0!"
---
Run the night buses.[^1]

[^1]: Of 2026, see **the *plan*** &amp; [its map](https://example.org/a_map?x=é), or `foo_bar`.

    Also: Caf&eacute;s of Springfield, NY.
"""


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("group_by", [None, *GroupBy])
@pytest.mark.parametrize("unnamed", [0, 1, 2])
def test_the_printed_letter_holds_in_every_language_and_arrangement(
    language: str, group_by: GroupBy | None, unnamed: int
) -> None:
    """What an honest letter prints below its closing is never taken for something slipped in."""
    text = NOTED.replace("LANGUAGE", language).encode()
    cast = tuple(
        replace(each, group="Arts, culture: and sport; [others] @home" if number % 2 else "A" * 90)
        for number, each in enumerate(CAST)
    )
    letter = Letter()
    letter.freeze(text)
    for signatory in cast:
        letter.sign_as(record_of(signatory, language=language, by="self"))
    gone = letter.sign(1)
    letter.withdraw(gone)
    for _ in range(unnamed):
        letter.sign(2, show="private")
    told = tuple(UnnamedOffice("mayor", None, region) for region in ("OH", "TX")[:unnamed])
    document = replace(
        read_letter_source(text).document,
        signatories=in_order(cast, Order.PLACE, language, group_by),
        count=count_signatories(cast, unnamed=unnamed),
    )
    publication = Publication(
        document,
        PublicationFacts(departures=(Departure(CAST[0], "struck", date(2026, 12, 2)),), unnamed=told),
        Links(check="https://example.org/letters/night-buses/evidence.zip"),
        Presentation(group_by=group_by),
    )
    letter.publish({"letter.txt": format_named("txt").render(publication).content})
    assert failures(judged(letter.bundle())) == {}


@pytest.mark.parametrize("file", ["letter.json", "signatories.csv", "letter.txt"])
@pytest.mark.parametrize("number", range(len(CAST)))
def test_one_letter_of_one_name_changed_anywhere_is_noticed(file: str, number: int) -> None:
    letter, printed = signed_letter()
    signatory = printed[number]
    changed = (
        replace(signatory, name=f"{signatory.name[:-1]}x", given=None, family=None)
        if signatory.name
        else replace(signatory, organisation="Riders, Inx.")
    )
    others = rendered(publication_of((*printed[:number], changed, *printed[number + 1 :])))
    letter.publish(rendered(publication_of(printed)) | {file: others[file]})
    assert list(failures(judged(letter.bundle()))) == [file]


@pytest.mark.parametrize("file", ["letter.json", "signatories.csv", "letter.txt"])
def test_a_name_more_and_a_name_less_are_noticed(file: str) -> None:
    for change in (
        lambda printed: printed[1:],
        lambda printed: (*printed, replace(CAST[0], name="Eve Extra")),
    ):
        letter, printed = signed_letter()
        others = rendered(publication_of(change(printed)))
        letter.publish(rendered(publication_of(printed)) | {file: others[file]})
        assert list(failures(judged(letter.bundle()))) == [file]


@pytest.mark.parametrize("file", ["letter.json", "letter.txt"])
def test_unnamed_signatures_left_out_of_the_count_are_noticed(file: str) -> None:
    letter, printed = signed_letter()
    publication = publication_of(printed)
    silent = replace(
        publication, document=replace(publication.document, count=count_signatories(printed, unnamed=3))
    )
    letter.publish(rendered(publication) | {file: rendered(silent)[file]})
    assert list(failures(judged(letter.bundle()))) == [file]
