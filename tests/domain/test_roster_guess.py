"""Which column of a stranger's file is what: guessed from what people call them, and from their cells."""

from undersigned.domain.roster_choices import first_choices, speaks_our_words
from undersigned.domain.roster_columns import COLUMNS
from undersigned.domain.roster_guess import guess_columns, places_look_like_ids
from undersigned.domain.roster_table import RosterTable, TableRow


def table(header: str, *rows: str) -> RosterTable:
    cells = [tuple(row.split(",")) for row in rows]
    return RosterTable(tuple(header.split(",")), tuple(TableRow(at, row) for at, row in enumerate(cells, 2)))


def test_what_people_call_their_columns_is_understood() -> None:
    header = "CITY,State,First Name,last_name,E-Mail Address,Telephone,Term Expires,Chief of Staff,Notes"
    found = guess_columns(table(header))
    names = "place,region,given,family,email,phone,end,delegate_name,"
    assert found == tuple(names.split(","))


def test_a_header_of_several_words_says_whose_column_it_is_and_what_of_theirs() -> None:
    header = (
        "Mayor's name,Mayor e-mail,Mayor's cell,CoS name,CoS e-mail,Staff title,CoS phone,Home state bird"
    )
    names = "name,email,phone,delegate_name,delegate_email,delegate_role,,"
    assert guess_columns(table(header)) == tuple(names.split(","))
    assert dict(first_choices(table("City,State,Mayor's name")).same_for_all) == {"office": "Mayor"}


def test_our_own_words_are_understood_and_ask_nobody() -> None:
    own = table(",".join(COLUMNS))
    assert guess_columns(own) == COLUMNS
    assert speaks_our_words(own, first_choices(own))
    other = table("City,name")
    assert not speaks_our_words(other, first_choices(other))


def test_no_name_is_given_to_two_columns() -> None:
    assert guess_columns(table("City,Town,Place")) == ("place", "", "")


def test_a_column_whose_header_says_nothing_is_known_by_its_cells() -> None:
    found = guess_columns(table("A,B,C", "NC,m@carrboro.example,blue", "MD,ruth@x.example,m@y.example"))
    assert found == ("region", "email", "")


def test_a_column_headed_mayor_holds_names_and_says_the_office_of_all() -> None:
    mayors = first_choices(table("City,State,Mayor", "Carrboro,NC,Ada Lindqvist"))
    assert (mayors.columns, dict(mayors.same_for_all)) == (("place", "region", "name"), {"office": "Mayor"})
    assert dict(first_choices(table("City,State,Full name")).same_for_all) == {}
    assert dict(first_choices(table("City,State,Mayor,Title")).same_for_all) == {}


def test_places_written_as_ids_are_told_from_places_written_as_names() -> None:
    assert places_look_like_ids(("north_charleston", "carrboro"))
    assert not places_look_like_ids(("carrboro", "durham"))
    assert not places_look_like_ids(("North_Charleston",))
