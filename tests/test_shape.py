"""The house's habits that no linter knows: clocks stay at the doors, files and functions stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "undersigned"
DOORS_WITH_A_CLOCK = ("cli", "web", "api", "jobs", "outside")
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localdate", "localtime"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def modules() -> Iterator[tuple[str, ast.Module, int]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        yield path.relative_to(SOURCE).as_posix(), ast.parse(text), text.count("\n")


def clock_calls(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
        if node.func.attr in CLOCKS and name in {"datetime", "date", "time", "timezone", "dt"}:
            yield node.lineno


def test_only_the_doors_read_the_clock() -> None:
    found = [
        f"{name}:{line}"
        for name, tree, _ in modules()
        if not name.startswith(DOORS_WITH_A_CLOCK)
        for line in clock_calls(tree)
    ]
    assert found == [], "`at` is an argument below the doors"


def test_files_stay_under_four_hundred_lines() -> None:
    long = {name: lines for name, _, lines in modules() if lines > LONGEST_FILE}
    assert long == {}, "a file past 400 lines becomes a folder of the same name"


def test_functions_stay_under_forty_lines() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree, _ in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION + docstring_lines(node)
    ]
    assert long == []


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """A public docstring may be as long as it needs: only code counts."""
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return (first.end_lineno or first.lineno) - first.lineno + 1 if is_docstring else 0


def test_no_file_has_a_name_that_says_nothing() -> None:
    forbidden = {
        "utils",
        "helpers",
        "common",
        "core",
        "base",
        "misc",
        "service",
        "services",
        "manager",
        "handlers",
    }
    named_by_django = {"records/sqlite/base.py"}  # the name it looks for in a database engine
    found = [
        name
        for name, _, _ in modules()
        if name not in named_by_django and forbidden & set(Path(name).with_suffix("").parts)
    ]
    assert found == []
