"""An id in other letters is the same row, an opening stays its firm's, and what is set aside has its seats."""

import pytest
from sqlalchemy import insert, select

from matching.files.lists import openings, people
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions
from service.store.drafts import kinds, put
from service.store.entries import propose
from service.store.hiding import hide, would_hide
from service.store.lists import difference
from service.store.plans import Packed, keep
from service.store.rows import NEEDS, OPENINGS, PEOPLE, CellChange, Kind, ListFault, ListRow
from service.store.tables.rounds import need, opening, person, reservation, taking_part
from tests.service.store.filled import BY, NOW, UNIT
from tests.service.store.test_entries import go
from tests.service.store.test_lists import a_row, cells, kept
from tests.service.store.test_lists import filled as filled


def an_opening(name: str, firm: str, tenths: int = 10) -> ListRow:
    said = {"bedrift": firm, "plasser": str(tenths / 10)}
    return ListRow(name, said, {"firm": firm, "tenths": tenths})


@pytest.mark.parametrize(("kind", "name"), [(PEOPLE, "K-1"), (OPENINGS, "L-1"), (NEEDS, "B-1")])
def test_an_id_in_other_letters_is_the_same_row_in_the_spelling_that_is_kept(
    filled: Database, kind: Kind, name: str
) -> None:
    beside = {"firm": "Bedrift 1", "tenths": 10} if kind is OPENINGS else {}
    kept(filled, kind, ListRow(name, {kind.heading: name}, beside))
    found = kept(filled, kind, ListRow(name.lower(), {kind.heading: name.lower(), "kommune": "5006"}, beside))
    assert (found.added, found.changed) == ((), (CellChange(name, "kommune", "", "5006"),))
    assert cells(filled, kind)[name] == {kind.heading: name, "kommune": "5006"}
    with filled.reading() as connection:
        table = {PEOPLE: person, OPENINGS: opening, NEEDS: need}[kind]
        ids = connection.execute(select(table.c.id)).scalars().all()
    assert len(set(map(str.casefold, ids))) == len(ids)


def test_who_is_hidden_does_not_come_back_in_other_letters(filled: Database) -> None:
    with filled.writing() as connection:
        hide(connection, UNIT, ["K-2"], BY)
    found = kept(filled, PEOPLE, a_row("k-2", kommune="5006"), a_row("K-1", kommune="5006"))
    assert "k-2" not in str(found).casefold()
    with filled.reading() as connection:
        ids = connection.execute(select(person.c.id)).scalars().all()
    assert sorted(ids) == ["K-1", "K-2", "K-3"]


@pytest.mark.parametrize(("heading", "goes"), [("Kandidatnr", True), ("kommune", False)])
def test_a_list_that_was_brought_goes_with_whom_it_has_a_row_of_known_or_not(
    filled: Database, heading: str, goes: bool
) -> None:
    with filled.writing() as connection:
        for kind, named in (("kandidater", heading), ("lareplasser", "Nr")):
            put(connection, 1, kind, [["1", named], ["2", " k-9 "]], BY)
        assert len(would_hide(connection, UNIT, ["K-9"]).drafts) == goes
        assert len(kinds(connection, 1)) == 2, "nothing is done yet"
        assert would_hide(connection, "another", ["K-9"]).drafts == ()
        hide(connection, UNIT, ["K-9"], BY)
        assert ("kandidater" in kinds(connection, 1), "lareplasser" in kinds(connection, 1)) == (
            not goes,
            True,
        )


def test_the_ids_of_each_kind_of_list_stand_under_its_own_heading() -> None:
    assert (PEOPLE.heading, OPENINGS.heading) == (people.ID, openings.ID)


def test_an_opening_stays_its_firms_while_somebody_has_said_yes_to_that_firm(filled: Database) -> None:
    kept(filled, OPENINGS, an_opening("L-1", "Bedrift 1"), an_opening("L-2", "Bedrift 2"))
    with filled.writing() as connection:
        go(connection, propose(connection, 1, 1, 1, BY), Status.ASKED, Status.AGREED)
        go(connection, propose(connection, 1, 2, 2, BY), Status.ASKED)
    with pytest.raises(ListFault) as fault:
        kept(filled, OPENINGS, an_opening("l-1", "En annen"))
    assert fault.value.code == "firm"
    kept(filled, OPENINGS, an_opening("L-1", "Bedrift 1", 20), an_opening("L-2", "En annen"))
    now = cells(filled, OPENINGS)
    assert (now["L-1"]["bedrift"], now["L-2"]["bedrift"]) == ("Bedrift 1", "En annen")


def test_an_opening_keeps_the_seats_that_are_set_aside(filled: Database) -> None:
    kept(filled, OPENINGS, an_opening("L-1", "Bedrift 1", 20))
    with filled.writing() as connection:
        keep(connection, 1, 1, Packed.of("{}"), by="nav-1", at=NOW)
        connection.execute(insert(reservation).values(plan=1, person=1, opening=1, percent=100))
        connection.execute(insert(reservation).values(plan=1, person=2, opening=1, percent=50))
    kept(filled, OPENINGS, an_opening("L-1", "Bedrift 1", 15))
    with pytest.raises(ListFault) as fault:
        kept(filled, OPENINGS, an_opening("L-1", "Bedrift 1", 14))
    assert fault.value.code == "taken"


def test_a_yes_that_is_taken_away_is_not_known_again(filled: Database) -> None:
    kept(filled, PEOPLE, a_row("K-1", påmeldt="ja"))
    assert kept(filled, PEOPLE, a_row("K-1", påmeldt="")).changed == (CellChange("K-1", "påmeldt", "ja", ""),)
    assert cells(filled, PEOPLE)["K-1"] == {}
    with filled.reading() as connection:
        joined = connection.execute(select(taking_part.c.joined).where(taking_part.c.person == 1))
        assert joined.scalar_one() is None


def test_a_list_that_is_kept_is_a_decision_about_the_round(filled: Database) -> None:
    kept(filled, NEEDS, a_row("B-1", status="meldt"))
    with filled.reading() as connection:
        *_, last = decisions(connection)
        assert difference(connection, 1, NEEDS, [a_row("b-1")]).absent == ()
    assert (last.action, last.thing, last.key) == ("merge", "round", 1)
    assert last.facts == {"list": "need", "added": 1, "changed": 0}
