"""Whatever is changed in the decision log afterwards is found, as far as an exported head reaches."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Thread

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from service.store.database import Database
from service.store.decisions import By, Decision, Head, decisions, drop, end_of, record, verify
from service.store.tables.records import decision, log_end, sealed
from tests.service.store.filled import CONTACT

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
MADE = 12
BY = By(CONTACT, START + timedelta(minutes=30))


def made(number: int) -> Decision:
    return Decision(
        at=START + timedelta(minutes=number),
        actor=f"nav-{number % 3}",
        role="market_contact",
        unit="steinkjer",
        action="answer",
        thing="entry",
        key=number,
        facts={"before": "asked", "after": "agreed", "reason": None, "number": number},
    )


@pytest.fixture
def log(database: Database) -> Database:
    """A store in which some decisions have been made."""
    with database.writing() as connection:
        for number in range(1, MADE + 1):
            record(connection, made(number))
    return database


def test_a_log_nobody_has_touched_is_whole(log: Database) -> None:
    with log.reading() as connection:
        found = verify(connection, [end_of(connection)])
    assert (found.first, found.last, found.broken_at, found.vouched) == (1, MADE, None, MADE)


def test_an_empty_log_is_whole(database: Database) -> None:
    with database.reading() as connection:
        found = verify(connection, [end_of(connection)])
    assert (found.last, found.broken_at, found.vouched) == (0, None, 0)


def test_a_decision_is_read_as_it_was_made(log: Database) -> None:
    with log.reading() as connection:
        (last,) = decisions(connection, since=MADE - 1)
    assert {name: getattr(last, name) for name in made(MADE).__dict__} == made(MADE).__dict__


def test_a_cut_tail_is_found_up_to_the_last_exported_head(log: Database) -> None:
    with log.writing() as connection:
        exported = end_of(connection)
        record(connection, made(MADE + 1))
        forget_after(connection, MADE)
        assert verify(connection, [exported]).broken_at is None  # nobody outside has heard of the last one
        forget_after(connection, MADE - 2)
        found = verify(connection, [exported])
    assert (found.broken_at, found.vouched) == (MADE - 1, MADE)


def test_a_chain_written_anew_is_found_by_an_exported_head(log: Database) -> None:
    with log.writing() as connection:
        exported = end_of(connection)
        forget_after(connection, 4)
        for number in range(5, MADE + 1):
            record(connection, made(number + 100))
        assert verify(connection).broken_at is None
        assert verify(connection, [exported]).broken_at == MADE


def forget_after(connection: Connection, number: int) -> None:
    """What a forger does who wants the log to end earlier: the end is mended too."""
    connection.execute(delete(decision).where(decision.c.number > number))
    last = connection.execute(select(decision).where(decision.c.number == number)).one()
    connection.execute(update(log_end).values(number=number, digest=last.digest))


def test_what_is_old_is_sealed_and_dropped_and_the_rest_can_still_be_verified(log: Database) -> None:
    with log.writing() as connection:
        early = end_of(connection)
        assert drop(connection, before=START + timedelta(minutes=6), by=BY) == 5
        assert drop(connection, before=START + timedelta(minutes=6), by=BY) == 0
        record(connection, made(MADE + 1))
        found = verify(connection, [early, end_of(connection)])
        assert (found.first, found.last, found.broken_at) == (6, MADE + 2, None)
        assert found.vouched == MADE + 2
        assert drop(connection, before=START + timedelta(days=1), by=BY) == MADE + 2 - 5
        assert verify(connection, [end_of(connection)]).broken_at is None
        record(connection, made(MADE + 2))
        assert verify(connection).broken_at is None


def test_that_a_part_was_dropped_is_itself_a_decision(log: Database) -> None:
    with log.writing() as connection:
        drop(connection, before=START + timedelta(minutes=6), by=BY)
        *_, told = decisions(connection)
    assert (told.action, told.actor, told.facts["number"]) == ("seal", BY.actor.id, 5)


def test_an_end_of_before_what_was_sealed_vouches_for_nothing(log: Database) -> None:
    with log.writing() as connection:
        exported = end_of(connection)
        connection.execute(delete(decision))
        connection.execute(insert(sealed).values(number=MADE + 1, digest="f" * 64, at=START))
        connection.execute(update(log_end).values(number=MADE + 1, digest="f" * 64))
        record(connection, made(1))
        assert verify(connection, [exported]).vouched is None


def test_a_sealed_end_that_is_changed_is_found(log: Database) -> None:
    with log.writing() as connection:
        drop(connection, before=START + timedelta(minutes=6), by=BY)
        connection.execute(update(sealed).values(digest="f" * 64))
        assert verify(connection).broken_at == 6


TAMPERINGS = 60


def test_every_random_tampering_is_found(log: Database) -> None:
    chance = Random(700)
    with log.reading() as connection:
        exported = end_of(connection)
    for _ in range(TAMPERINGS):
        with log.writes.connect() as connection:
            told = tamper(connection, chance)
            found = verify(connection, [exported])
            connection.rollback()
        assert found.broken_at is not None, told
    with log.reading() as connection:
        assert verify(connection, [exported]).broken_at is None


def tamper(connection: Connection, chance: Random) -> str:
    """One decision changed, taken out, put in or moved; what was done."""
    number = chance.randint(1, MADE)
    one = decision.c.number == number
    kind = chance.choice(("column", "delete", "insert", "swap", "end"))
    if kind == "column":
        changes = {
            "at": START + timedelta(seconds=chance.randint(1, 9)),
            "actor": "nobody",
            "role": "admin",
            "unit": None,
            "action": "undo",
            "thing": "plan",
            "key": None,
            "facts": {"before": "asked", "after": "said_no"},
            "previous": "e" * 64,
            "digest": "e" * 64,
        }
        name = chance.choice(sorted(changes))
        connection.execute(update(decision).where(one).values({name: changes[name]}))
        return f"{kind} {name} {number}"
    if kind == "delete":
        connection.execute(delete(decision).where(one))
    elif kind == "insert":
        record(connection, made(number))
        connection.execute(update(decision).where(decision.c.number == MADE + 1).values(previous="d" * 64))
    elif kind == "swap":
        other = number % MADE + 1
        for at, to in ((number, 900), (other, number), (900, other)):
            connection.execute(update(decision).where(decision.c.number == at).values(number=to))
    else:
        connection.execute(update(log_end).values(digest="c" * 64))
    return f"{kind} {number}"


def test_those_who_decide_at_once_follow_one_another(database: Database) -> None:
    def decide(first: int) -> None:
        for number in range(first, first + 5):
            with database.writing() as connection:
                record(connection, made(number))

    threads = [Thread(target=decide, args=(first,)) for first in (10, 20, 30, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with database.reading() as connection:
        found = verify(connection)
    assert (found.last, found.broken_at) == (20, None)


def test_a_decision_that_came_to_nothing_leaves_no_trace(log: Database) -> None:
    with suppress(ZeroDivisionError), log.writing() as connection:
        record(connection, made(99))
        raise ZeroDivisionError
    with log.reading() as connection:
        assert end_of(connection).number == MADE
        assert verify(connection).broken_at is None


def test_a_log_end_that_was_put_back_is_found(log: Database) -> None:
    with log.writing() as connection:
        connection.execute(update(log_end).values(number=3, digest="a" * 64))
        assert verify(connection).broken_at == 3
        connection.execute(delete(decision).where(decision.c.number > 3))
        connection.execute(insert(sealed).values(number=90, digest="a" * 64, at=START))
        assert verify(connection, [Head(MADE, "a" * 64)]).broken_at is not None
