"""Who holds a place keeps it in the next calculation of her round, and is not free in any other."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from matching.domain.policy import Mode
from service.planning.calculating import calculate
from service.planning.deciding import change, in_force, with_mode
from service.shown.kept import KeptRounds, given
from service.statuses import Ending, Status
from service.store.database import Database, opened
from service.store.entries import Entry, Place, Step, propose, step
from service.store.rounds import decide, decided, make, named
from service.store.tables.rounds import opening, person
from tests.service.lead import Lead
from tests.service.ready import store_at
from tests.service.test_kept import BY, CATALOGUE, NAME, clock, one_round, upload

WAY = (Status.ASKED, Status.AGREED, Status.MEETING, Status.OFFERED)
OTHER = "annen"


def two_rounds(database: Database) -> None:
    """Two rounds with the same lists, each with a plan."""
    one_round(database)
    brought = upload()
    with database.writing() as connection:
        one = named(connection, NAME)
        assert one
        key = make(connection, "Annen", id=OTHER, unit="steinkjer", synthetic=True, by=BY).key
        decide(connection, key, decided(connection, one.key) or {}, BY)
        shown = {kind: found.digest for kind, found in brought.differences(connection, key).items()}
        brought.keep(connection, key, "steinkjer", shown, BY)
    calculate(database, CATALOGUE, OTHER, by="nav-1", clock=clock)
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(store_at(tmp_path / "store.db", two_rounds)) as database:
        yield database


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


def pairs(rounds: KeptRounds, name: str) -> set[tuple[str, str]]:
    return {(one.candidate, one.opening) for one in rounds[name].plan.assignments}


def contract(database: Database, pair: tuple[str, str], percent: int = 100) -> Entry:
    """A person taken from a proposal of the first round to a contract."""
    with database.writing() as connection:
        of = named(connection, NAME)
        assert of
        who, where = (
            connection.execute(select(table.c.key).where(table.c.id == name)).scalar_one()
            for table, name in zip((person, opening), pair, strict=True)
        )
        found = propose(connection, of.key, where, who, BY)
        for to in WAY:
            found = step(connection, found.key, found.version, Step(to=to), BY)
        place = Place(percent=percent, first=date(2027, 8, 1))
        return step(connection, found.key, found.version, Step(to=Status.CONTRACT, place=place), BY)


def anew(database: Database, name: str) -> None:
    calculate(database, CATALOGUE, name, by="nav-1", clock=clock)


def test_who_holds_a_place_is_locked_there(rounds: KeptRounds, database: Database) -> None:
    pair = max(pairs(rounds, NAME))
    contract(database, pair)
    assert rounds[NAME].enquiry.plan is None  # the plan is of what the round was before
    anew(database, NAME)
    (one,) = (one for one in rounds[NAME].plan.assignments if (one.candidate, one.opening) == pair)
    assert one.pinned
    assert "Har plassen fra før." in {pin.reason for pin in rounds[NAME].enquiry.policy.pins}


def test_her_seat_and_she_are_not_free_in_another_round(rounds: KeptRounds, database: Database) -> None:
    pair = max(pairs(rounds, NAME))
    seats = dict(
        zip(rounds[OTHER].cohort.openings.id, rounds[OTHER].cohort.openings.seats.tolist(), strict=True)
    )
    contract(database, pair)
    anew(database, OTHER)
    now = rounds[OTHER].cohort
    assert pair[0] not in now.people.id
    left = dict(zip(now.openings.id, now.openings.seats.tolist(), strict=True))
    assert left[pair[1]] == seats[pair[1]] - 10
    assert {name for name in seats if left[name] != seats[name]} == {pair[1]}


def test_what_one_round_has_released_is_not_free_in_another(rounds: KeptRounds, database: Database) -> None:
    lead = Lead(rounds)
    lead.confirm_all()
    assert lead.release().status_code == 303
    released = pairs(rounds, NAME)
    anew(database, OTHER)
    assert not {who for who, _ in released} & {who for who, _ in pairs(rounds, OTHER)}
    assert rounds[OTHER].plan.audit is not None
    assert rounds[NAME].enquiry.plan is not None  # its own release leaves the round as it was


def test_an_end_makes_her_free_again(rounds: KeptRounds, database: Database) -> None:
    pair = max(pairs(rounds, NAME))
    made = contract(database, pair)
    with database.writing() as connection:
        wanted = Step(to=Status.ENDED, reason=Ending.OTHER_TRADE, last=date(2026, 11, 30))
        step(connection, made.key, made.version, wanted, BY)
    anew(database, OTHER)
    assert pair[0] in rounds[OTHER].cohort.people.id


def test_two_who_share_a_seat_do_not_stop_the_round(rounds: KeptRounds, database: Database) -> None:
    pair = max(pairs(rounds, NAME))
    left = rounds[NAME].plan.unassigned[0].candidate
    tenths = int(rounds[NAME].cohort.openings.seats[rounds[NAME].opening_rows[pair[1]]])
    contract(database, pair, 50)
    contract(database, (left, pair[1]), 50)
    anew(database, NAME)
    assert rounds[NAME].plan.status.made
    held = {who for who, where in pairs(rounds, NAME) if where == pair[1]} & {pair[0], left}
    assert held == ({pair[0], left} if tenths >= 20 else set())


def test_in_a_round_of_meetings_who_holds_a_place_meets_nobody(
    rounds: KeptRounds, database: Database
) -> None:
    pair = max(pairs(rounds, NAME))
    with database.writing() as connection:
        of = named(connection, NAME)
        assert of
        number = in_force(connection, of.key).number
        change(connection, of.key, number, with_mode(Mode.MEETINGS), CATALOGUE, BY)
    contract(database, pair)
    anew(database, NAME)
    assert pair[0] not in {who for who, _ in pairs(rounds, NAME)}


def test_a_decision_about_somebody_engaged_elsewhere_stops_nothing(
    rounds: KeptRounds, database: Database
) -> None:
    pair = max(pairs(rounds, NAME))
    with database.writing() as connection:
        of = named(connection, OTHER)
        assert of
        veto = {"candidate": pair[0], "opening": pair[1], "by": "Kari", "reason": "prøve"}
        decide(connection, of.key, {**in_force(connection, of.key).tables, "vetoes": [veto]}, BY)
    contract(database, pair)
    with database.reading() as connection:
        found = given(connection, of.key, CATALOGUE)
    assert found.policy.vetoes == ()
    anew(database, OTHER)
