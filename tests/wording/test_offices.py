import pytest

from undersigned.wording.offices import plural, title


@pytest.mark.parametrize(
    ("office", "language", "several"),
    [
        ("Mayor", "en", "Mayors"),
        ("County Executive", "en", "County Executives"),
        ("Deputy Mayor", "en", "Deputy Mayors"),
        ("Attorney General", "en", "Attorneys General"),
        ("Deputy Attorney General", "en", "Deputy Attorneys General"),
        ("lt_governor", "en", "Lieutenant Governors"),
        ("Secretary of State", "en", "Secretaries of State"),
        ("Deputy", "en", "Deputies"),
        ("Alderman", "en", "Aldermen"),
        ("City Councilwoman", "en", "City Councilwomen"),
        ("Alcalde", "es", "Alcaldes"),
        ("alcaldesa", "es", "Alcaldesas"),
        ("Maire", "fr", "Maires"),
        ("Procureur général", "fr-FR", "Procureurs généraux"),
    ],
)
def test_several_who_hold_an_office_are_named_in_their_language(
    office: str, language: str, several: str
) -> None:
    assert plural(office, language) == several


@pytest.mark.parametrize(
    ("office", "language"), [("Director of Water", "en"), ("Rey", "es"), ("Mayor", "xx"), ("", "en")]
)
def test_a_plural_that_is_not_certain_is_not_guessed(office: str, language: str) -> None:
    assert plural(office, language) is None


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
