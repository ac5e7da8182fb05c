import pytest

from undersigned.wording.offices import title


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("mayor", "Mayor"),
        ("lt_governor", "Lieutenant Governor"),
        ("attorney general", "Attorney General"),
        ("secretary of state", "Secretary of State"),
        ("mayor pro tem", "Mayor Pro Tem"),
        ("CEO", "CEO"),
    ],
)
def test_an_office_is_printed_as_a_title(written: str, printed: str) -> None:
    assert title(written) == printed
