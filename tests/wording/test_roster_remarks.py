import ast
from collections.abc import Iterator
from pathlib import Path

from undersigned.wording.roster import REMARKS

SOURCE = Path(__file__).parents[2] / "src" / "undersigned"
# Of `domain.text` and `domain.signing`, which the form of the public asks as well.
IN_LINES = {"control-characters", "direction-override", "web-address", "too-long", "line-too-long"}


def codes_given() -> Iterator[str]:
    """The second argument of every `Remark(…)`, where it stands in the code as it is."""
    for file in (*SOURCE.glob("domain/roster*.py"), *SOURCE.glob("reading/rosters/*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Remark":
                yield from (str(one.value) for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant))


def test_every_remark_on_a_roster_has_its_sentence() -> None:
    assert set(codes_given()) <= set(REMARKS)
    assert set(REMARKS) >= IN_LINES


def test_no_sentence_is_left_that_nothing_says() -> None:
    code = "".join(file.read_text("utf-8") for file in SOURCE.glob("*/**/*roster*/*.py")) + "".join(
        file.read_text("utf-8") for file in SOURCE.glob("domain/roster*.py")
    )
    assert {name for name in REMARKS if f'"{name}"' not in code} == IN_LINES
