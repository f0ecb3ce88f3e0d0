"""That somebody was erased is kept as a digest, can be exported, and tells of nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from service.store.database import Database
from service.store.erased import (
    Gone,
    Register,
    RegisterFault,
    digest_of,
    mark,
    register_as_json,
    register_from_json,
    register_of,
)
from service.store.erasure import erase_person, erase_round, of_person, of_round
from service.store.hiding import hide
from service.store.identities import prepare
from service.store.tables.identities import contact
from service.store.tables.rounds import draft
from tests.service.store.filled import BY, NOW, UNIT, fill


@pytest.fixture
def filled(database: Database) -> Database:
    prepare(database)
    fill(database)
    return database


def test_who_is_erased_is_in_the_register_by_her_digest_alone(filled: Database) -> None:
    with filled.writing() as main:
        erase_person(main, main, 1, BY, expected=of_person(main, 1))
        register = register_of(main)
    assert [(one.unit, one.digest, one.at) for one in register.erased] == [
        (UNIT, digest_of(Gone.PERSON, UNIT, "K-1"), NOW)
    ]
    assert "K-1" not in register_as_json(register)


def test_an_erased_round_is_in_the_register_with_those_who_went_with_it(filled: Database) -> None:
    with filled.writing() as main:
        erase_round(main, main, 1, BY, expected=of_round(main, 1))
        found = {one.digest for one in register_of(main).erased}
    people = {digest_of(Gone.PERSON, UNIT, f"K-{key}") for key in (1, 2, 3)}
    assert found == {digest_of(Gone.ROUND, UNIT, "host"), *people}


def test_who_is_erased_twice_is_in_the_register_once_with_the_later_time(filled: Database) -> None:
    later = NOW + timedelta(days=1)
    with filled.writing() as main:
        mark(main, Gone.PERSON, UNIT, "K-9", NOW)
        before = register_of(main)
        mark(main, Gone.PERSON, UNIT, "K-9", later)
        after = register_of(main)
    assert [one.at for one in after.erased] == [later]
    assert after.since(before) == after
    assert after.since(after).erased == ()
    assert (before | after).erased == after.erased


def test_a_register_is_read_as_it_was_written(filled: Database) -> None:
    with filled.writing() as main:
        erase_person(main, main, 1, BY, expected=of_person(main, 1))
        hide(main, UNIT, ["K-2"], BY)
        register = register_of(main)
    assert register.hidden == {(UNIT, digest_of(Gone.PERSON, UNIT, "K-2"))}
    assert register_from_json(register_as_json(register)) == register
    assert register_from_json(register_as_json(Register())) == Register()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "other"}', '{"format": "innenfor-erased-1"}', "null"]
)
def test_another_file_is_no_register(text: str) -> None:
    with pytest.raises(RegisterFault):
        register_from_json(text)


def test_a_list_that_was_brought_and_names_her_goes_and_other_lists_stay(filled: Database) -> None:
    lists = {"kandidater": [["kandidatnummer"], [" k-1 "]], "other": [["kandidatnummer"], ["K-10"]]}
    with filled.writing() as main:
        for kind, rows in lists.items():
            values = {"round": 1, "kind": kind, "rows": rows, "made_by": "nav-1", "made_at": NOW}
            main.execute(insert(draft).values(values))
        assert of_person(main, 1)["draft"] == 1
        assert erase_person(main, main, 1, BY, expected=of_person(main, 1))
        assert main.execute(select(draft.c.kind)).scalars().all() == ["other"]


def test_whom_to_reach_about_her_goes_too(filled: Database) -> None:
    with filled.writing() as main:
        for name in ("K-1", "K-2"):
            values = {
                "unit": UNIT,
                "person": name,
                "opening": "L-1",
                "side": "firm",
                "name": "Kari Oppdiktet",
            }
            main.execute(insert(contact).values(values))
        erase_person(main, main, 1, BY, expected=of_person(main, 1))
        assert main.execute(select(contact.c.person)).scalars().all() == ["K-2"]
        assert main.execute(select(func.count()).select_from(contact)).scalar_one() == 1
