"""An article is held against the record of its letter. All people and texts are invented."""

from datetime import date

import pytest

from undersigned.domain.documents import Block, LetterDocument, Signatory, count_signatories
from undersigned.reading.coverage import Coverage, check_article
from undersigned.reading.letters import read_article, read_letter

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
        "The letter, signed by four mayors and county executives, asks for an inspection of old bridges.",
        "Two local mayors signed the open letter to the governor.",
        "Two area mayors are among four officials who signed the open letter.",
        "The mayors of two neighboring towns signed the open letter to the governor.",
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


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("We, five mayors and county executives, ask you to inspect every bridge.", "Sincerely,"),
        ("We, the undersigned five mayors, ask you to inspect every bridge.", "Sincerely,"),
        ("Nous, cinq maires, vous demandons d’inspecter chaque pont de la région.", "Cordialement,"),
        (
            "Nosotros, cinco alcaldes, le pedimos que inspeccione cada puente de la región este año.",
            "Atentamente,",
        ),
    ],
)
def test_a_letter_that_begins_with_its_number_claims_it(opening: str, closing: str) -> None:
    names = "".join(f"{one.name}, Mayor, {one.place}, Indiana\n" for one in SIGNATORIES[:3])
    letter = read_letter("letter.txt", f"{opening}\n\n{closing}\n\n{names}".encode())
    assert [claim.value for claim in letter.claims] == [5]
    assert [finding.code for finding in letter.findings] == ["count-mismatch"]


def test_a_number_of_two_offices_together_is_held_against_both() -> None:
    found = checked("The letter was signed by three mayors and county executives.").findings
    assert [finding.values for finding in found] == [("3", "4")]
    assert "three mayors; with one county executive there are 4" in found[0].message


@pytest.mark.parametrize(
    "title",
    [
        "Two local mayors sign letter to the governor",
        "Deux maires voisins signent une lettre ouverte",
        "Dos alcaldes locales firman una carta abierta",
        "Zwei hiesige Bürgermeister unterzeichnen offenen Brief",
    ],
)
def test_how_many_of_ours_signed_is_no_count_of_all(title: str) -> None:
    article, own = read_article("article.txt", f"{title}\n\nElkhart, March 9, 2031.\n".encode())
    assert check_article(article, own, RECORD).findings == ()


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
