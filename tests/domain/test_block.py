"""The signature block: orders, groups, printed lines, and the count that comes from the list."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain.block import GroupBy, Order, groups, in_order, printed_line, tally
from undersigned.domain.documents import Signatory, SignatoryStatus
from undersigned.wording import speak
from undersigned.wording.counts import count_in_figures, count_in_words


def mayor(name: str, place: str, region: str = "NC", **more: object) -> Signatory:
    return Signatory(name=name, office="Mayor", place=place, region=region, **more)  # type: ignore[arg-type]  # any field


ADA = mayor("Ada Zorn", "Cary")
BO = mayor("Bo de Lune", "Austin", "TX", rank=2, date=date(2026, 1, 2))
CY = mayor("Cy Example", "Durham", rank=1, date=date(2026, 1, 1))
LEAD = mayor("Lea Prima", "Zebulon", lead=True)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.LISTED, ["Ada Zorn", "Bo de Lune", "Cy Example"]),
        (Order.PLACE, ["Bo de Lune", "Ada Zorn", "Cy Example"]),
        (Order.SURNAME, ["Bo de Lune", "Cy Example", "Ada Zorn"]),
        (Order.REGION, ["Ada Zorn", "Cy Example", "Bo de Lune"]),
        (Order.RANK, ["Cy Example", "Bo de Lune", "Ada Zorn"]),
        (Order.TIME, ["Cy Example", "Bo de Lune", "Ada Zorn"]),
    ],
)
def test_each_order(order: Order, expected: list[str]) -> None:
    assert [each.name for each in in_order([ADA, BO, CY], order, "en")] == expected


@pytest.mark.parametrize("order", Order)
def test_lead_signatories_come_first_in_every_order(order: Order) -> None:
    assert in_order([ADA, BO, LEAD, CY], order, "en")[0] is LEAD


def test_groups_stand_by_the_state_s_name_and_lead_signatories_above_them() -> None:
    alaskan, arkansan = mayor("Al", "Nome", "AK"), mayor("Ar", "Conway", "AR")
    block = in_order([arkansan, alaskan, LEAD], Order.PLACE, "en", GroupBy.REGION)
    found = [
        (group.heading, [each.name for each in group.signatories]) for group in groups(block, GroupBy.REGION)
    ]
    assert found == [(None, ["Lea Prima"]), ("AK", ["Al"]), ("AR", ["Ar"])]


def test_groups_that_somebody_named_keep_their_own_order() -> None:
    first, second = Signatory(name="A", group="Unions"), Signatory(name="B", group="Churches")
    block = in_order([first, second], Order.SURNAME, "en", GroupBy.GROUP)
    assert [group.heading for group in groups(block, GroupBy.GROUP)] == ["Unions", "Churches"]


signatories = st.lists(
    st.builds(
        Signatory,
        name=st.text(min_size=1, max_size=8),
        place=st.none() | st.text(max_size=6),
        region=st.none() | st.sampled_from(["TX", "NC", "Ohio"]),
        office=st.none() | st.sampled_from(["Mayor", "Clerk"]),
        group=st.none() | st.sampled_from(["a", "b"]),
        lead=st.booleans(),
        rank=st.none() | st.integers(0, 3),
        date=st.none() | st.dates(),
    ),
    max_size=12,
)


@given(signatories, st.sampled_from(Order), st.none() | st.sampled_from(GroupBy))
def test_an_order_loses_nobody_and_no_group_is_torn(
    listed: list[Signatory], order: Order, group_by: GroupBy | None
) -> None:
    block = in_order(listed, order, "en", group_by)
    assert sorted(map(repr, block)) == sorted(map(repr, listed))
    cut = groups(block, group_by)
    assert tuple(each for group in cut for each in group.signatories) == block
    headings = [group.heading for group in cut if group.heading]
    assert len(headings) == len(set(headings))


FORMER: SignatoryStatus = "former"


@pytest.mark.parametrize(
    ("signatory", "line"),
    [
        (mayor("Ada Zorn", "Cary"), "Ada Zorn, Mayor of Cary, NC"),
        (mayor("Ada Zorn", "Cary", honorific="The Hon."), "The Hon. Ada Zorn, Mayor of Cary, NC"),
        (mayor("Ada Zorn", "Cary", status=FORMER), "Ada Zorn, former Mayor of Cary, NC"),
        (
            Signatory(name="A. Z.", title="Professor", organisation="Example University"),
            "A. Z., Professor, Example University",
        ),
        (Signatory(organisation="Night Buses"), "Night Buses"),
        (Signatory(organisation="Night Buses", place="Leeds", country="GB"), "Night Buses, Leeds"),
        (Signatory(name="A. Z.", on_behalf_of="Night Buses"), "A. Z., on behalf of Night Buses"),
        (
            Signatory(name="A. Z.", title="Director", organisation="X", status="identification_only"),
            "A. Z., Director, X (for identification only)",
        ),
        (Signatory(name="A. Z.", place="Cary", region="NC"), "A. Z., Cary, NC"),
        (Signatory(name="A. Z."), "A. Z."),
    ],
)
def test_the_printed_line(signatory: Signatory, line: str) -> None:
    assert printed_line(signatory) == line


def test_lines_in_spanish_and_french() -> None:
    spanish, french = speak("es"), speak("fr")
    assert (
        printed_line(Signatory(name="Ana", office="Alcaldesa", place="Bogotá"), spanish)
        == "Ana, Alcaldesa de Bogotá"
    )
    assert (
        printed_line(Signatory(name="Luc", office="Maire", place="Orléans"), french) == "Luc, Maire d’Orléans"
    )
    assert (
        printed_line(Signatory(name="Luc", office="Maire", place="Le Havre"), french) == "Luc, Maire du Havre"
    )
    former = Signatory(name="Luc", office="Maire", place="Lyon", status=FORMER)
    assert printed_line(former, french) == "Luc, ex-maire de Lyon"
    assert printed_line(Signatory(name="A", on_behalf_of="B"), french) == "A, au nom de B"


def words(language: str, *listed: Signatory) -> str:
    wording = speak(language)
    return count_in_words(tally(listed, wording.language), wording)


def people(number: int, office: str | None, **more: str) -> list[Signatory]:
    return [Signatory(name=f"N {index}", office=office, **more) for index in range(number)]  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("language", "listed", "said"),
    [
        (
            "en",
            people(31, "Mayor") + people(1, "County Executive"),
            "thirty-one mayors and one county executive",
        ),
        ("en", people(2, "Attorney General"), "two attorneys general"),
        ("en", people(2, "Mayor pro tem"), "two mayors pro tem"),
        ("en", people(2, "Secretary of State"), "two secretaries of state"),
        ("en", people(3, "Grand Poobah"), "three signatories"),
        ("en", people(3, "Grand Poobah", office_plural="Grand Poobahs"), "three grand poobahs"),
        ("en", people(2, "Mayor") + people(5, None), "two mayors and five other signatories"),
        ("en", [Signatory(organisation="X"), Signatory(organisation="Y")], "two organisations"),
        ("en", people(2, "Mayor") + people(1, "mayor"), "three mayors"),
        ("en", people(2, "Mayor") + people(1, "Mayor", status="former"), "two mayors and one former mayor"),
        ("en", [], "no signatories yet"),
        ("es", people(21, "Alcalde") + people(1, "Alcaldesa"), "veintiún alcaldes y una alcaldesa"),
        ("es", people(2, "Presidente municipal"), "dos presidentes municipales"),
        ("es", [Signatory(organisation="X")], "una organización"),
        ("es", people(1, "Maestra") + people(1, "Librero"), "una maestra y un librero"),
        ("es", people(2, "Alcalde") + people(1, "Periodista"), "dos alcaldes y un firmante más"),
        ("es", people(1, "Exalcaldesa"), "una exalcaldesa"),
        ("es", people(1, "Pediatra"), "un firmante"),
        ("fr", people(1, "Directrice") + people(1, "Architecte"), "une directrice et un autre signataire"),
        ("fr", people(1, "Ex-maire"), "un ex-maire"),
        ("fr", people(21, "Maire"), "vingt et un maires"),
        ("fr", people(80, "Conseillère municipale"), "quatre-vingts conseillères municipales"),
    ],
)
def test_the_count_in_words(language: str, listed: list[Signatory], said: str) -> None:
    assert words(language, *listed) == said


def test_figures_stand_for_ten_and_more() -> None:
    listed = people(31, "Mayor") + people(1, "County Executive")
    assert count_in_figures(tally(listed, "en"), speak("en")) == "31 mayors and one county executive"


@given(signatories, st.sampled_from(["en", "es", "fr"]))
def test_the_words_count_everybody(listed: list[Signatory], language: str) -> None:
    counted = tally(listed, language)
    assert sum(office.number for office in counted.offices) + counted.others + counted.organisations == len(
        listed
    )
