"""Rounds of an office: made, decided about and closed by named persons, and read by those they belong to."""

from dataclasses import replace

import pytest

from service.access import Actor, Role
from service.store.database import Database
from service.store.decisions import decisions
from service.store.rounds import RoundFault, begun, close, decide, decided, in_round, make, named, rounds_for
from tests.service.store.filled import BY, NOW


def test_a_round_is_read_by_its_office_alone(database: Database) -> None:
    with database.writing() as connection:
        here = make(connection, "Høst", id="host", unit="steinkjer", synthetic=True, by=BY)
        make(connection, "Vår", id="vaar", unit="levanger", synthetic=False, by=BY)
        assert rounds_for(connection, BY.actor) == [here]
        employer = Actor("f", "F", Role.EMPLOYER, frozenset({"steinkjer"}), "Bedrift")
        assert rounds_for(connection, employer) == []
        assert (named(connection, "host"), named(connection, "none")) == (here, None)
    assert (here.made_by, here.made_at, here.revision) == ("nav-7", NOW, 0)


def test_two_rounds_do_not_have_one_address(database: Database) -> None:
    with database.writing() as connection:
        make(connection, "Høst", id="host", unit="steinkjer", synthetic=True, by=BY)
    with pytest.raises(RoundFault) as fault, database.writing() as connection:
        make(connection, "Høst", id="host", unit="levanger", synthetic=True, by=BY)
    assert fault.value.code == "taken"


def test_what_is_asked_for_twice_is_begun_once_by_the_same_person(database: Database) -> None:
    with database.writing() as connection:
        one = make(connection, "Høst", id="host", unit="steinkjer", synthetic=True, by=BY, request="a")
        assert begun(connection, "a", BY) == one
        assert begun(connection, "b", BY) is None
        assert begun(connection, "a", replace(BY, actor=replace(BY.actor, id="nav-8"))) is None
    with pytest.raises(RoundFault), database.writing() as connection:
        make(connection, "Høst", id="host-2", unit="steinkjer", synthetic=True, by=BY, request="a")
    with database.writing() as connection:
        for name in ("vaar", "sommer"):  # without a request there may be any number
            make(connection, name, id=name, unit="steinkjer", synthetic=True, by=BY)


def test_the_last_that_was_decided_is_in_force_and_the_round_goes_on(database: Database) -> None:
    with database.writing() as connection:
        key = make(connection, "Høst", id="host", unit="steinkjer", synthetic=True, by=BY).key
        assert decided(connection, key) is None
        assert decide(connection, key, {"mode": "places"}, BY) == 1
        assert decide(connection, key, {"mode": "meetings"}, BY) == 2
        assert decided(connection, key) == {"mode": "meetings"}
        found = named(connection, "host")
        assert found
        assert found.revision == 2
        assert [one.action for one in decisions(connection)] == ["make", "decide", "decide"]


def test_a_round_is_closed_once(database: Database) -> None:
    with database.writing() as connection:
        key = make(connection, "Høst", id="host", unit="steinkjer", synthetic=True, by=BY).key
        nobody = in_round(connection, key)
        with pytest.raises(RoundFault, match="changed"):
            close(connection, key, BY, expected={**nobody, "people": 1})
        close(connection, key, BY, expected=nobody)
        for wrong, code in ((key, "closed"), (99, "gone")):
            with pytest.raises(RoundFault) as fault:
                close(connection, wrong, BY, expected=nobody)
            assert fault.value.code == code
        found = named(connection, "host")
    assert found
    assert found.closed_at == NOW
