"""Stores for the long counts of the service: two rounds with the same people and openings, on each database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine, delete, make_url, text

from matching.catalogue.loader import load_catalogue
from matching.files.decisions.policy import read_policy
from matching.files.decisions.settings import read_settings
from matching.files.out.plan_decoded import plan_from_json
from matching.screen.given import RoundFiles, read_lists
from service.access import Actor, Role
from service.bringing.uploads import Upload
from service.desk import Desk
from service.operating.clock import utc_now
from service.planning.calculating import calculate
from service.store.confirmations import answers, say
from service.store.database import Database, Stores
from service.store.decisions import By
from service.store.identities import prepare
from service.store.plans import text_of
from service.store.rounds import decide, make, named
from service.store.tables.rounds import need, on_offer, taking_part
from service.store.upgrade import upgrade
from tests.postgres import programs, running

CATALOGUE: Final = load_catalogue()
UNIT: Final = "steinkjer"
LEAD: Final = Actor("nav-1", "Kari", Role.PROGRAMME_LEAD, frozenset({UNIT}))
ROUNDS: Final = ("first", "second")
PEOPLE, OPENINGS = 24, 8
"""Of the shipped round: so few that a calculation takes a moment, and more people than places."""
_FOLDER: Final = Path(__file__).parent.parent / "matching" / "sample" / "innherred"


def by_lead() -> By:
    """The programme lead, now."""
    return By(LEAD, utc_now())


def desk_of(database: Database) -> Desk:
    """The desk of a store that is one with that of identities."""
    return Desk(Stores(database, database), utc_now, CATALOGUE)


def fill_store(database: Database) -> None:
    """Both rounds put into an empty store."""
    upgrade(database)
    prepare(database)
    policy, _ = read_policy(_FOLDER / "policy.toml", CATALOGUE)
    files = RoundFiles(people=_FOLDER / "kandidater.xlsx", openings=_FOLDER / "lareplasser.xlsx")
    brought = Upload.of(read_lists(files, CATALOGUE, policy.needs_filled), CATALOGUE)
    with database.writing() as connection:
        for name in ROUNDS:
            of = make(connection, name, id=name, unit=UNIT, synthetic=True, by=by_lead())
            decide(connection, of.key, read_settings(_FOLDER / "policy.toml"), by_lead())
            shown = {kind: one.digest for kind, one in brought.differences(connection, of.key).items()}
            brought.keep(connection, of.key, UNIT, shown, by_lead())
        connection.execute(delete(need))
        connection.execute(delete(taking_part).where(taking_part.c.person > PEOPLE))
        connection.execute(delete(on_offer).where(on_offer.c.opening > OPENINGS))


def round_key(database: Database, name: str) -> int:
    """The key of a round."""
    with database.reading() as connection:
        found = named(connection, name)
    assert found is not None
    return found.key


def planned(database: Database, name: str) -> int:
    """A new plan of a round, with every proposal confirmed; its key."""
    kept = calculate(database, CATALOGUE, name, by=LEAD.id, clock=utc_now)
    confirm(database, kept.key)
    return kept.key


def round_of(database: Database, plan_key: int) -> int:
    """The key of the round of a plan."""
    with database.reading() as connection:
        found: int = connection.execute(
            text("SELECT round FROM plan WHERE key = :key"), {"key": plan_key}
        ).scalar_one()
    return found


def confirm(database: Database, plan_key: int) -> None:
    """Every proposal of a plan confirmed, where it is not."""
    with database.writing() as connection:
        plan = plan_from_json(text_of(connection, plan_key))
        said, of = answers(connection, plan_key), round_of(database, plan_key)
        for one in plan.assignments:
            if (one.candidate, one.opening) not in said:
                say(connection, of, plan_key, (one.candidate, one.opening), by_lead())


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, str]]:
    """The addresses of a filled store on each database there is on this machine, by its name."""
    found = {"sqlite": f"sqlite:///{folder / 'soak.db'}"}
    if programs() is None:
        yield _filled(found)
        return
    with running() as server:
        engine = create_engine(
            make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE soak"))
        engine.dispose()
        address = make_url(server).set(database="soak")
        yield _filled({**found, "postgresql": address.render_as_string(hide_password=False)})


def _filled(found: dict[str, str]) -> dict[str, str]:
    for url in found.values():
        database = Database.at(url)
        fill_store(database)
        database.close()
    return found
