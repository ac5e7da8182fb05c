"""What guards the house, tried: a mistake is planted in a copy, and the guard must find it."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import get_resolver, path

from tests import test_rights, test_shape
from undersigned.web.health import health

ROOT = Path(__file__).parent.parent


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package, with the rules that belong to it."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "data", "fonts")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(house: Path, file: str, line: str) -> None:
    target = house / "src" / "undersigned" / file
    target.write_text(target.read_text("utf-8") + f"\n{line}\n", "utf-8")


def floors(house: Path) -> subprocess.CompletedProcess[str]:
    """The import contracts, asked of the copy."""
    return subprocess.run(
        [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
            "--config",
            str(house / "pyproject.toml"),
        ],
        cwd=house / "src",
        env={"PYTHONPATH": str(house / "src"), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


FORBIDDEN = {
    "Floors": ("domain/signing.py", "from undersigned.queries import letters"),
    "Plain floors never see Django": ("domain/names.py", "import django.utils.timezone"),
    "Only queries and actions touch tables": (
        "web/health.py",
        "from undersigned.records.models import Letter",
    ),
    "Kinds do not lean on each other": ("messages/receipt.py", "from undersigned.messages import cancelled"),
}


def test_a_forbidden_import_breaks_the_contract_that_forbids_it(house: Path) -> None:
    for file, line in FORBIDDEN.values():
        plant(house, file, line)
    said = floors(house)
    assert said.returncode == 1
    assert [name for name in FORBIDDEN if f"{name} BROKEN" not in " ".join(said.stdout.split())] == []


def test_a_new_folder_must_choose_its_floor(house: Path) -> None:
    (house / "src" / "undersigned" / "attic").mkdir()
    (house / "src" / "undersigned" / "attic" / "__init__.py").write_text("", "utf-8")
    said = floors(house)
    assert said.returncode == 1
    assert "attic" in said.stdout + said.stderr


@pytest.mark.parametrize(
    "line",
    [
        "at = datetime.now(UTC)",
        "at = datetime.datetime.utcnow()",
        "day = date.today()",
        "at = timezone.now()",
        "s = time.time()",
    ],
)
def test_a_clock_is_found(line: str) -> None:
    assert list(test_shape.clock_calls(ast.parse(f"x = 1\n{line}"))) == [2]


def test_a_clock_below_the_doors_fails_the_shape(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_shape, "SOURCE", house / "src" / "undersigned")
    test_shape.test_only_the_doors_read_the_clock()
    plant(house, "domain/letters.py", "TODAY = datetime.now()")
    with pytest.raises(AssertionError, match=r"domain/letters\.py"):
        test_shape.test_only_the_doors_read_the_clock()


def test_a_long_file_a_long_function_and_an_empty_name_fail_the_shape(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_shape, "SOURCE", house / "src" / "undersigned")
    plant(house, "domain/letters.py", "def long() -> None:\n" + "    pass\n" * 41)
    plant(house, "domain/names.py", "#\n" * 400)
    (house / "src" / "undersigned" / "domain" / "utils.py").write_text("", "utf-8")
    for test in (
        test_shape.test_functions_stay_under_forty_lines,
        test_shape.test_files_stay_under_four_hundred_lines,
        test_shape.test_no_file_has_a_name_that_says_nothing,
    ):
        with pytest.raises(AssertionError):
            test()


def test_an_address_without_its_row_of_rights_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, path("attic/", health)])
    with pytest.raises(AssertionError, match="attic/"):
        test_rights.test_every_address_is_in_the_table()


def test_a_missing_migration_is_found(house: Path) -> None:
    models = house / "src" / "undersigned" / "records" / "models" / "letters.py"
    text = models.read_text("utf-8")
    models.write_text(
        text.replace("    source = ", "    motto = models.TextField(blank=True)\n    source = ", 1), "utf-8"
    )
    said = subprocess.run(
        [sys.executable, "-m", "undersigned", "manage", "makemigrations", "--check", "--dry-run"],
        cwd=house,
        env={
            "PYTHONPATH": str(house / "src"),
            "UNDERSIGNED_DATA_DIR": str(house / "data"),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert "motto" in said.stdout
