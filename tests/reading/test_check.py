"""An article is held against the record of its letter. All people and texts are invented."""

from datetime import date

import pytest

from undersigned.domain.documents import Block, LetterDocument, Signatory, count_signatories
from undersigned.reading.coverage import Coverage, check_article
from undersigned.reading.letters import read_article

SENTENCE = "We ask you to inspect every bridge that was built before the year 1970."
LISTED = [("Rowena Thistlewood", "Elkhart"), ("Ambrose Lyle", "Muncie"), ("Jericho Stamm", "Goshen")]
SIGNATORIES = (
    *(
        Signatory(name=name, office="Mayor", place=place, region="IN", region_code="IN")
        for name, place in LISTED
    ),
    Signatory(
        name="Delphine Carrow", office="County Executive", place="Allen County", region="IN", region_code="IN"
    ),
)
RECORD = LetterDocument(
    title="Bridges first",
    date=date(2031, 3, 8),
    language="en",
    body=(Block("paragraph", SENTENCE, SENTENCE),),
    signatories=SIGNATORIES,
    count=count_signatories(SIGNATORIES),
)


def checked(text: str) -> Coverage:
    article, own = read_article("article.txt", f"Mayors write to the governor\n\n{text}\n".encode())
    return check_article(article, own, RECORD)


def codes(text: str) -> list[str]:
    return [finding.code for finding in checked(text).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Elkhart Mayor Rowena Thistlewood is one of four officials who signed the open "
        "letter to the governor.",
        "The letter, signed by three mayors and one county executive, asks for an inspection of old bridges.",
        "More than three officials signed the letter, among them Muncie Mayor Ambrose Lyle.",
        f"The letter of March 8, 2031 says: “{SENTENCE}”",
        "The letter speaks of “every bridge that was built” half a century ago.",
        "Governor Marchbanks signed a bill on roads. The letter came a week later.",
    ],
)
def test_an_article_that_is_right_gets_silence(text: str) -> None:
    assert codes(text) == []
    assert checked(text).correction is None


def test_the_mayors_counted_without_the_county_executive_are_explained() -> None:
    found = checked("Three members of the coalition signed the open letter to the governor.").findings
    assert [finding.code for finding in found] == ["count-mismatch"]
    assert found[0].values == ("3", "4")
    assert "three mayors; with one county executive there are 4" in found[0].message


def test_a_misspelt_name_is_found_and_the_right_one_is_in_the_correction() -> None:
    coverage = checked("Elkhart Mayor Rowena Thistlewod signed the letter.")
    assert [finding.code for finding in coverage.findings] == ["name-variant"]
    assert coverage.correction is not None
    assert "“Rowena Thistlewod” should read “Rowena Thistlewood”." in coverage.correction
    assert coverage.correction.startswith("Dear editor,")


@pytest.mark.parametrize(
    "text", ["Governor Ambrose Lyle signed the letter.", "Goshen Mayor Ambrose Lyle signed the letter."]
)
def test_another_office_and_another_place_are_found(text: str) -> None:
    assert codes(text) == ["office-mismatch"]


def test_a_sentence_the_letter_does_not_say_is_found() -> None:
    assert codes("The letter says: “All bridges of the state must be closed by the end of this year.”") == [
        "quote-not-in-text"
    ]


def test_another_date_is_found() -> None:
    assert codes("In the letter dated March 9, 2031 they ask for an inspection of old bridges.") == [
        "date-mismatch"
    ]
