"""What a form lets into a printed line, the record of a signature can hold, whatever anybody types."""

import sys
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.rosters import TODAY, codes, only, plan
from undersigned.domain import signature_record
from undersigned.domain.public_signing import PublicLine, Signer, trouble_in_public_line
from undersigned.domain.reasons import Reason
from undersigned.domain.recording import record_of
from undersigned.domain.roster import HolderTerm, MemberEntry
from undersigned.domain.roster_by_hand import with_new_holder
from undersigned.domain.roster_columns import ColumnMap
from undersigned.domain.roster_import import plan_import
from undersigned.domain.roster_table import RosterTable, TableRow
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.signing import LineTrouble, PrintedLine, recorded_line, trouble_in_printed_line
from undersigned.domain.text import UNPRINTABLE, tidy, trouble_in_line
from undersigned.queries.public_signing import signatory_of_line
from undersigned.queries.signing import line_text
from undersigned.wording import LANGUAGES, speak

ASTRAL = "\U0001f58b"
GROWS = "\u0958"  # one character as typed, two as it is stored

# Short and long, with what a keyboard does not show; a part of one repeated character reaches the limits.
PARTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=["a", "\ufeff", "\u2028", "\u202e", "\t", "\x85", ASTRAL, GROWS, '"'], max_size=12),
    st.builds(
        lambda each, many: each * many, st.sampled_from(["a", ASTRAL, GROWS, '"']), st.integers(0, 260)
    ),
).map(tidy)


def sealable(record: SignatureRecord) -> bool:
    return signature_record.from_bytes(signature_record.to_bytes(record)) == record


@given(PARTS, PARTS, PARTS, PARTS, st.sampled_from(LANGUAGES))
def test_every_line_that_a_personal_link_takes_can_be_sealed(
    name: str, office: str, place: str, region: str, language: str
) -> None:
    line = PrintedLine(name, office, place, region)
    if trouble_in_printed_line(line) is None:
        printed = line_text(line, speak(language))
        assert sealable(SignatureRecord(name, office, "", place, region, printed, language, "self"))


@example(Signer.INDIVIDUAL, *["a" * 200] * 5, "en")
@example(Signer.ORGANISATION, *[GROWS * 100] * 5, "fr")
@given(st.sampled_from(Signer), PARTS, PARTS, PARTS, PARTS, PARTS, st.sampled_from(LANGUAGES))
def test_every_line_that_the_public_form_takes_can_be_sealed(
    signer: Signer, name: str, title: str, organisation: str, place: str, region: str, language: str
) -> None:
    line = PublicLine(signer, name, title, organisation, place, region)
    if trouble_in_public_line(line) is None:
        assert sealable(record_of(signatory_of_line(line), language=language, by="self"))


def every_character() -> Iterator[str]:
    return map(chr, range(sys.maxunicode + 1))


def test_the_form_and_the_record_refuse_the_same_characters() -> None:
    """But for those of private use: each shows its reader another sign, though no record is harmed by it."""
    for character in every_character():
        refused = trouble_in_line(character) is not None
        private = unicodedata.category(character) == "Co"
        assert refused == (private or UNPRINTABLE.search(character) is not None), f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    ("character", "reason"),
    [
        ("\ufeff", "control-characters"),
        ("\u2028", "control-characters"),
        ("\ud800", "control-characters"),
        ("\n", "control-characters"),
        ("\ue000", "control-characters"),
        ("\u202e", "direction-override"),
        ("\u061c", "direction-override"),
    ],
)
def test_a_hidden_character_is_called_what_it_is(character: str, reason: str) -> None:
    assert trouble_in_line(f"Ada{character} Lindqvist") == reason


def test_a_part_is_as_long_as_it_is_stored() -> None:
    assert trouble_in_line("é" * 200) is None
    assert trouble_in_line(unicodedata.normalize("NFD", "é" * 200)) is None
    assert trouble_in_line(GROWS * 101) == "too-long"


def test_parts_that_are_each_short_enough_can_make_a_line_too_long() -> None:
    parts = dict.fromkeys(("name", "title", "organisation", "place"), "x" * 160)
    fits = PublicLine(Signer.INDIVIDUAL, **parts, region="x" * 160)
    assert trouble_in_public_line(fits) is None
    over = PublicLine(Signer.INDIVIDUAL, **parts, region="x" * 161)
    assert trouble_in_public_line(over) == LineTrouble("region", Reason.LINE_TOO_LONG)


HEADER = "honorific,name,given,family,office,place,region\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{'H' * 90},{'Ada ' * 40},,,Mayor,Carrboro,NC", "name-too-long"),
        (f",,{'G' * 150},{'F' * 150},Mayor,Carrboro,NC", "too-long"),
        (f",{GROWS * 101},,,Mayor,Carrboro,NC", "too-long"),
        (f"{'H' * 101},Ada Lindqvist,,,Mayor,Carrboro,NC", "too-long"),
        (",Ada\ufeff Lindqvist,,,Mayor,Carrboro,NC", "control-characters"),
        (f",Ada Lindqvist,,,{'ß ' * 100},Carrboro,NC", "too-long"),
    ],
)
def test_a_row_whose_line_nobody_could_sign_is_refused_when_it_is_imported(row: str, code: str) -> None:
    outcome = plan(HEADER + row)
    assert (2, code) in codes(outcome)
    assert outcome.to_write == ()


def test_members_of_a_place_with_a_long_name_have_keys_that_a_table_holds_and_none_has_anothers() -> None:
    long = "Llan" * 50
    outcome = plan(
        HEADER + f",Ada Lindqvist,,,Mayor,{long},NC\n,Ivo Petrescu,,,Mayor of the Other Half,{long},NC"
    )
    keys = {member.key for member in outcome.added}
    assert len(keys) == 2
    assert all(len(key) <= 200 for key in keys)


def test_an_honorific_that_the_roster_has_counts_with_a_name_from_the_file() -> None:
    stored = only(plan(HEADER + f"{'H' * 90},Ada Lindqvist,,,Mayor,Carrboro,NC").added)
    longer = plan(HEADER + f",{'Ada.' * 30} Lindqvist,,,Mayor,Carrboro,NC", (stored,))
    assert longer.refused
    by_hand = with_new_holder(
        stored, {"honorific": "H" * 90, "name": "A" * 150}, predecessor_ends="2026-01-01", on=TODAY
    )
    assert isinstance(by_hand, tuple)
    assert [remark.code for remark in by_hand] == ["name-too-long"]


@given(
    st.lists(
        st.sampled_from(["Ada", "\ufeff", "\u2028", "\x07", GROWS * 90, "H" * 90, "www.", " "]), max_size=4
    )
)
def test_every_holder_that_an_import_takes_has_a_line_that_can_be_signed(words: list[str]) -> None:
    cells = ("Dr. " + "".join(words[:2]), "".join(words[2:]), "Mayor", "Carrboro", "NC")
    header = ("honorific", "name", "office", "place", "region")
    outcome = plan_import(RosterTable(header, (TableRow(2, cells),)), ColumnMap(header), (), TODAY)
    assert len(outcome.added) == (not outcome.refused)
    for member in outcome.added:
        for held in member.holders:
            assert trouble_in_printed_line(recorded_line(member, held)) is None


def test_the_line_of_a_body_has_it_in_the_place_of_a_place() -> None:
    member = MemberEntry("a-key", "President", organisation="Example College", region="NY")
    held = HolderTerm("Ada Lindqvist", honorific="Dr.")
    assert recorded_line(member, held) == PrintedLine(
        "Dr. Ada Lindqvist", "President", "Example College", "NY"
    )
