"""The PDF as a reader, a screen reader and an archive meet it."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import typst
from fontTools.ttLib import TTFont, TTLibError

from tests.outputs import reading_back
from tests.outputs.letters import example, published, signed_by
from undersigned.domain.arrangement import arranged
from undersigned.domain.block import GroupBy, Order
from undersigned.domain.documents import Addressee, Block, Signatory
from undersigned.domain.publishing import Letterhead, Presentation, Publication, Rendered
from undersigned.domain.sheet import sheet_of
from undersigned.errors import OutsideFailure, Unreadable
from undersigned.outputs import format_named
from undersigned.outputs.pdf.press import OUR_FONTS

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30"/></svg>'


def pdf(publication: Publication) -> Rendered:
    return format_named("pdf").render(publication)


def opened(publication: Publication) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf(publication).content))


def tags(node: pikepdf.Object) -> list[str]:
    """The structure's tags in reading order."""
    if isinstance(node, pikepdf.Array):
        return [tag for each in node for tag in tags(each)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node["/S"])[1:]] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


def test_it_is_tagged_and_says_what_it_is() -> None:
    with opened(published()) as found:
        assert found.Root.MarkInfo.Marked
        assert str(found.Root.Lang) == "en"
        assert bool(found.Root.ViewerPreferences.DisplayDocTitle)
        with found.open_metadata() as metadata:
            assert metadata["dc:title"] == "Finish what you began for the young people of our towns"
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_headings_lists_and_notes_are_tagged_as_what_they_are() -> None:
    with opened(published()) as found:
        seen = tags(found.Root.StructTreeRoot.K)
    assert seen.count("H1") == 1
    assert seen.count("H2") == 1
    assert seen.count("L") == 3  # the asks, and the parts of each
    assert seen.count("LI") == 2 + 3 + 3
    assert "Note" in seen
    assert "Figure" in seen  # the code that leads to the check


def test_every_font_is_embedded_with_its_characters() -> None:
    fonts = subprocess.run(["pdffonts", "-"], input=pdf(example()).content, capture_output=True, check=True)
    rows = fonts.stdout.decode().splitlines()[2:]
    assert rows
    assert [row for row in rows if " yes yes yes " not in row] == [], "embedded, subset, with its characters"


def test_it_has_bookmarks_for_its_parts() -> None:
    with opened(example(GroupBy.REGION)) as found, found.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [item.title for item in outline.root[0].children]
    assert titles == ["Finish what you began for the young people of our towns"]
    assert below == ["Thirty-one mayors and one county executive"]


def test_pages_are_numbered_and_a_single_page_is_not() -> None:
    assert "page 1 of 2" in reading_back.pdf(example())
    short = replace(signed_by(Signatory(name="Ada")).document, body=(Block("paragraph", "Short.", "Short."),))
    assert "page 1 of" not in reading_back.pdf(Publication(short))


@pytest.mark.parametrize(
    ("address", "size"),
    [
        (("1 Main Street", "Springfield, IL 62701"), (612, 792)),
        (("10 High Street", "Leeds LS1 1AA"), (595, 842)),
    ],
)
def test_the_paper_is_that_of_the_addressee(address: tuple[str, ...], size: tuple[int, int]) -> None:
    publication = example()
    document = replace(publication.document, addressees=(Addressee("Ada", address=address),))
    with opened(replace(publication, document=document)) as found:
        assert tuple(round(float(each)) for each in found.pages[0].MediaBox[2:]) == size


def test_the_check_line_has_its_address_and_fingerprint() -> None:
    text = reading_back.pdf(published())
    assert "https://letters.example/letters/finish/evidence/" in text
    assert "3f9a 77c1 0b2e 5d44" in text


def test_a_letterhead_stands_in_place_of_the_name_with_words_for_who_does_not_see_it() -> None:
    publication = replace(example(), presentation=Presentation(letterhead=Letterhead(DOT, "image/svg+xml")))
    with opened(publication) as found:
        assert "Mayors for Open Towns" in alternatives(found.Root.StructTreeRoot.K)
    assert "MAYORS FOR OPEN TOWNS" not in reading_back.pdf(publication)


def alternatives(node: pikepdf.Object) -> list[str]:
    if isinstance(node, pikepdf.Array):
        return [text for each in node for text in alternatives(each)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (alternatives(node["/K"]) if "/K" in node else [])


def test_a_cover_begins_with_the_count_by_region() -> None:
    text = reading_back.pdf(replace(example(), presentation=Presentation(cover=True)))
    cover = text[: text.index("Dear President")]
    assert "Thirty-one mayors and one county executive" in cover
    assert "1. Take early applications for renewal" in cover
    assert "Colorado 2 Boulder, Denver" in cover


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć-Ğüneş",
        "Đặng Thị Ngọc",
        "Γιώργος Παπαδόπουλος",
        "Кондратюк Світлана",
        "שרה כהן",
        "محمد العربي",
        "Jose\u0301 Nu\u0303ez",
    ],
)
def test_scripts_that_are_shipped_need_no_font_from_elsewhere(name: str) -> None:
    rendered = pdf(signed_by(Signatory(name=name)))
    assert rendered.notes == ()
    with pikepdf.open(BytesIO(rendered.content)) as found, found.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_a_name_that_no_font_has_is_printed_in_latin_letters_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("undersigned.outputs.pdf.glyphs._SYSTEM_FONTS", ())
    rendered = pdf(
        signed_by(Signatory(name="张伟", office="Mayor", place="Reno"), Signatory(name="Ada \ue000"))
    )
    assert len(rendered.notes) == 1
    assert "张伟, Mayor of Reno" in rendered.notes[0]
    text = reading_back.pdf_text(rendered.content)
    assert "ZhangWei, Mayor of Reno" in text
    assert "Ada [U+E000]" in text
    with pikepdf.open(BytesIO(rendered.content)) as found, found.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1", "it is tagged and checked all the same"


def test_a_font_of_the_data_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.outputs.pdf.glyphs._SYSTEM_FONTS", ())
    without_arabic = frozenset(range(0x600))
    monkeypatch.setattr("undersigned.outputs.pdf.glyphs._shipped", lambda: without_arabic)
    (tmp_path / "more.ttf").write_bytes((OUR_FONTS / "NotoNaskhArabic-Regular.ttf").read_bytes())
    publication = signed_by(Signatory(name="محمد"))
    rendered = pdf(replace(publication, presentation=Presentation(fonts=tmp_path)))
    assert rendered.notes == ()
    monkeypatch.setattr("undersigned.outputs.pdf.glyphs._SYSTEM_FONTS", ())
    assert "محمد" in pdf(publication).notes[0]


def test_what_we_think_that_typst_can_show_is_what_it_can() -> None:
    binary = next(Path(typst.__file__).parent.glob("*.so"), None)
    if binary is None:
        pytest.skip("left out: typst's fonts are in a file of another kind here")
    data = binary.read_bytes()
    points: set[int] = set()
    for found in re.finditer(b"OTTO|\x00\x01\x00\x00\x00[\x09-\x20]", data):
        try:
            with TTFont(BytesIO(data[found.start() : found.start() + 3_000_000]), lazy=True) as font:
                if font["name"].getDebugName(4) in BRINGS:
                    points |= set(font.getBestCmap())
        except (TTLibError, KeyError, AssertionError, ValueError, TypeError):
            continue
    assert ranges("typst.ranges") == points


def test_what_we_think_that_our_own_fonts_can_show_is_what_they_can() -> None:
    points: set[int] = set()
    for file in OUR_FONTS.glob("*.ttf"):
        with TTFont(file, lazy=True) as font:
            points |= set(font.getBestCmap())
    assert ranges("arabic.ranges") == points


def ranges(name: str) -> set[int]:
    said: set[int] = set()
    for line in (OUR_FONTS / name).read_text("ascii").split():
        first, _, last = line.partition("-")
        said.update(range(int(first, 16), int(last or first, 16) + 1))
    return said


BRINGS = ("Libertinus Serif Regular", "NewComputerModern10-Regular", "DejaVu Sans Mono")


def test_a_long_list_says_where_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("undersigned.outputs.pdf", "undersigned.outputs.pdf.data"):
        monkeypatch.setattr(f"{module}.LONGEST_LIST", 20)
    rendered = pdf(example())
    text = reading_back.pdf_text(rendered.content)
    assert "These are the first 20 of 32 signatories" in text
    assert "Syracuse" not in text
    assert len(rendered.notes) == 1


def test_a_list_too_long_for_this_process_is_set_in_another_to_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = pdf(published())
    monkeypatch.setattr("undersigned.outputs.pdf.LONGEST_HERE", 10)
    monkeypatch.setattr("undersigned.outputs.pdf.press.set_here", None)
    assert pdf(published()) == here


def test_what_goes_wrong_in_the_other_process_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("undersigned.outputs.pdf.LONGEST_HERE", 10)
    broken = replace(example(), presentation=Presentation(templates=(("letter.typ", "#nothing-like-it"),)))
    with pytest.raises(Unreadable, match="unknown variable"):
        pdf(broken)
    ended = tmp_path / "ended.py"
    ended.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr("undersigned.outputs.pdf.press.__file__", str(ended))
    with pytest.raises(OutsideFailure, match=r"32 signatories could not be set \(it was ended by signal 9\)"):
        pdf(example())


def test_names_of_office_holders_stand_above_their_offices_in_columns_of_one_height() -> None:
    arrangement = arranged(sheet_of(example()).groups, None, 468)
    assert arrangement.shape.stacked
    assert arrangement.balanced is not None
    assert sorted(len(column) for column in arrangement.balanced) == [10, 11, 11]


def test_a_heading_never_stands_at_the_foot_of_a_column() -> None:
    arrangement = arranged(sheet_of(example(GroupBy.REGION, Order.REGION)).groups, None, 468)
    assert arrangement.balanced is not None
    assert all(column[0].line.name for column in arrangement.balanced)
    headings = [piece.heading for column in arrangement.balanced for piece in column if piece.heading]
    assert len(headings) == len(set(headings)) == 25


@pytest.mark.parametrize(("number", "columns"), [(1, 1), (3, 1), (4, 2), (8, 2), (9, 3), (45, 3)])
def test_few_names_have_few_columns(number: int, columns: int) -> None:
    several = signed_by(
        *(Signatory(name=f"Ada {each}", office="Mayor", place="Reno") for each in range(number))
    )
    assert arranged(sheet_of(several).groups, None, 468).shape.columns == columns


def test_no_entry_is_split_over_a_page_or_column() -> None:
    long = " ".join(["Honorary Chair of the Standing Committee on Night Buses"] * 6)
    publication = signed_by(*(Signatory(name=f"Name {number}", title=long) for number in range(120)))
    with opened(publication) as found:
        pages = len(found.pages)
    assert pages > 3
    read = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf(publication).content, capture_output=True, check=True
    )
    for page in read.stdout.decode().split("\f")[1:-1]:
        assert re.match(r"\s*(b\)|Each of|Respectfully|Name \d+,|One hundred)", page), (
            "a page begins with an entry, not within one"
        )


def test_the_closing_is_never_alone_on_a_page() -> None:
    for extra in range(0, 40, 4):
        publication = example()
        blocks = publication.document.body + (Block("paragraph", "More.", "More."),) * extra
        document = replace(publication.document, body=blocks)
        pages = (
            subprocess.run(
                ["pdftotext", "-raw", "-", "-"],
                input=pdf(replace(publication, document=document)).content,
                capture_output=True,
                check=True,
            )
            .stdout.decode()
            .split("\f")
        )
        page = next(each for each in pages if "Respectfully" in each)
        assert "Marisol Quintero-Hale" in page


def test_the_same_letter_on_another_day_is_another_file() -> None:
    publication = example()
    later = replace(publication, document=replace(publication.document, date=date(2017, 1, 2)))
    assert pdf(publication).content != pdf(later).content


def test_no_word_is_longer_than_its_line() -> None:
    word = "Wpxq" * 50
    publication = signed_by(
        Signatory(name=word, office="Mayor", place="Reno"), *(Signatory(name=f"Ada {n}") for n in range(8))
    )
    body = (Block("paragraph", word, word),)
    document = replace(publication.document, title=word, body=body)
    content = pdf(replace(publication, document=document)).content
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    ends = [float(found) for found in re.findall(r'xMax="([\d.]+)"', boxes.stdout.decode())]
    assert max(ends) <= 612 - 72
    assert word in re.sub(r"\s", "", reading_back.pdf_text(content)), "nothing was put between its letters"


def test_what_no_font_has_is_named_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.outputs.pdf.glyphs._SYSTEM_FONTS", ())
    publication = signed_by(Signatory(name="张伟", office="Mayor", place="Reno"))
    body = (Block("paragraph", "By 明 and 伟.", "By 明 and 伟."),)
    rendered = pdf(replace(publication, document=replace(publication.document, body=body)))
    assert len(rendered.notes) == 2
    assert "张伟, Mayor of Reno" in rendered.notes[0]
    assert "伟 明 in the text" in rendered.notes[1]
    assert "By Ming and Wei." in reading_back.pdf_text(rendered.content)


def test_the_check_is_never_alone_on_a_page() -> None:
    for extra in range(0, 24, 3):
        publication = published()
        blocks = publication.document.body + (Block("paragraph", "More.", "More."),) * extra
        letter = replace(publication, document=replace(publication.document, body=blocks))
        read = subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=pdf(letter).content, capture_output=True, check=True
        )
        page = next(each for each in read.stdout.decode().split("\f") if "How to check" in each)
        assert "Abigail Drummond" in page
