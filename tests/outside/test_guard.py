"""What a host has sealed is known after it, to every process, whatever happened to the file meanwhile."""

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from undersigned.errors import OutsideFailure
from undersigned.outside import guard as guard_module
from undersigned.outside.guard import Guard, Sealed

ORIGIN = "example.org/letters/7"


def sealed(size: int) -> Sealed:
    return Sealed(size, f"{size:064x}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "not" / "yet" / "checkpoints.log"


def lines(file: Path) -> list[list[object]]:
    said = [json.loads(line) for line in file.read_text().split("\n") if line]
    return [each for each in said if isinstance(each, list)]


def test_what_one_process_noted_another_knows(file: Path) -> None:
    writer, reader = Guard(file), Guard(file)
    assert reader.latest(ORIGIN) is None
    for size in (1, 2, 40):
        writer.note(ORIGIN, sealed(size))
        assert reader.latest(ORIGIN) == writer.latest(ORIGIN) == sealed(size)
    assert reader.latest("example.org/letters/8") is None
    assert file.stat().st_mode & 0o077 == 0, "what was sealed when is nobody's business"


def test_the_largest_seal_counts_whoever_was_quicker_to_note_it(file: Path) -> None:
    first, second = Guard(file), Guard(file)
    second.note(ORIGIN, sealed(12))
    first.note(ORIGIN, sealed(11))
    assert Guard(file).latest(ORIGIN) == sealed(12)


@pytest.mark.parametrize("torn", ['["example.org/letters/7",13,"9d', "\0" * 80, "[1]\n", "7\n", "x" * 300])
def test_a_line_that_a_loss_of_power_tore_hides_no_other(file: Path, torn: str) -> None:
    Guard(file).note(ORIGIN, sealed(12))
    whole = file.read_text().rstrip("\n") + "\n"
    file.write_text(whole + torn)
    after = Guard(file)
    assert after.latest(ORIGIN) == sealed(12)
    after.note(ORIGIN, sealed(13))
    after.note("example.org/letters/8", sealed(1))
    assert Guard(file).all() == {ORIGIN: sealed(13), "example.org/letters/8": sealed(1)}


def test_a_file_that_has_no_room_and_no_stamp_is_read_and_gets_both(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("".join(json.dumps([ORIGIN, size, sealed(size).root]) + "\n" for size in range(1, 500)))
    reader = Guard(file)
    assert reader.latest(ORIGIN) == sealed(499)
    Guard(file).note(ORIGIN, sealed(500))
    assert reader.latest(ORIGIN) == sealed(500)
    assert len(lines(file)) == 500


def test_a_file_that_got_long_keeps_the_last_seal_of_each_log_and_who_has_it_open_goes_on(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "_LONGEST", 2_000)
    origins = [f"example.org/letters/{number}" for number in range(4)]

    def seal(origin: str) -> None:
        guard = Guard(file)
        for size in range(1, 61):
            known = guard.latest(origin)
            assert known == (sealed(size - 1) if size > 1 else None)
            guard.note(origin, sealed(size))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(seal, origins))
    assert Guard(file).all() == dict.fromkeys(origins, sealed(60))
    assert len(lines(file)) < 4 * 60
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_disk_that_does_not_take_it_is_told_and_nobody_is_answered(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(OutsideFailure, match="cannot be written"):
        Guard(file).note(ORIGIN, sealed(1))
    with pytest.raises(OutsideFailure, match="cannot be read"):
        Guard(file).latest(ORIGIN)


def test_a_note_is_on_the_disk_before_it_is_acknowledged(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []

    def fdatasync(descriptor: int) -> None:
        synced.append(os.pread(descriptor, 4096, 0))

    monkeypatch.setattr("os.fdatasync", fdatasync)
    Guard(file).note(ORIGIN, sealed(12))
    assert sealed(12).root.encode() in synced[-1]


OTHERS = ("example.org/letters/8", "example.org/letters/9")


def cut(file: Path, size: int) -> None:
    os.truncate(file, size)


def overwritten_in_the_middle(file: Path) -> None:
    """Cut by somebody, and made long again by a process that had not read so far."""
    whole = file.read_bytes()
    file.write_bytes(whole[:150] + b"\n" * len(whole))


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: cut(file, 0),
        lambda file: cut(file, 20),
        lambda file: cut(file, 44),
        lambda file: cut(file, 150),
        lambda file: cut(file, 300),
        overwritten_in_the_middle,
        lambda file: file.unlink(),
    ],
    ids=["emptied", "in its stamp", "behind its stamp", "in a line", "later", "overwritten", "taken away"],
)
def test_a_file_that_is_damaged_under_a_running_process_gets_back_what_that_process_knows(
    file: Path, damage: Callable[[Path], None]
) -> None:
    running = Guard(file)
    for origin in (ORIGIN, *OTHERS):
        running.note(origin, sealed(12))
    damage(file)
    assert running.latest(ORIGIN) == sealed(12), "what is known stays known"
    running.note(OTHERS[0], sealed(13))
    running.note(OTHERS[0], sealed(14))
    after = {ORIGIN: sealed(12), OTHERS[0]: sealed(14), OTHERS[1]: sealed(12)}
    assert Guard(file).all() == running.all() == after


def test_each_of_several_processes_gives_back_what_it_alone_knows(file: Path) -> None:
    one, other = Guard(file), Guard(file)
    one.note(ORIGIN, sealed(12))
    other.note(OTHERS[0], sealed(7))
    cut(file, 60)
    one.note(ORIGIN, sealed(13))
    other.note(OTHERS[1], sealed(1))
    assert Guard(file).all() == {ORIGIN: sealed(13), OTHERS[0]: sealed(7), OTHERS[1]: sealed(1)}
    size = file.stat().st_size
    for number in range(14, 20):
        one.note(ORIGIN, sealed(number))
        other.note(OTHERS[1], sealed(number))
    assert file.stat().st_size == size, "and goes on writing line by line"
    assert len(lines(file)) == 3 + 12
