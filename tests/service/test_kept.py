"""A round kept in the store is shown as the same round read from its files, and never shows who is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from matching.catalogue.loader import load_catalogue
from matching.files.decisions.policy import read_policy
from matching.files.decisions.settings import read_settings
from matching.screen.given import RoundFiles, read_lists
from service.access import Actor, Role
from service.app import create_service
from service.bringing.uploads import Upload
from service.desk import Desk
from service.door.actors import LoopbackActor
from service.planning.calculating import CalculationFault, calculate
from service.shown.kept import SEED, KeptRounds
from service.store.database import Database, Stores, opened
from service.store.decisions import By
from service.store.erasure import erase_person, of_person
from service.store.hiding import hide
from service.store.identities import prepare
from service.store.rounds import decide, decided, make, named
from service.store.rows import PEOPLE
from service.store.tables.rounds import person, round_
from tests.service.asked import SAMPLE_FOLDER, ask, samples
from tests.service.asked import actor as somebody
from tests.service.ready import store_at

CATALOGUE = load_catalogue()
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LEAD = Actor("nav-1", "Kari", Role.PROGRAMME_LEAD, frozenset({"steinkjer"}))
BY = By(LEAD, NOW)
NAME = "innherred"
FOLDER = SAMPLE_FOLDER / NAME


def clock() -> datetime:
    return NOW


def upload() -> Upload:
    files = RoundFiles(
        people=FOLDER / "kandidater.xlsx",
        openings=FOLDER / "lareplasser.xlsx",
        needs=FOLDER / "behov.xlsx",
        policy=FOLDER / "policy.toml",
    )
    policy, _ = read_policy(files.policy, CATALOGUE)
    return Upload.of(read_lists(files, CATALOGUE, policy.needs_filled), CATALOGUE)


def desk_of(database: Database) -> Desk:
    return Desk(Stores(database, database), clock, CATALOGUE)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


@contextmanager
def kept_store(folder: Path) -> Iterator[Database]:
    """A store with one of the shipped rounds, calculated."""
    with opened(store_at(folder / "store.db", one_round)) as database:
        yield database


def one_round(database: Database) -> None:
    """The round brought and calculated."""
    prepare(database)
    brought = upload()
    with database.writing() as connection:
        key = make(connection, "Innherred", id=NAME, unit="steinkjer", synthetic=True, by=BY).key
        decide(connection, key, read_settings(FOLDER / "policy.toml"), BY)
        shown = {kind: one.digest for kind, one in brought.differences(connection, key).items()}
        brought.keep(connection, key, "steinkjer", shown, BY)
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


def test_a_kept_round_is_the_round_of_its_files(rounds: KeptRounds) -> None:
    of_files, kept = samples()[NAME], rounds[NAME]
    assert SEED == 1
    assert kept.plan.input_hash == of_files.plan.input_hash
    assert kept.digest == of_files.digest


def test_a_round_is_loaded_once_for_as_long_as_nothing_changes(
    rounds: KeptRounds, database: Database
) -> None:
    first = rounds[NAME]
    assert rounds[NAME] is first
    with database.writing() as connection:
        connection.execute(update(round_).values(revision=round_.c.revision + 1))
    assert rounds[NAME] is not first


def test_a_round_without_a_plan_is_not_among_those_shown(rounds: KeptRounds, database: Database) -> None:
    with database.writing() as connection:
        make(connection, "Vår", id="vaar", unit="steinkjer", synthetic=True, by=BY)
    assert list(rounds) == [NAME]
    assert "vaar" not in rounds
    assert "none" not in rounds


def test_bringing_the_same_lists_again_changes_nothing(database: Database) -> None:
    with database.writing() as connection:
        found = named(connection, NAME)
        assert found
        differences = upload().differences(connection, found.key)
        assert [(one.added, one.changed, one.absent) for one in differences.values()] == [((), (), ())] * 3
        assert differences[PEOPLE].unchanged == 90


def test_who_gets_an_address_restriction_is_gone_from_the_next_page(
    rounds: KeptRounds, database: Database
) -> None:
    name = rounds[NAME].plan.assignments[0].candidate
    with database.writing() as connection:
        key = connection.execute(select(round_.c.key)).scalar_one()
        tables = dict(decided(connection, key) or {})
        pin = {"candidate": name, "opening": rounds[NAME].plan.assignments[0].opening, "reason": "prøve"}
        decide(connection, key, {**tables, "pins": [pin]}, BY)
        assert hide(connection, "steinkjer", [name.lower()], BY) == 1
    assert NAME not in rounds  # a plan counts her in much that does not name her
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert rounds[NAME].plan.proof is not None
    assert name not in repr(rounds[NAME].plan)


def test_who_is_erased_takes_the_plan_along_until_the_round_is_calculated_anew(
    rounds: KeptRounds, database: Database
) -> None:
    name = rounds[NAME].plan.assignments[0].candidate
    with database.writing() as connection:
        key = connection.execute(select(person.c.key).where(person.c.id == name)).scalar_one()
        erase_person(connection, connection, key, BY, expected=of_person(connection, key))
    assert NAME not in rounds
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert len(rounds[NAME].cohort.people) == 89


def test_the_pages_show_a_kept_round_to_its_office_and_to_no_other(rounds: KeptRounds) -> None:
    from service.app import create_service
    from service.door.actors import LoopbackActor

    hers = create_service(rounds, LoopbackActor(somebody(Role.MARKET_CONTACT, ["steinkjer"])))
    anothers = create_service(rounds, LoopbackActor(somebody(Role.MARKET_CONTACT, ["levanger"])))
    assert "Innherred" in ask(hers, "/").text
    assert "Innherred" not in ask(anothers, "/").text
    for address in ("", "/lareplasser", "/forslag", "/bevis"):
        assert ask(hers, f"/runder/{NAME}{address}").status_code == 200
        assert ask(anothers, f"/runder/{NAME}{address}").status_code == 404


def test_what_there_is_no_round_of_cannot_be_calculated(database: Database) -> None:
    with pytest.raises(CalculationFault) as fault:
        calculate(database, CATALOGUE, "none", by="nav-1", clock=clock)
    assert fault.value.code == "gone"


def test_what_shows_no_round_loads_none(database: Database) -> None:
    rounds = KeptRounds(database, CATALOGUE, clock)
    service = create_service(rounds, LoopbackActor(LEAD), desk_of(database))
    assert ask(service, "/komponenter").status_code == 200
    assert ask(service, "/api/v1/openapi.json").status_code == 200
    sent = {"sec-fetch-site": "same-origin"}
    assert ask(service, "/sprak", "POST", headers=sent, form={"sprak": "nn", "til": "/"}).status_code == 303
    assert rounds.ready == {}
    assert ask(service, "/").status_code == 200
    assert list(rounds.ready) == [NAME]
