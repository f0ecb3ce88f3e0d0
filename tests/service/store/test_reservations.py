"""No two rounds set aside the same seat or person, and what is set aside goes over into a place or back."""

from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from service.statuses import Ending, Status
from service.store.database import Database
from service.store.entries import Entry, EntryFault, Place, Step, propose, step
from service.store.holding import holding
from service.store.plans import Packed, keep
from service.store.reservations import Reserved, TakenFault, set_aside
from service.store.rounds import make
from service.store.tables.lists import entry, place
from service.store.tables.rounds import on_offer, plan, reservation, round_, taking_part
from service.store.undoing import undo
from tests.service.store.filled import AUGUST, BY, NOW, TODAY, UNIT, fill

PEOPLE, OPENINGS, ROUNDS = 3, 3, 3
WAY = (Status.ASKED, Status.AGREED, Status.MEETING, Status.OFFERED)


@pytest.fixture
def filled(database: Database) -> Database:
    """Three rounds of one office with the same people and openings, and a plan of each."""
    fill(database, people=PEOPLE, openings=OPENINGS)
    with database.writing() as connection:
        for name in ("two", "three"):
            make(connection, name, id=name, unit=UNIT, synthetic=True, by=BY)
        for key in (2, 3):
            for of in range(1, PEOPLE + 1):
                connection.execute(insert(taking_part).values(round=key, person=of))
                connection.execute(insert(on_offer).values(round=key, opening=of))
        for key in range(1, ROUNDS + 1):
            revision = connection.execute(select(round_.c.revision).where(round_.c.key == key)).scalar_one()
            keep(connection, key, revision, Packed.of("{}"), by="nav-1", at=NOW)
    return database


def aside(database: Database, of_plan: int, *wanted: tuple[int, int, int]) -> bool:
    rows = [Reserved(person=who, opening=where, percent=percent) for who, where, percent in wanted]
    try:
        with database.writing() as connection:
            set_aside(connection, of_plan, rows)
    except TakenFault:
        return False
    return True


def reserved(database: Database) -> set[tuple[int, int, int, int]]:
    with database.reading() as connection:
        rows = connection.execute(select(reservation).where(reservation.c.held)).all()
    return {(row.plan, row.person, row.opening, row.percent) for row in rows}


def revisions(database: Database) -> list[int]:
    with database.reading() as connection:
        return list(connection.execute(select(round_.c.revision).order_by(round_.c.key)).scalars())


def offered(database: Database, round_key: int, where: int, who: int) -> Entry:
    """Somebody on a list, up to an offer."""
    with database.writing() as connection:
        found = propose(connection, round_key, where, who, BY)
        for to in WAY:
            found = step(connection, found.key, found.version, Step(to=to), BY)
    return found


def contract(database: Database, one: Entry, percent: int = 100) -> Entry:
    wanted = Step(to=Status.CONTRACT, place=Place(percent=percent, first=AUGUST))
    with database.writing() as connection:
        return step(connection, one.key, one.version, wanted, BY)


def test_a_person_is_set_aside_once(filled: Database) -> None:
    assert aside(filled, 1, (1, 1, 100))
    assert not aside(filled, 2, (1, 2, 100))
    assert aside(filled, 2, (2, 2, 100))


def test_a_seat_is_set_aside_once(filled: Database) -> None:
    assert aside(filled, 1, (1, 1, 50))
    assert not aside(filled, 2, (2, 1, 60))
    assert aside(filled, 2, (2, 1, 50))


def test_a_release_sets_all_aside_or_nothing_and_names_the_opening(filled: Database) -> None:
    aside(filled, 1, (2, 2, 100))
    with pytest.raises(TakenFault) as fault, filled.writing() as connection:
        set_aside(
            connection,
            2,
            [Reserved(person=1, opening=1, percent=100), Reserved(person=3, opening=2, percent=100)],
        )
    assert fault.value.opening == 2
    assert reserved(filled) == {(1, 2, 2, 100)}


def test_a_newer_plan_of_the_round_gives_back_what_the_one_before_had(filled: Database) -> None:
    aside(filled, 1, (1, 1, 100), (2, 2, 100))
    with filled.writing() as connection:
        keep(connection, 1, revisions(filled)[0], Packed.of("{}"), by="nav-1", at=NOW)
        newer = connection.execute(select(func.max(plan.c.key))).scalar_one()
    assert aside(filled, newer, (2, 1, 100))
    assert reserved(filled) == {(newer, 2, 1, 100)}


def test_other_rounds_rest_on_something_else_and_the_round_itself_does_not(filled: Database) -> None:
    before = revisions(filled)
    aside(filled, 1, (1, 1, 100))
    after = revisions(filled)
    assert after[0] == before[0]
    assert all(now > then for then, now in zip(before[1:], after[1:], strict=True))


def test_what_is_set_aside_goes_over_into_the_place_of_a_contract(filled: Database) -> None:
    aside(filled, 1, (1, 1, 100))
    contract(filled, offered(filled, 1, 1, 1))
    assert reserved(filled) == set()
    with filled.reading() as connection:
        assert connection.execute(select(place.c.person, place.c.percent)).one() == (1, 100)


@pytest.mark.parametrize(("who", "where"), [(1, 2), (2, 1)])
def test_no_contract_is_made_on_what_is_set_aside_for_another(filled: Database, who: int, where: int) -> None:
    aside(filled, 1, (1, 1, 100))
    one = offered(filled, 2, where, who)
    with pytest.raises(EntryFault) as fault:
        contract(filled, one)
    assert fault.value.code == "reserved"
    with filled.reading() as connection:
        assert connection.execute(select(place)).all() == []
    assert reserved(filled) == {(1, 1, 1, 100)}


def test_nothing_is_set_aside_on_what_is_held(filled: Database) -> None:
    contract(filled, offered(filled, 2, 1, 1))
    assert not aside(filled, 1, (2, 1, 100))
    assert not aside(filled, 1, (1, 2, 100))
    assert aside(filled, 1, (2, 2, 100))


def test_an_end_gives_back_what_was_set_aside(filled: Database) -> None:
    aside(filled, 1, (1, 1, 100))
    with filled.writing() as connection:
        found = propose(connection, 1, 1, 1, BY)
        step(connection, found.key, found.version, Step(to=Status.WITHDRAWN, reason=Ending.TRAVEL), BY)
    assert reserved(filled) == set()
    assert aside(filled, 2, (2, 1, 100))


def test_what_others_hold_and_have_set_aside_is_not_free(filled: Database) -> None:
    contract(filled, offered(filled, 2, 1, 1), 40)
    aside(filled, 3, (2, 2, 100))
    with filled.reading() as connection:
        one, two = holding(connection, 1), holding(connection, 2)
    assert one.here == ()
    assert set(one.engaged) == {"K-1", "K-2"}
    assert dict(one.used) == {"L-1": 40, "L-2": 100}
    assert [(held.person, held.opening, held.percent) for held in two.here] == [("K-1", "L-1", 40)]
    assert set(two.engaged) == {"K-2"}
    assert dict(two.used) == {"L-2": 100}


def test_a_place_that_begins_or_ends_to_be_held_is_told_to_every_round(filled: Database) -> None:
    before = revisions(filled)
    made = contract(filled, offered(filled, 2, 1, 1))
    between = revisions(filled)
    with filled.writing() as connection:
        wanted = Step(to=Status.ENDED, reason=Ending.TRAVEL, last=TODAY)
        step(connection, made.key, made.version, wanted, BY)
        undo(connection, made.key, made.version + 1, BY)
    after = revisions(filled)
    assert all(now > then for then, now in zip(before, between, strict=True))
    assert all(now > then for then, now in zip(between, after, strict=True))


def test_what_is_set_aside_goes_with_its_plan(filled: Database) -> None:
    aside(filled, 1, (1, 1, 100))
    with filled.writing() as connection:
        connection.execute(delete(plan).where(plan.c.key == 1))
    assert reserved(filled) == set()


@pytest.mark.parametrize("values", [(1, 1, 101), (1, 1, 0)])
def test_a_share_is_between_one_and_a_hundred(filled: Database, values: tuple[int, int, int]) -> None:
    assert not aside(filled, 1, values)


Rows = st.lists(
    st.tuples(st.integers(1, PEOPLE), st.integers(1, OPENINGS), st.sampled_from((30, 50, 100))),
    max_size=4,
    unique_by=lambda row: row[:2],
)


@given(releases=st.lists(st.tuples(st.integers(1, ROUNDS), Rows), max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_released_no_sum_is_passed(
    filled: Database, releases: list[tuple[int, list[tuple[int, int, int]]]]
) -> None:
    with filled.writing() as connection:
        connection.execute(delete(reservation))
    for of_plan, wanted in releases:
        before, done = reserved(filled), aside(filled, of_plan, *wanted)
        now = reserved(filled)
        others = {row for row in before if row[0] != of_plan}
        expected = others | {(of_plan, *row) for row in wanted}
        fits = all(
            sum(row[3] for row in expected if row[side] == key) <= 100
            for side in (1, 2)
            for key in range(1, PEOPLE + 1)
        )
        assert done is fits
        assert now == (expected if fits else before)


def test_of_rounds_that_release_at_once_one_has_the_seat(filled: Database) -> None:
    at_once, won = Barrier(ROUNDS), list[int]()

    def release(of_plan: int) -> None:
        at_once.wait(timeout=20)
        try:
            if aside(filled, of_plan, (of_plan, 1, 100), (of_plan % PEOPLE + 1, 2, 100)):
                won.append(of_plan)
        except (DBAPIError, IntegrityError):
            return

    threads = [Thread(target=release, args=(key,)) for key in range(1, ROUNDS + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(won) == 1
    assert {row[0] for row in reserved(filled)} == set(won)
    with filled.reading() as connection:
        assert connection.execute(select(entry)).all() == []
