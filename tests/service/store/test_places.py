"""The database itself holds what a person's places, and an opening's, may sum to on any day."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from service.store.database import Database
from service.store.tables.lists import entry, place
from service.store.tables.rounds import opening, person, round_

AUGUST, JANUARY, MARCH = date(2026, 8, 1), date(2027, 1, 1), date(2027, 3, 1)
PEOPLE, OPENINGS = 4, 3


@pytest.fixture
def filled(database: Database) -> Database:
    """A store with some people on the lists of some openings of one and a half position."""
    made = datetime(2026, 11, 22, tzinfo=UTC)
    with database.writing() as connection:
        connection.execute(
            insert(round_).values(
                key=1, id="r", unit="u", name="R", synthetic=True, made_by="x", made_at=made
            )
        )
        for key in range(1, PEOPLE + 1):
            connection.execute(insert(person).values(key=key, unit="u", id=f"K-{key}", cells={}))
        for key in range(1, OPENINGS + 1):
            connection.execute(
                insert(opening).values(key=key, unit="u", id=f"L-{key}", firm="F", cells={}, tenths=15)
            )
        for key in range(PEOPLE * OPENINGS):
            who, where = divmod(key, OPENINGS)
            connection.execute(
                insert(entry).values(
                    key=key + 1, round=1, person=who + 1, opening=where + 1, status="offered"
                )
            )
    return database


def take(
    connection: Connection, who: int, where: int, percent: int, first: date, last: date | None = None
) -> None:
    connection.execute(
        insert(place).values(
            entry=(who - 1) * OPENINGS + where,
            person=who,
            opening=where,
            percent=percent,
            first=first,
            last=last,
        )
    )


def taken(
    database: Database, who: int, where: int, percent: int, first: date, last: date | None = None
) -> bool:
    try:
        with database.writing() as connection:
            take(connection, who, where, percent, first, last)
    except IntegrityError:
        return False
    return True


def test_a_person_holds_at_most_a_full_position_on_any_day(filled: Database) -> None:
    assert taken(filled, 1, 1, 60, AUGUST)
    assert not taken(filled, 1, 2, 50, MARCH)
    assert taken(filled, 1, 2, 40, MARCH)


def test_one_place_may_follow_another_but_not_by_a_shared_day(filled: Database) -> None:
    assert taken(filled, 1, 1, 100, AUGUST, JANUARY)
    assert not taken(filled, 1, 2, 100, JANUARY)
    assert taken(filled, 1, 2, 100, date(2027, 1, 2))


def test_a_place_before_a_held_one_is_refused_where_it_reaches_into_it(filled: Database) -> None:
    assert taken(filled, 1, 1, 100, JANUARY)
    assert not taken(filled, 1, 2, 10, AUGUST)
    assert taken(filled, 1, 2, 10, AUGUST, date(2026, 12, 31))


def test_an_opening_gives_at_most_its_seats_on_any_day(filled: Database) -> None:
    assert taken(filled, 1, 1, 100, AUGUST)
    assert taken(filled, 2, 1, 50, AUGUST, JANUARY)
    assert not taken(filled, 3, 1, 10, JANUARY)
    assert taken(filled, 3, 1, 50, MARCH)


def test_a_place_is_not_lengthened_into_another(filled: Database) -> None:
    assert taken(filled, 1, 1, 100, AUGUST, JANUARY)
    assert taken(filled, 1, 2, 100, MARCH)
    with pytest.raises(IntegrityError), filled.writing() as connection:
        connection.execute(update(place).where(place.c.opening == 1).values(last=MARCH))


def test_an_opening_is_not_made_smaller_than_what_is_held(filled: Database) -> None:
    assert taken(filled, 1, 1, 100, AUGUST)
    for tenths, fits in ((9, False), (10, True)):
        try:
            with filled.writing() as connection:
                connection.execute(update(opening).where(opening.c.key == 1).values(tenths=tenths))
        except IntegrityError:
            assert not fits
        else:
            assert fits


def test_a_place_given_back_is_free_again(filled: Database) -> None:
    assert taken(filled, 1, 1, 100, AUGUST)
    with filled.writing() as connection:
        connection.execute(delete(place))
    assert taken(filled, 1, 2, 100, AUGUST)


DAYS = st.integers(0, 12).map(lambda week: date.fromordinal(AUGUST.toordinal() + 7 * week))
PLACES = st.tuples(
    st.integers(1, 2), st.integers(1, 2), st.sampled_from((30, 50, 100)), DAYS, st.none() | DAYS
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(PLACES, max_size=10))
def test_whatever_is_asked_for_the_sums_hold_and_nothing_that_fits_is_refused(
    filled: Database, wanted: list[tuple[int, int, int, date, date | None]]
) -> None:
    with filled.writing() as connection:
        connection.execute(delete(place))
    held: list[tuple[int, int, int, date, date | None]] = []
    for one in wanted:
        if one[4] is not None and one[4] < one[3]:
            continue
        fits = all(
            sum(other[2] for other in (*held, one) if other[side] == one[side] and _covers(other, day))
            <= limit
            for side, limit in ((0, 100), (1, 150))
            for day in {other[3] for other in (*held, one)}
            if _covers(one, day)
        )
        assert taken(filled, *one) is fits
        held += [one] if fits else []


def _covers(one: tuple[int, int, int, date, date | None], day: date) -> bool:
    return one[3] <= day and (one[4] is None or one[4] >= day)


def test_of_many_who_take_the_last_seat_at_once_one_gets_it(filled: Database) -> None:
    at_once = Barrier(PEOPLE)
    won: list[int] = []

    def try_to_take(who: int) -> None:
        at_once.wait(timeout=20)
        try:
            with filled.writing() as connection:
                take(connection, who, 3, 100, AUGUST)
            won.append(who)
        except DBAPIError:
            pass

    threads = [Thread(target=try_to_take, args=(who,)) for who in range(1, PEOPLE + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with filled.reading() as connection:
        assert connection.execute(select(place.c.person)).scalars().all() == won
    assert len(won) == 1
