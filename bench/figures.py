"""What a benchmark gives: figures, each with its reference measured in turn in the same run."""

import math
import operator
import re
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

RESULTS = Path(__file__).parent / "results"
ROUNDS = 5
_TARGET = re.compile(r"(<=|>=|<|>) ([\d.]+)")
_COMPARE = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result. `target` binds the ratio where there is one, else the value.

    `line` is the line in the list of figures to reach; `target` is "" and `met` None where a figure is only
    told. `rounds` is how many rounds the medians are of.
    """

    line: int
    figure: str
    value: float
    unit: str
    reference: str = ""
    reference_value: float | None = None
    target: str = ""
    rounds: int = ROUNDS

    @property
    def ratio(self) -> float | None:
        return self.value / self.reference_value if self.reference_value else None

    @property
    def met(self) -> bool | None:
        found = _TARGET.match(self.target)
        if found is None:
            return None
        measured = self.value if self.ratio is None else self.ratio
        return bool(_COMPARE[found[1]](measured, float(found[2])))

    def as_facts(self) -> dict[str, Any]:
        """The figure as it stands in bench/results/NAME.json."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def in_turn(works: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of what each measures, one after another in each round: a neighbour's noise meets all."""
    measured: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            measured[name].append(work())
    return {name: statistics.median(values) for name, values in measured.items()}


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def growth(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The exponent of growth: 1 is linear. The slope of a line through the logarithms, least squares."""
    slope, _ = statistics.linear_regression([math.log(size) for size in sizes], [math.log(v) for v in values])
    return slope
