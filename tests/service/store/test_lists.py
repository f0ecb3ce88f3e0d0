"""Lists merged into the store: what differs is shown first, a blank takes nothing away, nobody hidden is seen."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from service.store.database import Database
from service.store.decisions import decisions
from service.store.entries import propose
from service.store.hiding import hide
from service.store.lists import difference, merge, rows_of
from service.store.rows import NEEDS, OPENINGS, PEOPLE, CellChange, Difference, Kind, ListFault, ListRow
from service.store.tables.rounds import opening, person, round_, taking_part
from tests.service.store.filled import BY, NOW, UNIT, fill
from tests.service.store.test_entries import TO_A_CONTRACT, go


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


def kept(database: Database, kind: Kind, *rows: ListRow, round_key: int = 1) -> Difference:
    """The difference shown, and then kept."""
    with database.reading() as connection:
        shown = difference(connection, round_key, kind, rows)
    with database.writing() as connection:
        found = merge(connection, round_key, kind, rows, BY, expected=shown.digest)
    assert found == shown
    return found


def cells(database: Database, kind: Kind, round_key: int = 1) -> dict[str, dict[str, str]]:
    with database.reading() as connection:
        return {row.id: dict(row.cells) for row in rows_of(connection, round_key, kind)}


def a_row(name: str, **said: str) -> ListRow:
    return ListRow(name, said)


def test_what_a_list_adds_changes_and_leaves_is_told_apart(filled: Database) -> None:
    kept(filled, PEOPLE, a_row("K-1", kommune="5006"), a_row("K-2", kommune="5007"))
    found = kept(
        filled,
        PEOPLE,
        a_row("K-1", kommune="5006", norsk="B1"),
        a_row("K-2", kommune="5007"),
        a_row("K-9", kommune="5037"),
    )
    assert found == Difference(
        added=("K-9",), changed=(CellChange("K-1", "norsk", "", "B1"),), unchanged=1, absent=("K-3",)
    )
    assert cells(filled, PEOPLE) == {
        "K-1": {"kommune": "5006", "norsk": "B1"},
        "K-2": {"kommune": "5007"},
        "K-3": {},
        "K-9": {"kommune": "5037"},
    }


def test_a_blank_takes_nothing_away(filled: Database) -> None:
    kept(filled, PEOPLE, a_row("K-1", kommune="5006", norsk="B1"))
    assert kept(filled, PEOPLE, a_row("K-1", kommune="5006")).changed == ()
    assert cells(filled, PEOPLE)["K-1"] == {"kommune": "5006", "norsk": "B1"}


def test_the_same_list_twice_changes_nothing_the_second_time(filled: Database) -> None:
    rows = [a_row("K-1", kommune="5006"), a_row("K-8", norsk="A2")]
    kept(filled, PEOPLE, *rows)
    with filled.reading() as connection:
        before = connection.execute(select(round_.c.revision)).scalar()
        logged = len(list(decisions(connection)))
    assert kept(filled, PEOPLE, *rows).unchanged == 2
    with filled.reading() as connection:
        assert connection.execute(select(round_.c.revision)).scalar() == before
        assert len(list(decisions(connection))) == logged


def test_what_is_no_longer_as_it_was_shown_is_not_kept(filled: Database) -> None:
    rows = [a_row("K-1", kommune="5006")]
    with filled.reading() as connection:
        shown = difference(connection, 1, PEOPLE, rows)
    kept(filled, PEOPLE, a_row("K-1", kommune="5007"))
    with pytest.raises(ListFault) as fault, filled.writing() as connection:
        merge(connection, 1, PEOPLE, rows, BY, expected=shown.digest)
    assert fault.value.code == "changed"
    assert cells(filled, PEOPLE)["K-1"] == {"kommune": "5007"}


def test_nothing_is_kept_in_a_round_that_is_gone(filled: Database) -> None:
    gone = 99
    with pytest.raises(ListFault) as fault, filled.writing() as connection:
        merge(connection, gone, PEOPLE, [a_row("K-9")], BY, expected="")
    assert fault.value.code == "changed"


def test_a_yes_to_a_round_belongs_to_that_round(filled: Database) -> None:
    with filled.writing() as connection:
        values = {"id": "vaar", "unit": UNIT, "name": "Vår", "synthetic": True}
        connection.execute(insert(round_).values(**values, made_by="nav-1", made_at=NOW))
    kept(filled, PEOPLE, a_row("K-1", kommune="5006", påmeldt="ja"))
    kept(filled, PEOPLE, a_row("K-1", kommune="5006"), round_key=2)
    assert cells(filled, PEOPLE)["K-1"] == {"kommune": "5006", "påmeldt": "ja"}
    assert cells(filled, PEOPLE, 2)["K-1"] == {"kommune": "5006"}
    found = kept(filled, PEOPLE, a_row("K-1", kommune="5006", påmeldt="nei"))
    assert found.changed == (CellChange("K-1", "påmeldt", "ja", "nei"),)
    with filled.reading() as connection:
        joined = connection.execute(select(taking_part.c.joined).where(taking_part.c.person == 1)).scalars()
        assert sorted(joined, key=str) == [False, None]


def test_a_seat_more_or_fewer_is_kept_beside_the_cells(filled: Database) -> None:
    def seats(tenths: int) -> ListRow:
        return ListRow("L-1", {"plasser": str(tenths)}, {"tenths": tenths, "firm": "Bedrift"})

    kept(filled, OPENINGS, seats(20))
    with filled.writing() as connection:
        go(connection, propose(connection, 1, 1, 1, BY), *TO_A_CONTRACT)
    kept(filled, OPENINGS, seats(10))
    with pytest.raises(ListFault) as fault:
        kept(filled, OPENINGS, seats(5))
    assert fault.value.code == "taken"
    with filled.reading() as connection:
        assert connection.execute(select(opening.c.tenths).where(opening.c.id == "L-1")).scalar() == 10


def test_needs_belong_to_their_round(filled: Database) -> None:
    assert kept(filled, NEEDS, a_row("B-1", status="meldt")).added == ("B-1",)
    assert kept(filled, NEEDS, a_row("B-1", status="bekreftet")).changed[0].after == "bekreftet"
    assert cells(filled, NEEDS) == {"B-1": {"status": "bekreftet"}}


def test_who_gets_an_address_restriction_is_gone_from_the_list_and_from_every_difference(
    filled: Database,
) -> None:
    kept(filled, PEOPLE, a_row("K-1", kommune="5006"))
    with filled.writing() as connection:
        before = connection.execute(select(round_.c.revision)).scalar_one()
        assert hide(connection, UNIT, ["k-1", "K-99"], BY) == 1
        assert connection.execute(select(round_.c.revision)).scalar_one() == before + 1
    assert "K-1" not in cells(filled, PEOPLE)
    found = kept(filled, PEOPLE, a_row("K-1", kommune="5007"), a_row("K-2", kommune="5007"))
    assert "K-1" not in str(found)
    with filled.reading() as connection:
        hers = connection.execute(select(person.c.cells, person.c.hidden).where(person.c.id == "K-1")).one()
    assert tuple(hers) == ({"kommune": "5006"}, True)


def test_what_is_said_of_a_person_reaches_every_round_she_is_in(filled: Database) -> None:
    with filled.writing() as connection:
        values = {"id": "vaar", "unit": UNIT, "name": "Vår", "synthetic": True}
        connection.execute(insert(round_).values(**values, made_by="nav-1", made_at=NOW))
    kept(filled, PEOPLE, a_row("K-1", kommune="5006"), round_key=2)
    with filled.reading() as connection:
        before = connection.execute(select(round_.c.revision).where(round_.c.key == 1)).scalar_one()
    kept(filled, PEOPLE, a_row("K-1", kommune="5007"), round_key=2)
    with filled.reading() as connection:
        assert connection.execute(select(round_.c.revision).where(round_.c.key == 1)).scalar_one() > before


CELLS = st.dictionaries(st.sampled_from(("kommune", "norsk", "påmeldt")), st.sampled_from(("ja", "nei")))
LISTS = st.dictionaries(st.sampled_from(("K-1", "K-2", "K-7")), CELLS, min_size=1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists=st.lists(LISTS, max_size=4))
def test_what_stands_there_is_the_last_that_was_said(
    filled: Database, lists: list[Mapping[str, dict[str, str]]]
) -> None:
    with filled.writing() as connection:
        connection.execute(delete(person))
    said: dict[str, dict[str, str]] = {}
    for one in lists:
        kept(filled, PEOPLE, *(ListRow(name, given) for name, given in one.items()))
        said = {name: {**said.get(name, {}), **one.get(name, {})} for name in {*said, *one}}
    assert cells(filled, PEOPLE) == said
