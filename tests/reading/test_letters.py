"""The reader reads letters of every layout we could think of. All people and texts are invented."""

from pathlib import Path

import pytest

from tests.reading.scores import LETTERS, MEASURES, Case, cases, scores, table

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "reader.md"

every_letter = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


def test_there_are_letters_in_every_language_of_the_reader() -> None:
    assert len(cases()) >= 95
    assert {case.name[:2] for case in cases()} >= {"en", "es", "fr", "pt", "de", "it", "nl"}
    assert len(list(LETTERS.iterdir())) == 2 * len(cases())


@every_letter
def test_everybody_who_signed_is_found_once_in_order_with_place_and_region(case: Case) -> None:
    found = scores(case)
    assert {name: found[name] for name in MEASURES if found[name] is not None and found[name] != 1.0} == {}


@every_letter
def test_title_and_language_are_found_and_not_invented(case: Case) -> None:
    assert case.document.title == case.expected["title"]
    assert case.document.language == case.expected["language"]


@every_letter
def test_what_is_wrong_is_found_and_nothing_else(case: Case) -> None:
    told = sorted(finding.code for finding in case.document.findings if finding.severity != "note")
    assert told == sorted(case.expected["findings"])


@every_letter
def test_the_asks_are_counted_right(case: Case) -> None:
    if case.expected["asks"] is not None:
        assert len(case.document.asks) == case.expected["asks"]


@every_letter
def test_every_signatory_says_where_it_is_printed_and_how_sure_the_reader_is(case: Case) -> None:
    for one in case.document.signatories:
        assert one.source is not None
        assert one.source.line is not None
        assert one.confidence is not None
        assert 0 < one.confidence <= 1


def test_the_scores_in_the_reference_are_fresh() -> None:
    assert table() in REFERENCE.read_text("utf-8"), "run: python -m tests.reading.scores"
