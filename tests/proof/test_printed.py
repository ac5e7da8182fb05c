"""The printed letter: what an honest one may say below its closing, and what no other can slip in there."""

import pytest

from tests.proof.letters import CAST, TEXT, record_for
from undersigned.domain.standing import Signature
from undersigned.errors import Unverifiable
from undersigned.proof import listing
from undersigned.proof.printed import compare_text
from undersigned.proof.readable import Proved
from undersigned.proof.signed_text import closing_in

LINES = [record_for(number).line for number in range(3)]
ADA = LINES[0]
LIST = "\n".join(LINES)


def proved(*lines: str, text: bytes = TEXT, unnamed: int = 0, departed: int = 0) -> Proved:
    signature = Signature(1, "ab" * 32, "cd" * 32, "link", "public", 1)
    rows = [
        listing.write_row(listing.row_of(signature, record_for(number % len(CAST), line=line)))
        for number, line in enumerate(lines or LINES)
    ]
    tsv = (listing.HEADER + "".join(rows)).encode()
    return Proved(lambda: tsv, unnamed, 0, departed, (text,))


def shows(block: str, known: Proved | None = None, closing: str = "Sincerely,") -> bool:
    """Whether a letter that ends in this block is taken for one that shows the list."""
    printed = f"NIGHT BUSES\n\nRun the night buses.[1]\n\n{closing}\n\n{block}\n"
    try:
        compare_text(printed.encode(), known or proved())
    except Unverifiable:
        return False
    return True


def text_with(closing: str) -> bytes:
    return f"---\ntitle: Night buses\n{closing}\n---\nRun.\n".encode()


def test_the_list_alone_is_the_list() -> None:
    assert shows(LIST)
    assert not shows(f"{LIST}\nEve Extra, Mayor of Hill, WA")
    assert not shows("\n".join(LINES[:2]))


@pytest.mark.parametrize(
    "heading",
    ["Mayors (3)", "Maires et présidents (3)", "Arts · culture (3)", "District of Columbia (3)"],
)
def test_a_heading_says_how_many_follow(heading: str) -> None:
    assert shows(f"{heading}\n\n{LIST}")


@pytest.mark.parametrize(
    "heading",
    [
        "Mayors (4)",
        "Mayors (03x)",
        "Eve Extra, Mayor of Hill, WA (3)",
        "With the support of: Eve Extra (3)",
        "Mayors; Eve Extra (3)",
        f"{'Mayors ' * 12}(3)",
        "Mayors",
        "Mayors (3)\nMayors (3)",
    ],
)
def test_what_could_be_one_more_line_is_no_heading(heading: str) -> None:
    assert not shows(f"{heading}\n\n{LIST}")


@pytest.mark.parametrize("figures", ["1,000", "1.000", "1 000", "1\u202f000", "1’000", "1000"])
def test_a_heading_over_a_thousand_writes_its_number_as_languages_do(figures: str) -> None:
    lines = [f"Ada Example {number}, Mayor" for number in range(1000)]
    known = proved(*lines)
    assert shows(f"Mayors ({figures})\n\n" + "\n".join(lines), known)
    assert not shows(f"Mayors ({figures[:-1]}1)\n\n" + "\n".join(lines), known)


@pytest.mark.parametrize(
    "sentence",
    [
        "and 12 more, confirmed and not named",
        "y 12 más, confirmados y sin nombrar: once alcaldes en OH; un alcalde en TX",
        "et 12 autres : 11 maires en OH",
    ],
)
def test_those_who_are_not_named_are_counted_once(sentence: str) -> None:
    known = proved(unnamed=12)
    assert shows(f"{LIST}\n\n{sentence}", known)
    assert not shows(f"{LIST}\n\n{sentence.replace('12', '13')}", known)
    assert not shows(f"{LIST}\n\n{sentence}\n{sentence}", known)
    assert not shows(f"{LIST}\n\n{sentence}")
    assert not shows(f"{LIST}\n\nEve Extra {sentence}", known)


def test_one_who_is_not_named_may_be_a_word() -> None:
    said = "and one more, confirmed and not named: one mayor in OH"
    assert shows(f"{LIST}\n\n{said}", proved(unnamed=1))
    assert not shows(f"{LIST}\n\n{said}", proved(unnamed=2))


def test_a_number_of_many_thousand_figures_is_another_number() -> None:
    assert not shows(f"{LIST}\n\nand {'1' * 5_000} more", proved(unnamed=1))
    assert not shows(f"Mayors ({'000' * 2_000}4)\n\n{LIST}")


def test_the_text_is_read_once_for_all_footnotes() -> None:
    text = b"".join(b"word%d " % number for number in range(20_000))
    assert shows(LIST + "\n\n" + "[1] word1\n" * 50_000, proved(text=TEXT + text))


def test_a_footnote_has_no_word_that_the_signed_text_has_not() -> None:
    assert shows(f"{LIST}\n\n[1] Of the year 2026, see the plan <https://example.org/plan>.")
    assert not shows(f"{LIST}\n\n[1] Of the year 2026, see the plan <https://example.org/Eve>.")
    assert not shows(f"{LIST}\n\n[1] Of the year 2026, and Eve Extra.")
    assert not shows(f"{LIST}\n\n[Eve] Of the year 2026.")


def test_words_that_markdown_spells_in_another_way_are_words_of_the_text() -> None:
    text = TEXT + b"\n\n[^2]: Caf&eacute;s, bus**es** and foot\\-paths.\n"
    assert shows(f"{LIST}\n\n[2] Cafés, buses and foot-paths.", proved(text=text))


def test_one_line_may_lead_to_the_check() -> None:
    for line in (
        "How to check this list: https://example.org/letters/7/check/",
        "Comment vérifier cette liste : https://example.org/v/7",
        "https://example.org/v/7",
    ):
        assert shows(f"{LIST}\n\n{line}")
        assert not shows(f"{LIST}\n\n{line}\n{line}")
    assert not shows(f"{LIST}\n\nEve Extra, Mayor of Hill: https://example.org/v/7")
    assert not shows(f"{LIST}\n\nhttps://example.org/v/7 Eve Extra")


def test_who_left_is_told_no_oftener_than_the_log_knows() -> None:
    left = "Eve Extra, Mayor of Hill, WA: withdrawn on December 2, 2026"
    assert shows(f"{LIST}\n\n{left}", proved(departed=1))
    assert not shows(f"{LIST}\n\n{left}\n{left}", proved(departed=1))
    assert not shows(f"{LIST}\n\nAlso for: Eve Extra, Mayor of Hill, WA", proved(departed=1))


@pytest.mark.parametrize("mark", ["\r", "\x0b", "\x1b[2J", "\x85", "\u2028", "\u202e", "\u2066"])
def test_marks_that_make_a_reader_see_other_lines_are_refused(mark: str) -> None:
    known = proved(unnamed=12)
    assert not shows(f"{LIST}\n\nand 12 more{mark}Eve Extra, Mayor", known)
    assert not shows(f"{LIST}{mark}\nEve Extra, Mayor")


def test_spaces_of_other_kinds_are_spaces() -> None:
    assert shows(LIST.replace(" ", "\u00a0", 1), proved())
    assert shows(ADA.replace(" ", "\u2009"), proved(ADA))


def test_a_long_line_goes_on_set_in_and_nobody_is_hidden_there() -> None:
    assert shows(LIST.replace("Mayor of", "Mayor of\n    ", 1))
    assert not shows(LIST.replace("NY", "NY\n    and Eve Extra", 1))


def test_a_letter_that_nobody_signed_in_public_shows_nobody() -> None:
    nobody = Proved(lambda: listing.HEADER.encode(), 0, 0, 0, (TEXT,))
    assert shows("", nobody)
    assert not shows("Eve Extra, Mayor of Hill, WA", nobody)


def test_an_empty_file_shows_nothing() -> None:
    with pytest.raises(Unverifiable, match="closing"):
        compare_text(b"", proved())
    with pytest.raises(Unverifiable, match="does not show"):
        compare_text(b"", proved(text=b"Run.\n"))


def test_somebody_may_be_called_what_the_closing_says() -> None:
    known = proved(ADA, "Sincerely,")
    assert shows(f"{ADA}\nSincerely,", known)
    assert shows(f"Sincerely,\n{ADA}", known)
    assert not shows(ADA, known)
    assert not shows(f"Eve Extra\n\nSincerely,\n\n{ADA}\nSincerely,", known)


@pytest.mark.parametrize(
    ("written", "closing"),
    [
        ('closing: "Sincerely,"', "Sincerely,"),
        ("closing: 'Sincerely,'", "Sincerely,"),
        ("closing:   Sincerely,  ", "Sincerely,"),
        ("closing: C’est tout, à bientôt", "C’est tout, à bientôt"),
        ("closing: With it: us", None),
        ("closing: Sincerely, # ours", None),
        (r'closing: "Sincerely\x2c"', None),
        ("closing: 'It''s us'", None),
        ("closing: Sincerely\n  yours,", None),
        ("closing: Sincerely\n\n  yours,", None),
        ("closing: |\n  Sincerely,", None),
        ("closing: &a Sincerely,", None),
        ("closing: null", None),
        ("closing: ~", None),
        ("closing: ''", None),
        ("closing:", None),
        ("date: 2026-12-01", None),
    ],
)
def test_only_a_closing_that_is_plainly_written_is_read(written: str, closing: str | None) -> None:
    assert closing_in(text_with(written)) == closing


def test_a_closing_with_a_hard_space_is_found_again() -> None:
    known = proved(text=text_with("closing: Bien à vous\u00a0!"))
    assert shows(LIST, known, closing="Bien à vous !")
    assert not shows(LIST, known, closing="Eve Extra")


def test_where_the_text_fixes_no_closing_the_list_begins_with_its_first_line() -> None:
    known = proved(text=b"Run.\n")
    assert shows(LIST, known)
    assert not shows(f"Eve Extra\n{LIST}", known)


def test_it_is_found_too_where_its_first_line_is_long_and_goes_on_below() -> None:
    known = proved(ADA, text=b"Run.\n")
    assert shows(ADA.replace("Mayor of", "Mayor of\n    "), known)
    assert not shows(ADA.replace("Mayor of", "Mayor of\n    ") + "\nEve Extra", known)
