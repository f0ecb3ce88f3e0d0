"""What has been kept for as long as it may be goes, and nothing else; to look takes nothing away."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from typer.testing import CliRunner

from service.access import Actor, Role
from service.cli.app import app
from service.desk import Desk
from service.operating.retaining import Terms, take_away
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import By, verify
from service.store.lookups import looked
from service.store.rounds import close, in_round, make
from service.store.tables.records import decision, lookup
from service.store.tables.rounds import draft, person, round_, taking_part
from tests.service.standing import AtWork
from tests.service.test_kept import NOW, desk_of
from tests.service.test_kept import database as database

DAY = timedelta(days=1)
TERMS = Terms(selection=180 * DAY, followup=365 * DAY, lookups=730 * DAY, decisions=3650 * DAY)
NIGHT = Actor("night", "night", Role.ADMIN, frozenset())


def by(days: int) -> By:
    return By(NIGHT, NOW + days * DAY)


def count(database: Database, table: object) -> int:
    with database.reading() as connection:
        found = select(func.count()).select_from(table)  # type: ignore[arg-type]  # a table
        return connection.execute(found).scalar_one()


@pytest.fixture
def desk(database: Database) -> Desk:
    with database.writing() as connection:
        looked(connection, NIGHT, "person", [1], at=NOW)
        values = {"round": 1, "kind": "people", "rows": [], "made_by": "nav-1", "made_at": NOW}
        connection.execute(insert(draft).values(values))
    return desk_of(database)


def test_a_round_goes_when_its_time_is_out_and_not_before(desk: Desk) -> None:
    with desk.database.writing() as connection:
        connection.execute(update(round_).values(closed_at=NOW))
    assert take_away(desk, TERMS, by(180)).counts["rounds"] == 0
    assert count(desk.database, person) == 90
    assert take_away(desk, TERMS, by(181)).counts["rounds"] == 1
    assert count(desk.database, person) == count(desk.database, round_) == 0


def test_an_open_round_stays_however_old_it_is(desk: Desk) -> None:
    assert take_away(desk, TERMS, by(10_000)).counts["rounds"] == 0
    assert count(desk.database, person) == 90


def test_each_class_goes_in_its_own_time(desk: Desk) -> None:
    assert take_away(desk, TERMS, by(1)).counts["drafts"] == 0
    assert take_away(desk, TERMS, by(2)).counts["drafts"] == 1
    assert take_away(desk, TERMS, by(730)).counts["lookups"] == 0
    assert take_away(desk, TERMS, by(731)).counts["lookups"] == 1
    before = count(desk.database, decision)
    assert take_away(desk, TERMS, by(3650)).counts["decisions"] == 0
    taken = take_away(desk, TERMS, by(3651))
    assert taken.counts["decisions"] == before
    with desk.database.reading() as connection:
        found = verify(connection, [taken.head])
    assert (found.broken_at, found.vouched) == (None, taken.head.number)


def test_to_look_takes_nothing_away(desk: Desk) -> None:
    with desk.database.writing() as connection:
        connection.execute(update(round_).values(closed_at=NOW))
    would = take_away(desk, TERMS, by(10_000), look=True)
    assert min(would.counts.values()) > 0
    assert count(desk.database, person) == 90
    assert count(desk.database, lookup) == count(desk.database, draft) == 1
    assert take_away(desk, replace(TERMS), by(10_000)).counts == would.counts


def test_the_command_tells_what_would_go_and_keeps_the_end_of_the_log(desk: Desk, tmp_path: Path) -> None:
    url = str(desk.database.reads.url)
    command = ["retain", "--by", "nav-9", "--database", url, "--head-to", str(tmp_path / "ends.txt")]
    shown = CliRunner().invoke(app, command)
    assert shown.exit_code == 0, shown.output
    assert "ville" in shown.output
    assert not (tmp_path / "ends.txt").exists()
    assert CliRunner().invoke(app, [*command, "--apply"]).exit_code == 0
    number, _, digest = (tmp_path / "ends.txt").read_text().strip().partition(":")
    assert number.isdigit()
    assert len(digest) == 64


def test_who_holds_a_place_is_kept_and_the_others_of_a_closed_round_go(database: Database) -> None:
    work = AtWork(database)
    work.at(Status.STARTED)
    with database.writing() as connection:
        close(connection, 1, By(NIGHT, NOW), expected=in_round(connection, 1))
    desk = desk_of(database)
    assert take_away(desk, TERMS, by(180)).counts["people"] == 0
    taken = take_away(desk, TERMS, by(181)).counts
    assert (taken["people"], taken["rounds"]) == (89, 0)
    with database.reading() as connection:
        assert connection.execute(select(person.c.id)).scalars().all() == [work.candidate]


def test_who_is_in_a_round_that_runs_is_kept_when_another_is_closed(database: Database) -> None:
    with database.writing() as connection:
        lead = By(NIGHT, NOW)
        make(connection, "Vår", id="vaar", unit="steinkjer", synthetic=True, by=lead)
        connection.execute(insert(taking_part).values(round=2, person=1))
        close(connection, 1, lead, expected=in_round(connection, 1))
    assert take_away(desk_of(database), TERMS, by(181)).counts["people"] == 89
    with database.reading() as connection:
        assert connection.execute(select(person.c.key)).scalars().all() == [1]
