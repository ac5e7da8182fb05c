"""`make bench`: run the benchmarks, print their figures as a table, write bench/results/NAME.json.

A benchmark is a module of this folder with a NAME and a function `lines()` that gives its figures, each a
`Figure` or a mapping of the same names. Each runs in a process of its own, so that none pays for what
another has loaded.
"""

import json
import multiprocessing
import pkgutil
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.figures import RESULTS, Figure

FOLDER = Path(__file__).parent
HEADINGS = ("line", "figure", "value", "reference", "ratio", "target", "met")


def benchmarks() -> dict[str, str]:
    """Name → module."""
    modules = (f"bench.{found.name}" for found in pkgutil.iter_modules([str(FOLDER)]) if found.name != "run")
    named = ((getattr(import_module(module), "NAME", None), module) for module in modules)
    return {name: module for name, module in named if name is not None}


def facts_of(figure: Figure | Mapping[str, Any]) -> dict[str, Any]:
    return figure.as_facts() if isinstance(figure, Figure) else dict(figure)


def measure(module: str) -> list[dict[str, Any]]:
    return [facts_of(figure) for figure in import_module(module).lines()]


def measure_alone(module: str) -> list[dict[str, Any]]:
    """In a fresh process: settings, caches and peak memory of other benchmarks are not in it."""
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(measure, module).result()


def row_of(facts: dict[str, Any]) -> tuple[str, ...]:
    reference = facts["reference_value"]
    beside = (
        f"{facts['reference']}: {short(reference)}" if reference is not None else facts["reference"] or ""
    )
    return (
        str(facts["line"]),
        facts["figure"],
        f"{short(facts['value'])} {facts['unit']}",
        beside,
        short(facts["ratio"]),
        facts["target"] or "",
        {True: "yes", False: "NO", None: ""}[facts["met"]],
    )


def short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def table_of(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    laid = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in laid)


def main(names: list[str]) -> int:
    known = benchmarks()
    if unknown := [name for name in names if name not in known]:
        print(f"There is no benchmark {unknown[0]}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    RESULTS.mkdir(exist_ok=True)
    rows: list[tuple[str, ...]] = [HEADINGS]
    for name in names or known:
        print(f"{name} …", file=sys.stderr, flush=True)
        found = measure_alone(known[name])
        (RESULTS / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        rows += [row_of(facts) for facts in found]
    print(table_of(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
