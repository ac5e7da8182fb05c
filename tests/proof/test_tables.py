"""`signatories.csv` is read within bounds."""

import tracemalloc

import pytest

from undersigned.errors import Unverifiable
from undersigned.proof.tables import read_csv


@pytest.mark.parametrize("inside", [b"a" * 2_000_000, b'""' * 1_000_000])
def test_a_long_cell_takes_no_more_memory_than_a_few_times_its_length(inside: bytes) -> None:
    tracemalloc.start()
    try:
        assert read_csv(b'"' + inside + b'"') == [[inside.decode().replace('""', '"')]]
        with pytest.raises(Unverifiable, match="not spelt as CSV"):
            read_csv(b'"' + inside)
        assert tracemalloc.get_traced_memory()[1] < 10 * len(inside)
    finally:
        tracemalloc.stop()
