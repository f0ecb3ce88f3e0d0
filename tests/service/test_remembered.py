"""People who were read before and have not changed are not read again, and nobody could tell the difference."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import Phase, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

from matching.domain.errors import FileFault
from service.shown.kept import KeptRounds, given
from service.shown.remembered import people_of
from service.store.database import Database
from service.store.erasure import erase_person, of_person
from service.store.hiding import hide
from service.store.lists import difference, merge
from service.store.rounds import named
from service.store.rows import OPENINGS, PEOPLE, ListRow
from service.store.tables.rounds import opening, person
from tests.service.test_kept import BY, CATALOGUE, NAME, clock, kept_store

UNIT: Final = "steinkjer"
CELLS: Final = st.fixed_dictionaries(
    {},
    optional={
        "påmeldt": st.sampled_from(["ja", "nei"]),
        "fødselsår": st.sampled_from(["1990", "2003"]),
        "ferdigheter": st.sampled_from(
            ["ingen", CATALOGUE.skills[3].shown, f"{CATALOGUE.skills[3].shown}; {CATALOGUE.skills[9].shown}"]
        ),
        "førerkort": st.sampled_from(["B", "ingen"]),
    },
)
WHO: Final = st.integers(0, 12)
STEPS: Final = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), WHO, CELLS),
        st.tuples(st.sampled_from(["erase", "hide"]), WHO, st.just({})),
        st.tuples(st.just("add"), WHO, st.just({"kommune": "5006"})),
    ),
    min_size=1,
    max_size=4,
)


@contextmanager
def store() -> Iterator[Database]:
    with TemporaryDirectory() as folder, kept_store(Path(folder)) as database:
        yield database


def key_of(connection: Connection) -> int:
    found = named(connection, NAME)
    assert found
    return found.key


def kept(connection: Connection, key: int, cells: dict[str, str]) -> None:
    rows = [ListRow(cells["kandidatnummer"], cells)]
    shown = difference(connection, key, PEOPLE, rows).digest
    merge(connection, key, PEOPLE, rows, BY, expected=shown)


def take(connection: Connection, key: int, step: tuple[str, int, dict[str, str]]) -> None:
    what, place, cells = step
    people = connection.execute(select(person.c.id, person.c.key).where(~person.c.hidden)).all()
    one = people[place % len(people)]
    if what == "erase":
        erase_person(connection, connection, one.key, BY, expected=of_person(connection, one.key))
    elif what == "hide":
        hide(connection, UNIT, [one.id], BY)
    else:
        kept(connection, key, {"kandidatnummer": f"ny-{place}" if what == "add" else one.id, **cells})


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@drawn(st.lists(STEPS, min_size=1, max_size=3))
def test_a_round_read_after_changes_is_the_round_read_whole(
    rounds: list[list[tuple[str, int, dict[str, str]]]],
) -> None:
    with store() as database:
        before = None
        for steps in ([], *rounds):
            with database.writing() as connection:
                key = key_of(connection)
                for step in steps:
                    take(connection, key, step)
            with database.reading() as connection:
                before = people_of(connection, key, CATALOGUE, before)
                again = given(connection, key, CATALOGUE, before.people)
                assert again.cohort.digest() == given(connection, key, CATALOGUE).cohort.digest()


def test_where_nobody_has_changed_no_row_of_a_person_is_read() -> None:
    with store() as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        first = rounds[NAME]
        asked: list[str] = []
        event.listen(
            database.reads, "before_cursor_execute", lambda _1, _2, statement, *_3: asked.append(statement)
        )
        with database.writing() as connection:
            key = key_of(connection)
            one = connection.execute(select(opening).order_by(opening.c.id).limit(1)).one()
            rows = [ListRow(one.id, {"førerkort": "C"}, {"firm": one.firm, "tenths": one.tenths})]
            merge(
                connection,
                key,
                OPENINGS,
                rows,
                BY,
                expected=difference(connection, key, OPENINGS, rows).digest,
            )
        assert rounds[NAME] is not first
        assert not [one for one in asked if "person.cells" in one]
        assert [one for one in asked if "opening.cells" in one]


def test_a_round_whose_people_are_all_gone_is_told_so_as_if_it_were_read_whole() -> None:
    with store() as database, database.writing() as connection:
        key = key_of(connection)
        before = people_of(connection, key, CATALOGUE)
        for one in connection.execute(select(person.c.key)).scalars().all():
            erase_person(connection, connection, one, BY, expected=of_person(connection, one))
        with pytest.raises(FileFault):
            people_of(connection, key, CATALOGUE, before)
