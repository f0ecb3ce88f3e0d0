"""A drill: the store is filled, copied, goes on, and is put back; who was erased since stays erased."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, update

from service.access import Actor, Role
from service.store.copies.backup import Addresses, back_up
from service.store.copies.restore import restore
from service.store.database import StoreFault, opened
from service.store.decisions import By, decisions, end_of, verify
from service.store.erased import Gone, Register, mark, register_of
from service.store.erasure import erase_person, erase_round, of_person, of_round
from service.store.hiding import hide, unhide
from service.store.identities import Identity, known_as, prepare, remember
from service.store.tables.records import decision
from service.store.tables.rounds import person, round_
from service.store.upgrade import upgrade
from tests.service.store.filled import BY, NOW, UNIT, fill

NAME = Identity("Ida Oppdiktet", "00000000")
ADMIN = By(Actor("drift-1", "drift-1", Role.ADMIN, frozenset()), NOW)
NOBODY = Register()


@pytest.fixture(params=["together", "apart"])
def addresses(request: pytest.FixtureRequest, ready: str, tmp_path: Path) -> Addresses:
    """A filled store, closed, and whether names lie in one of their own."""
    if not ready.startswith("sqlite") and shutil.which("pg_dump") is None:
        pytest.skip("PostgreSQL's programs are not installed")
    made = Addresses(ready, f"sqlite:///{tmp_path / 'names.db'}" if request.param == "apart" else None)
    with made.opened() as stores:
        prepare(stores.identities)
        fill(stores.main)
        with stores.writing() as (main, names):
            erase_person(main, names, 3, BY, expected=of_person(main, 3))
            for key in (1, 2):
                remember(names, UNIT, f"K-{key}", NAME)
    return made


@contextmanager
def working(addresses: Addresses) -> Iterator[tuple[Connection, Connection]]:
    with addresses.opened() as stores, stores.writing() as both:
        yield both


def people(connection: Connection) -> list[str]:
    return list(connection.execute(select(person.c.id).order_by(person.c.id)).scalars())


def test_a_store_put_back_is_as_it_was_when_it_was_copied(addresses: Addresses, tmp_path: Path) -> None:
    end = back_up(addresses, tmp_path / "copy")
    with working(addresses) as (main, names):
        assert end_of(main) == end
        main.execute(update(round_).values(name="Endret"))
        remember(names, UNIT, "K-1", Identity("Endret", None))
    restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    with working(addresses) as (main, names):
        assert main.execute(select(round_.c.name)).scalar_one() == "Høst"
        assert known_as(names, UNIT, "K-1") == NAME
        assert people(main) == ["K-1", "K-2"]
        *_, last = decisions(main)
        assert (last.actor, last.action, last.number) == ("drift-1", "restore", end.number + 1)
        assert verify(main, [end]).broken_at is None


def test_who_was_erased_since_stays_erased_and_so_does_her_name(addresses: Addresses, tmp_path: Path) -> None:
    back_up(addresses, tmp_path / "copy")
    with working(addresses) as (main, names):
        erase_person(main, names, 1, BY, expected=of_person(main, 1))
    gone = restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    assert (gone.people, gone.rounds, gone.hidden) == (1, 0, 0)
    with working(addresses) as (main, names):
        assert people(main) == ["K-2"]
        assert (known_as(names, UNIT, "K-1"), known_as(names, UNIT, "K-2")) == (None, NAME)
        assert len(register_of(main).erased) == 2


def test_a_round_erased_since_stays_erased(addresses: Addresses, tmp_path: Path) -> None:
    back_up(addresses, tmp_path / "copy")
    with working(addresses) as (main, names):
        erase_round(main, names, 1, BY, expected=of_round(main, 1))
    restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    with working(addresses) as (main, names):
        assert people(main) == []
        assert main.execute(select(round_)).all() == []
        assert known_as(names, UNIT, "K-1") is None


def test_who_has_got_an_address_restriction_since_stays_hidden(addresses: Addresses, tmp_path: Path) -> None:
    back_up(addresses, tmp_path / "copy")
    with working(addresses) as (main, _):
        hide(main, UNIT, ["K-2"], BY)
    assert restore(addresses, tmp_path / "copy", None, ADMIN, replace=True).hidden == 1
    with working(addresses) as (main, _):
        assert main.execute(select(person.c.id).where(person.c.hidden)).scalars().all() == ["K-2"]


def test_a_name_nobody_of_the_store_has_any_more_does_not_come_back(
    addresses: Addresses, tmp_path: Path
) -> None:
    with working(addresses) as (_, names):
        remember(names, UNIT, "K-9", NAME)
    back_up(addresses, tmp_path / "copy")
    with working(addresses) as (main, _):
        mark(main, Gone.PERSON, UNIT, "K-9", NOW)
    restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    with working(addresses) as (_, names):
        assert (known_as(names, UNIT, "K-9"), known_as(names, UNIT, "K-1")) == (None, NAME)


def test_a_copy_is_taken_while_others_read_and_write_and_has_what_was_kept(
    addresses: Addresses, tmp_path: Path
) -> None:
    with opened(addresses.main) as database, database.reading() as reader, database.writing() as writer:
        assert people(reader) == ["K-1", "K-2"]
        writer.execute(insert(person).values(unit=UNIT, id="K-7", cells={}))
        back_up(addresses, tmp_path / "copy")
        writer.rollback()
    names = f"{addresses.identities}_fresh" if addresses.identities else None
    fresh = Addresses(f"{addresses.main}_fresh", names)
    restore(fresh, tmp_path / "copy", NOBODY, ADMIN, replace=False)
    with working(fresh) as (main, _):
        assert people(main) == ["K-1", "K-2"]


def test_who_was_taken_in_anew_before_the_copy_stays(addresses: Addresses, tmp_path: Path) -> None:
    with working(addresses) as (main, _):
        main.execute(insert(person).values(unit=UNIT, id="K-3", cells={}))
    back_up(addresses, tmp_path / "copy")
    restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    with working(addresses) as (main, _):
        assert people(main) == ["K-1", "K-2", "K-3"]


def test_on_a_machine_without_a_store_the_exported_register_is_asked(url: str, tmp_path: Path) -> None:
    fresh = Addresses(f"sqlite:///{tmp_path / 'fresh.db'}")
    old = Addresses(f"sqlite:///{tmp_path / 'old.db'}")
    with opened(old.main) as database:
        upgrade(database)
        prepare(database)
        fill(database)
    back_up(old, tmp_path / "copy")
    with working(old) as (main, names):
        erase_person(main, names, 1, BY, expected=of_person(main, 1))
        register = register_of(main)
    with pytest.raises(StoreFault, match="no_register"):
        restore(fresh, tmp_path / "copy", None, ADMIN, replace=False)
    restore(fresh, tmp_path / "copy", register, ADMIN, replace=False)
    with working(fresh) as (main, _):
        assert people(main) == ["K-2", "K-3"]


def test_a_store_is_not_replaced_without_a_word(addresses: Addresses, tmp_path: Path) -> None:
    back_up(addresses, tmp_path / "copy")
    with pytest.raises(StoreFault, match="there"):
        restore(addresses, tmp_path / "copy", NOBODY, ADMIN, replace=False)


def test_a_store_somebody_works_in_is_not_replaced(addresses: Addresses, tmp_path: Path) -> None:
    back_up(addresses, tmp_path / "copy")
    with opened(addresses.main) as database, database.reading() as connection:
        assert people(connection) == ["K-1", "K-2"]
        with pytest.raises(StoreFault, match="in_use"):
            restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    with working(addresses) as (main, _):
        assert people(main) == ["K-1", "K-2"]
        assert [row.action for row in decisions(main)] == ["erase"]
    assert not list(tmp_path.glob("*restored*"))


def test_a_store_with_a_log_that_was_changed_is_neither_copied_nor_put_back(
    addresses: Addresses, tmp_path: Path
) -> None:
    back_up(addresses, tmp_path / "copy")
    with working(addresses) as (main, _):
        main.execute(update(decision).values(actor="nobody"))
    with pytest.raises(StoreFault, match="log_broken"):
        back_up(addresses, tmp_path / "second")
    assert not list(tmp_path.glob("second*"))


def test_a_copy_is_nobody_elses_to_read_and_writes_over_none(addresses: Addresses, tmp_path: Path) -> None:
    back_up(addresses, tmp_path / "copy")
    assert all(file.stat().st_mode & 0o077 == 0 for file in tmp_path.glob("copy*"))
    with pytest.raises(StoreFault, match="copy_exists"):
        back_up(addresses, tmp_path / "copy")


def test_who_was_erased_stays_so_whichever_copy_is_put_back_after_another(
    addresses: Addresses, tmp_path: Path
) -> None:
    back_up(addresses, tmp_path / "monday")
    with working(addresses) as (main, names):
        for who in ("K-8", "K-9"):
            main.execute(insert(person).values(unit=UNIT, id=who, cells={}))
        remember(names, UNIT, "K-9", NAME)
    back_up(addresses, tmp_path / "tuesday")
    with working(addresses) as (main, names):
        key = main.execute(select(person.c.key).where(person.c.id == "K-9")).scalar_one()
        erase_person(main, names, key, BY, expected=of_person(main, key))
        hide(main, UNIT, ["K-8"], BY)
    restore(addresses, tmp_path / "monday", None, ADMIN, replace=True)
    gone = restore(addresses, tmp_path / "tuesday", None, ADMIN, replace=True)
    assert (gone.people, gone.hidden) == (1, 1)
    with working(addresses) as (main, names):
        assert people(main) == ["K-1", "K-2", "K-8"]
        assert known_as(names, UNIT, "K-9") is None
        assert main.execute(select(person.c.id).where(person.c.hidden)).scalars().all() == ["K-8"]
        assert unhide(main, UNIT, ["K-8"], BY) == 1
        assert register_of(main).hidden == frozenset()


def test_a_name_nobody_of_the_store_has_is_not_put_back(addresses: Addresses, tmp_path: Path) -> None:
    with working(addresses) as (_, names):
        remember(names, UNIT, "K-7", NAME)
    back_up(addresses, tmp_path / "copy")
    restore(addresses, tmp_path / "copy", None, ADMIN, replace=True)
    with working(addresses) as (_, names):
        assert (known_as(names, UNIT, "K-7"), known_as(names, UNIT, "K-1")) == (None, NAME)
