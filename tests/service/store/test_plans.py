"""A plan comes out as it went in, is released once, by one person, and only while it is of today's round."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from service.store.database import Database
from service.store.decisions import decisions
from service.store.plans import KeptPlan, Packed, PlanFault, keep, newest, release, text_of
from service.store.tables.rounds import plan, round_
from tests.service.store.filled import BY, NOW, fill

TEXT = '{"assignments":[{"candidate":"K-1","opening":"L-1"}],"note":"blåbær"}\n'


@pytest.fixture
def filled(database: Database) -> Database:
    fill(database)
    return database


def kept(database: Database, revision: int = 0, text: str = TEXT) -> KeptPlan:
    with database.writing() as connection:
        return keep(connection, 1, revision, Packed.of(text), by="nav-1", at=NOW)


def test_a_plan_comes_out_as_it_went_in(filled: Database) -> None:
    first, second = kept(filled), kept(filled, text=TEXT * 2)
    with filled.reading() as connection:
        assert (text_of(connection, first.key), text_of(connection, second.key)) == (TEXT, TEXT * 2)
        assert newest(connection, 1) == second
    assert (first.number, second.number, second.made_at) == (1, 2, NOW)


def test_a_round_without_a_plan_has_none(filled: Database) -> None:
    with filled.reading() as connection:
        assert newest(connection, 1) is None


def test_a_plan_that_was_changed_in_the_store_is_not_given(filled: Database) -> None:
    first, second = kept(filled), kept(filled, text=TEXT.replace("K-1", "K-2"))
    with filled.writing() as connection:
        connection.execute(update(plan).where(plan.c.key == first.key).values(digest=second.digest))
        with pytest.raises(PlanFault) as fault:
            text_of(connection, first.key)
    assert fault.value.code == "changed"


def test_a_plan_whose_body_went_is_told_as_gone(filled: Database) -> None:
    first = kept(filled)
    with filled.writing() as connection:
        connection.execute(update(plan).values(body=None))
        with pytest.raises(PlanFault) as fault:
            text_of(connection, first.key)
        assert newest(connection, 1) is None
    assert fault.value.code == "gone"


def test_a_release_names_who_and_which_plan(filled: Database) -> None:
    first = kept(filled)
    with filled.writing() as connection:
        found = release(connection, 1, first.key, BY)
        (told,) = decisions(connection)
    assert (found.released_by, found.released_at) == ("nav-7", NOW)
    assert (told.action, told.thing, told.key, told.facts["digest"]) == (
        "release",
        "plan",
        first.key,
        first.digest,
    )


def test_what_is_old_or_released_is_not_released(filled: Database) -> None:
    first = kept(filled)
    second = kept(filled)
    with filled.writing() as connection:
        connection.execute(update(round_).values(revision=1))
    third = kept(filled, revision=1)
    with filled.writing() as connection:
        connection.execute(update(round_).values(revision=2))
    for key, code in ((first.key, "old"), (third.key, "old"), (99, "gone")):
        with pytest.raises(PlanFault) as fault, filled.writing() as connection:
            release(connection, 1, key, BY)
        assert fault.value.code == code
    with filled.writing() as connection:
        connection.execute(update(round_).values(revision=1))
        release(connection, 1, third.key, BY)
        with pytest.raises(PlanFault) as fault:
            release(connection, 1, third.key, BY)
        assert fault.value.code == "released"
        assert newest(connection, 1) != second


def test_a_plan_of_what_the_round_was_before_is_not_kept(filled: Database) -> None:
    with filled.writing() as connection:
        connection.execute(update(round_).values(revision=1))
    with pytest.raises(PlanFault) as fault:
        kept(filled, revision=0)
    assert fault.value.code == "old"
    with filled.reading() as connection:
        assert newest(connection, 1) is None


def test_of_many_who_release_at_once_one_does(filled: Database) -> None:
    key, at_once, won = kept(filled).key, Barrier(4), list[int]()

    def try_to_release(number: int) -> None:
        at_once.wait(timeout=20)
        try:
            with filled.writing() as connection:
                release(connection, 1, key, BY)
        except (PlanFault, DBAPIError):
            return
        won.append(number)

    threads = [Thread(target=try_to_release, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(won) == 1
