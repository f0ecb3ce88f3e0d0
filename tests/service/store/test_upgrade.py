"""A store as the release before made it is brought up to this one with every row as it was."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, MetaData, Row, insert, select, text
from sqlalchemy.exc import DBAPIError

from service.store.database import Database
from service.store.decisions import By, record, verify
from service.store.employers import numbers_at
from service.store.tables.rounds import on_offer, round_
from service.store.upgrade import at_revision, check_up_to_date, newest, upgrade
from tests.service.store.filled import BY

RELEASED = "0001"
"""The last step of the release before (0.1.0)."""
AT, DAY = "'2026-11-21 09:00:00'", "'2027-08-01'"
ROWS = {
    "round": "(id, unit, name, synthetic, made_by, made_at) VALUES "
    f"('host', 'steinkjer', 'Høst', '1', 'nav-1', {AT}), ('vaar', 'levanger', 'Vår', '0', 'nav-2', {AT})",
    "person": "(unit, id, cells, hidden) VALUES "
    """('steinkjer', 'K-1', '{"ferdigheter": "sveising"}', '0'), ('steinkjer', 'K-2', '{}', '1')""",
    "opening": "(unit, id, firm, cells, tenths) VALUES ('steinkjer', 'L-1', 'Bedrift', '{}', 10)",
    "need": "(round, id, cells) VALUES (1, 'B-1', '{}')",
    "taking_part": "(round, person, joined) VALUES (1, 1, '1'), (1, 2, NULL)",
    "on_offer": "(round, opening) VALUES (1, 1)",
    "policy": f"""(round, number, tables, decided_by, decided_at) VALUES (1, 1, '{{"pins": []}}', 'nav-1', {AT})""",
    "plan": f"(round, number, revision, digest, body, made_by, made_at) VALUES (1, 1, 0, 'd', NULL, 'nav-1', {AT})",
    "confirmation": f"(plan, person, opening, confirmed, actor, at) VALUES (1, 1, 1, '1', 'nav-1', {AT})",
    "entry": f"(round, opening, person, status, due) VALUES (1, 1, 1, 'started', {DAY})",
    "entry_event": f"(entry, number, before, after, actor, at) VALUES (1, 1, 'offered', 'contract', 'nav-1', {AT})",
    "place": f"(entry, person, opening, percent, first) VALUES (1, 1, 1, 100, {DAY})",
    "lookup": f"(at, actor, role, action, persons, denied) VALUES ({AT}, 'nav-1', 'adviser', 'person', '[1]', '0')",
    "sealed": "(number, digest, at) VALUES (0, 'x', '2026-01-01 00:00:00')",
    "job": f"(round, request, kind, state, asked_by, asked_at) VALUES (1, 'r', 'fill', 'done', 'nav-1', {AT})",
}
"""Of every table of that release, rows as it wrote them; the log is written below, since it is chained."""


@pytest.fixture
def released(url: str) -> Iterator[Database]:
    database = Database.at(url)
    upgrade(database, to=RELEASED)
    with database.writing() as connection:
        for table, rows in ROWS.items():
            connection.execute(text(f"INSERT INTO {table} {rows.replace(':', chr(92) + ':')}"))
        connection.execute(text("DELETE FROM sealed"))
        record(connection, BY.decided("make", "round", 1, unit="steinkjer", facts={"synthetic": True}))
    yield database
    database.close()


def rows_of(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, but which step the store stands at."""
    found = MetaData()
    found.reflect(connection)
    tables = [table for name, table in sorted(found.tables.items()) if name != "alembic_version"]
    return {table.name: sorted(map(told, connection.execute(table.select())), key=repr) for table in tables}


def told(row: Row[*tuple[object, ...]]) -> dict[str, object]:
    return dict(row._asdict())


def test_the_release_before_had_these_tables_and_each_has_a_row_here(released: Database) -> None:
    with released.reading() as connection:
        assert set(rows_of(connection)) == {*ROWS, "decision", "log_end"}


def test_every_row_is_as_it_was_and_the_log_still_holds(released: Database) -> None:
    with released.reading() as connection:
        before = rows_of(connection)
    upgrade(released)
    check_up_to_date(released)
    with released.reading() as connection:
        after = rows_of(connection)
        assert at_revision(connection) == newest()
        assert verify(connection).broken_at is None
    for table, rows in before.items():
        columns = {name for row in rows for name in row}
        kept = [{name: row[name] for name in columns} for row in after[table]]
        assert sorted(kept, key=repr) == sorted(
            ({name: row[name] for name in columns} for row in rows), key=repr
        ), table


def test_the_laws_of_places_hold_after_it_as_before(released: Database) -> None:
    upgrade(released)
    twice = f"INSERT INTO place (entry, person, opening, percent, first) VALUES (1, 1, 1, 50, {DAY})"
    with (
        pytest.raises(DBAPIError, match=r"places .* pass"),
        released.writing() as connection,
    ):
        connection.execute(text(twice))


def test_who_had_said_yes_keeps_her_number_on_the_sheet(released: Database) -> None:
    with released.writing() as connection:
        connection.execute(
            text("INSERT INTO entry (round, opening, person, status) VALUES (1, 1, 2, 'presented')")
        )
        for one, number in ((2, 1), (1, 2), (2, 2)):
            step = f"({one}, {number}, 'asked', 'agreed', 'nav-1', {AT})".replace(":", chr(92) + ":")
            connection.execute(
                text(f"INSERT INTO entry_event (entry, number, before, after, actor, at) VALUES {step}")
            )
    upgrade(released)
    with released.reading() as connection:
        assert numbers_at(connection, 1, "L-1") == {2: 1, 1: 2}
        assert connection.execute(select(on_offer.c.shown)).scalar_one() == 2


def test_work_goes_on_after_it(released: Database) -> None:
    upgrade(released)
    values = {"id": "ny", "unit": "u", "name": "Ny", "synthetic": True, "made_by": "nav-1", "made_at": BY.at}
    with released.writing() as connection:
        assert connection.execute(insert(round_).values(values).returning(round_.c.key)).scalar_one() == 3
        record(connection, By(BY.actor, BY.at).decided("make", "round", 3, unit="u", facts={}))
        assert verify(connection).last == 2
