"""Real letters that are read and never shipped: they lie beside the project where somebody has them."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("UNDERSIGNED_SHARED", Path(__file__).parents[3] / "shared"))
LETTERS = SHARED / "data" / "letters"

needs_shared = pytest.mark.skipif(not LETTERS.exists(), reason="left out: ../shared is not there")
