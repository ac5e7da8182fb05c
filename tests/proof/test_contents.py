"""A bundle from a stranger is opened within limits, and nothing in it is followed anywhere."""

import io
import os
import stat
import struct
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.proof.letters import judged, whole_bundle
from tests.proof.zips import ZIPS
from undersigned.errors import Unreadable
from undersigned.proof import bundle, command, contents, layout
from undersigned.proof.verdict import Given

PACKED = bundle.pack(whole_bundle())


def zip_of(*files: tuple[str, bytes], mode: int = 0o100644) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def write(parts: dict[str, bytes], folder: Path) -> Path:
    for path, content in parts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_a_bundle_is_the_same_in_memory_in_a_folder_and_in_a_zip(tmp_path: Path) -> None:
    parts = dict(whole_bundle())
    folder = contents.from_folder(write(parts, tmp_path))
    packed = contents.from_zip(PACKED)
    for opened in (folder, packed, contents.from_parts(parts)):
        assert {path: opened.read(path) for path in opened} == parts


def test_the_same_letter_makes_the_same_zip_twice() -> None:
    assert (
        bundle.pack({path: whole_bundle()[path] for path in sorted(whole_bundle(), reverse=True)}) == PACKED
    )


@pytest.mark.parametrize(
    "name",
    [
        "../checkpoint",
        "/checkpoint",
        "a/../../checkpoint",
        "tile/../checkpoint",
        "tile\\0\\000",
        "C:checkpoint",
        "checkpoint ",
        "CHECKPOINT.txt",
        "tile/0/0000",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/007/000",
        "openings/000.p/3",
        "history/0",
        "history/01",
        "editions/0/letter.en.md",
        "editions/01/letter.en.md",
        "editions/1/letter.md",
        "editions/1/letter.json",
        "editions/letter.en.md",
        "letter.pdf/x",
        ".htaccess",
        "checkpoint\n",
        "che\u0441kpoint",
        "a" * 300 + ".pdf",
    ],
)
def test_a_name_that_no_bundle_has_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        contents.from_zip(zip_of((name, b"x")))
    with pytest.raises(Unreadable):
        contents.from_parts({name: b"x"})


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("second", ["checkpoint", "letter.pt-br.md"])
def test_a_name_that_is_there_twice_is_refused_even_in_other_letters(second: str) -> None:
    first = "letter.pt-BR.md" if second.startswith("letter") else second
    with pytest.raises(Unreadable, match="twice"):
        contents.from_zip(zip_of((first, b"x"), (second, b"y")))


def test_a_link_in_a_zip_is_refused() -> None:
    with pytest.raises(Unreadable, match="link"):
        contents.from_zip(zip_of(("checkpoint", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777))


def test_links_and_pipes_in_a_folder_are_refused(tmp_path: Path) -> None:
    linked, piped, elsewhere = tmp_path / "linked", tmp_path / "piped", tmp_path / "elsewhere"
    for folder in (linked, piped, elsewhere):
        folder.mkdir()
    (linked / "checkpoint").symlink_to("/etc/passwd")
    os.mkfifo(piped / "checkpoint")
    (elsewhere / "tile").symlink_to(linked, target_is_directory=True)
    for folder, why in ((linked, "link"), (piped, "ordinary"), (elsewhere, "link")):
        with pytest.raises(Unreadable, match=why):
            contents.from_folder(folder)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_is_read_where_it_has_one_meaning_only(name: str, tmp_path: Path) -> None:
    make, verdict = ZIPS[name]
    packed = tmp_path / "evidence.zip"
    packed.write_bytes(make())
    assert command.judge(packed, Given()).verdict == verdict
    assert command.judge_bytes(packed.read_bytes(), Given()).verdict == verdict


def test_a_zip_that_unpacks_to_far_more_than_it_should_is_refused() -> None:
    with pytest.raises(Unreadable, match="far more"):
        contents.from_zip(zip_of(("letter.pdf", bytes(200_000_000))))


def test_a_tile_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable, match="larger"):
        contents.from_zip(zip_of(("tile/entries/000", bytes(layout.LARGEST_TILE + 1))))


def test_a_zip_that_lies_about_its_sizes_is_noticed() -> None:
    honest = zip_of(("letter.pdf", bytes(100_000)))
    lying = honest.replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    assert lying != honest
    with pytest.raises(Unreadable):
        contents.from_zip(lying).read("letter.pdf")


def test_a_folder_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        name = "checkpoint"

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise FileNotFoundError(2, "No such file or directory", self.name)

    monkeypatch.setattr(os, "scandir", lambda folder: nullcontext([Gone()]))
    with pytest.raises(Unreadable, match="not a folder that can be read"):
        contents.from_folder(tmp_path)


def test_seventy_thousand_files_are_too_many() -> None:
    with pytest.raises(Unreadable, match="more than"):
        contents.from_parts({f"history/{number}": b"" for number in range(1, 70_001)})


def test_a_locked_zip_is_refused() -> None:
    locked = bytearray(zip_of(("checkpoint", b"x")))
    at = locked.rindex(b"PK\x01\x02") + 8
    locked[at] |= 1
    with pytest.raises(Unreadable, match="two things"):
        contents.from_zip(bytes(locked))


@given(st.integers(0, len(PACKED) - 1), st.integers(1, 255))
def test_no_byte_of_a_zip_can_be_changed_so_that_something_else_holds(position: int, change: int) -> None:
    spoilt = PACKED[:position] + bytes([PACKED[position] ^ change]) + PACKED[position + 1 :]
    report = command.judge_bytes(spoilt, Given())
    if report.verdict == "holds":
        opened = contents.from_zip(spoilt)
        assert {path: opened.read(path) for path in opened if path not in layout.NOT_COVERED} == {
            path: content for path, content in whole_bundle().items() if path not in layout.NOT_COVERED
        }


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_the_opener_stumble(data: bytes) -> None:
    assert command.judge_bytes(data, Given()).verdict != "holds"
    assert command.judge_bytes(b"PK\x03\x04" + data, Given()).verdict == "cannot-tell"


@pytest.mark.parametrize("name", ["../letter.pdf", "tile/0/000", "checkpoint", "Letter.pdf", "letter.en.md"])
def test_a_file_that_would_hide_a_part_of_the_evidence_is_not_built_in(name: str) -> None:
    from tests.proof.corpus import small_letter

    with pytest.raises(ValueError, match="cannot be a file of a bundle"):
        bundle.build(small_letter().log_data(), {name: b"x"})


def test_a_huge_size_in_a_checkpoint_costs_nothing() -> None:
    from tests.proof.letters import KEY, ORIGIN
    from undersigned.evidence import checkpoint
    from undersigned.evidence.checkpoint import Checkpoint

    sealed = checkpoint.sign(Checkpoint(ORIGIN, 2**53 - 1, bytes(32)), KEY)
    report = judged({**whole_bundle(), "checkpoint": sealed})
    assert report.verdict == "does-not-hold"
