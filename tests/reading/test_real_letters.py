"""The fifteen real letters, and above all the case that everything is measured against."""

import json
from datetime import date
from functools import cache

import pytest

from tests.reading.shared import LETTERS, needs_shared
from undersigned.domain.documents import LetterDocument
from undersigned.reading.coverage import check_article
from undersigned.reading.letters import read_article, read_letter

pytestmark = needs_shared
SEED = "cities-for-action-2016"


@cache
def letter(name: str) -> LetterDocument:
    return read_letter(f"{name}.txt", (LETTERS / f"{name}.txt").read_bytes())


def grave(document: LetterDocument) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.code, one.values) for one in document.findings if one.severity != "note"]


def test_thirty_one_mayors_and_one_county_executive_signed() -> None:
    assert letter(SEED).count.signatories == 32
    assert dict(letter(SEED).count.by_office) == {"Mayor": 31, "County Executive": 1}
    assert {one.country for one in letter(SEED).signatories} == {"US"}


def test_most_places_have_their_public_id_and_none_a_wrong_one() -> None:
    ids = {one.place: one.jurisdiction for one in letter(SEED).signatories}
    assert ids["Carrboro"] == "ocd-division/country:us/state:nc/place:carrboro"
    assert ids["Montgomery County"] == "ocd-division/country:us/state:md/county:montgomery"
    assert sum(value is not None for value in ids.values()) >= 16


def test_the_claim_of_thirty_one_is_explained_and_the_misspelt_name_is_found_and_nothing_else() -> None:
    codes = [code for code, _ in grave(letter(SEED))]
    assert codes == ["count-mismatch", "name-variant"]
    mismatch, variant = letter(SEED).findings[:2]
    assert mismatch.values == ("31", "32")
    assert "31 mayors; with one county executive there are 32" in mismatch.message
    listed = letter(SEED).signatories[9].name
    assert variant.values[1] == listed
    assert [source.line for source in variant.source] == [15, 48]


def test_the_mayors_of_both_towns_are_recognised_in_the_article() -> None:
    towns = {
        one.place: letter(SEED).signatories[one.signatory].place
        for one in letter(SEED).mentions
        if one.signatory
    }
    assert towns["Chapel Hill"] == "Chapel Hill"
    assert towns["Carrboro"] == "Carrboro"
    assert towns["New York City"] == "New York City"


def test_the_year_is_reasoned_from_the_page_with_a_note() -> None:
    assert letter(SEED).date == date(2016, 12, 29)
    notes = [one for one in letter(SEED).findings if one.code == "reasoned-date"]
    assert len(notes) == 1
    assert "2016" in notes[0].message


def test_the_two_asks_have_their_parts_and_the_thanks_are_there() -> None:
    assert [ask.number for ask in letter(SEED).asks] == ["1", "2"]
    assert [[part.number for part in ask.parts] for ask in letter(SEED).asks] == [
        ["1a", "1b", "1c"],
        ["2a", "2b", "2c"],
    ]
    assert len(letter(SEED).thanks) == 5


def test_the_size_of_the_coalition_is_no_count_of_signatories() -> None:
    kinds = {claim.value: (claim.kind, claim.at_least) for claim in letter(SEED).claims}
    assert kinds == {31: ("signatory-count", False), 100: ("coalition-size", True)}


def test_checking_the_article_gives_exactly_the_count_and_the_name() -> None:
    article, own = read_article(f"{SEED}.txt", (LETTERS / f"{SEED}.txt").read_bytes())
    found = check_article(article, own, letter(SEED))
    assert [one.code for one in found.findings] == ["count-mismatch", "name-variant"]
    assert found.correction is not None
    assert "should read" in found.correction


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        ("senators-pilt-2006", []),
        ("senators-iraq-commitments-2007", []),
        ("senators-pandemic-flu-2006", ["duplicate-signatory"]),
        ("senators-climate-cap-2007", ["count-mismatch", "count-mismatch"]),
        ("csos-ldc-trips-extension-2021", ["duplicate-signatory"]),
        ("csos-unctad-on-behalf-2021", []),
        ("meps-ldc-2021", []),
        ("grenoble-tribune-2021-fr", []),
        ("acta-2009-it-en-grid-table", []),
        ("agmi-archivos-2026-es", []),
        ("declaration-1776-by-state", []),
        ("climate-mayors-2017-truncated", ["truncated-list"]),
        ("governors-title32-2020-truncated", ["truncated-list"]),
        ("rms-open-letter-2021", ["ambiguous-signatory", "ambiguous-signatory"]),
    ],
)
def test_each_letter_has_the_mistakes_that_are_in_it_and_no_other(name: str, findings: list[str]) -> None:
    assert [code for code, _ in grave(letter(name))] == findings


def test_every_real_letter_is_read_whole() -> None:
    for path in LETTERS.glob("*.expected.json"):
        expected = json.loads(path.read_text("utf-8"))
        assert len(letter(path.name.removesuffix(".expected.json")).signatories) == expected["listed_count"]
