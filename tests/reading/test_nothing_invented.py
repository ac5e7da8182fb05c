"""What looks like a part of a letter and is none: the reader says nothing rather than something wrong."""

import pytest

from undersigned.domain.documents import LetterDocument
from undersigned.reading.letters import read_letter


def read(text: str) -> LetterDocument:
    return read_letter("letter.txt", text.encode())


@pytest.mark.parametrize(
    "sentence",
    [
        "Los vecinos nos piden soluciones que no tenemos, y nosotros hemos escuchado a todos ellos.",
        "In response to our request for documents, the agency has sent us nothing at all so far.",
        "Our last request was in May, and nobody has answered it in the months that have passed.",
    ],
)
def test_who_is_asked_or_has_asked_before_asks_for_nothing(sentence: str) -> None:
    assert read(f"Dear Governor:\n\n{sentence}\n\nSincerely,\n\nAda Roe\nBo Lind\nCal Moe\n").asks == ()


@pytest.mark.parametrize(
    ("line", "region", "note"),
    [
        ("Ada Roe, Mayor of Lincoln (Labour)", None, "Labour"),
        ("Ada Roe, Alcaldesa de Soria (PSOE)", None, "PSOE"),
        ("Ada Roe, Alcaldesa de Calamocha (Teruel)", "Teruel", None),
        ("Ada Roe, Mayor of Lincoln (NE)", "NE", None),
        ("Ada Roe, Alcaldesa de Soria (segunda legislatura)", None, "segunda legislatura"),
    ],
)
def test_what_stands_in_brackets_behind_a_place_is_a_region_or_kept_as_it_is(
    line: str, region: str | None, note: str | None
) -> None:
    one, *_ = read(
        f"Sincerely,\n\n{line}\nBo Lind, Mayor of Reno, NV\nCal Moe, Mayor of Elko, NV\n"
    ).signatories
    assert (one.region, one.note) == (region, note)


@pytest.mark.parametrize(
    ("sentence", "claimed"),
    [
        ("Five mayors sent a letter to the governor on Tuesday.", [5]),
        ("The governor sent a letter to 31 mayors on Tuesday.", []),
        ("The 31 mayors were sent a letter by the governor.", []),
        ("As of 4 November 2031, 11 organizations have signed.", [11]),
        ("The office is at 1049 Brussels.", []),
    ],
)
def test_who_sends_a_letter_is_counted_and_who_is_sent_one_is_not(sentence: str, claimed: list[int]) -> None:
    letter = "Dear Governor:\n\nWe write about buses.\n\nSincerely,\n\nAda Roe, Mayor of Reno, NV\n"
    found = read(f"A report\n\n{sentence}\n\nThe letter follows:\n\n{letter}")
    assert [claim.value for claim in found.claims] == claimed


def test_a_speaker_before_a_quotation_is_greeted_by_nobody() -> None:
    article = (
        "The mayors wrote on May 4, 2031.\n\nMayor Lopez:\n\n“Every week that we wait for the state to act,"
        " another family of ours has to pack and leave.”\n\nSincerely,\n\nAda Roe, Mayor of Reno, NV\n"
    )
    assert read(article).salutation is None


def test_a_list_of_letters_of_the_alphabet_signs_nothing() -> None:
    names = [
        one.organisation
        for one in read("Signatories\n\nA\nAmber Trust\n\nB\nBlue Fund\nBirch Fund\n").signatories
    ]
    assert names == ["Amber Trust", "Blue Fund", "Birch Fund"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We are 200 miles from the nearest hospital, and the road is closed in winter.",
        "We, 30 years after the disaster, urge the ministry to open its archives.",
        "Our letter, representing more than 2 million members, asks for a hearing.",
    ],
)
def test_what_measures_or_is_stood_for_is_no_count_of_signatories(sentence: str) -> None:
    found = read(f"Dear Minister,\n\n{sentence}\n\nSincerely,\n\nAda Roe\nBo Lind\nCal Moe\n")
    assert [one for one in found.claims if one.kind == "signatory-count"] == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("I. V. Petrov, chemist", "I. V. Petrov"),
        ("Bo Lee, author of The Last Page 12", "Bo Lee"),
        ("Harriet Ellwood DBE FRS, Leeds University", "Harriet Ellwood DBE FRS"),
    ],
)
def test_a_name_keeps_its_letters_before_and_behind(line: str, name: str) -> None:
    others = "Ada Roe, nurse\nCal Moe, teacher\n"
    found = read(f"Dear Minister,\n\nOpen it.\n\nSincerely,\n\n{line}\n{others}")
    assert [one.name for one in found.signatories] == [name, "Ada Roe", "Cal Moe"]


def test_a_list_of_definitions_without_terms_is_a_list_of_people() -> None:
    people = "<dd>Ada Roe, nurse</dd><dd>Bo Lee, poet</dd><dd>Cy Fox, vet</dd>"
    page = f"<html><body><p>Sincerely,</p><dl>{people}</dl></body></html>"
    found = read_letter("letter.html", page.encode())
    assert [one.name for one in found.signatories] == ["Ada Roe", "Bo Lee", "Cy Fox"]


def test_a_long_line_of_dashes_is_read_in_no_time() -> None:
    read(f"Sincerely,\n\nAda Roe, nurse\n{'- ' * 20_000}\nBo Lee, poet\n")
