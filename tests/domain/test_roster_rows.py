"""What a cell of a roster means: addresses as the library that knows them takes them."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain.roster_rows import usual_address

LABEL = st.from_regex(r"[A-Za-z0-9_+.@-]{1,12}", fullmatch=True)


@given(
    st.lists(LABEL, min_size=1, max_size=3).map(".".join),
    st.lists(LABEL, min_size=1, max_size=4).map(".".join),
)
def test_what_is_taken_for_a_usual_address_is_what_the_library_makes_of_it(local: str, domain: str) -> None:
    text = f"{local}@{domain}"
    usual = usual_address(text)
    if usual is not None:
        found = validate_email(text, check_deliverability=False, test_environment=True)
        assert usual == found.normalized


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mayor@carrboro.example", "mayor@carrboro.example"),
        ("Tomás@chapelhill.example", None),
        ("First.Last+x@Towns.Example.ORG", "First.Last+x@towns.example.org"),
        ("mayor@town.local", None),
        ("mayor@xn--bcher-kva.example", None),
        ("mayor@towns", None),
        ("a@b@towns.example", None),
        ("mayor@towns.example.", None),
    ],
)
def test_others_are_left_to_the_library(text: str, expected: str | None) -> None:
    assert usual_address(text) == expected


def test_the_library_is_asked_about_the_rest() -> None:
    with pytest.raises(EmailNotValidError):
        validate_email("mayor@town.local", check_deliverability=False, test_environment=True)
