"""Sizes and a seed in, a store (SQLite) with one synthetic round of that size and its plan out, made once."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import select

from benchmarks.generate import generate
from benchmarks.lists import write_lists
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.loader import load_catalogue
from matching.domain.policy import POLICY_SCHEMA_VERSION, Policy
from matching.files.out.plan_decoded import plan_from_json
from matching.screen.given import RoundFiles, read_lists
from service.access import Actor, Role
from service.bringing.uploads import Upload
from service.planning.calculating import calculate
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import propose
from service.store.identities import prepare
from service.store.plans import newest, text_of
from service.store.rounds import decide, make, named
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person
from service.store.upgrade import upgrade

UNIT: Final = "proveenheten"
ROUND: Final = "runden"
JOB_ROUND: Final = "beregnes"
"""A second round of the same lists: what a worker calculates while the first is read."""
NOW: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)
LEAD: Final = Actor("benchmark", "benchmark", Role.PROGRAMME_LEAD, frozenset({UNIT}))
BY: Final = By(LEAD, NOW)
ON_LISTS: Final = 500
"""Proposals of the plan that are put on the lists of their openings."""


def clock() -> datetime:
    """The time of everything in a store that is made here: the same store for the same sizes and seed."""
    return NOW


def store_of(folder: Path, people: int, openings: int, seed: int) -> Path:
    """The store of those sizes in a folder, made where it is missing."""
    path = folder / f"load-{people}-{openings}-{seed}.db"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        for part in folder.glob(f"{unfinished.name}*"):
            part.unlink()
        _make(f"sqlite:///{unfinished}", people, openings, seed)
        unfinished.rename(path)
    return path


def _make(url: str, people: int, openings: int, seed: int) -> None:
    catalogue = load_catalogue()
    upload = _upload(people, openings, seed, catalogue)
    database = Database.at(url)
    upgrade(database)
    prepare(database)
    for name in (ROUND, JOB_ROUND):
        with database.writing() as connection:
            of = make(connection, "Syntetisk", id=name, unit=UNIT, synthetic=True, by=BY)
            decide(connection, of.key, {"schema_version": POLICY_SCHEMA_VERSION}, BY)
            shown = {kind: one.digest for kind, one in upload.differences(connection, of.key).items()}
            upload.keep(connection, of.key, UNIT, shown, BY)
    calculate(database, catalogue, ROUND, by=LEAD.id, clock=clock)
    _fill_lists(database)
    database.close()


def _upload(people: int, openings: int, seed: int, catalogue: Catalogue) -> Upload:
    """The lists of a synthetic round as an office would bring them in."""
    with TemporaryDirectory() as place:
        cohort = generate(people, openings, seed=seed, catalogue=catalogue)
        paths = write_lists(cohort, catalogue, Path(place))
        files = RoundFiles(people=paths[0], openings=paths[1])
        return Upload.of(read_lists(files, catalogue, Policy().needs_filled), catalogue)


def _fill_lists(database: Database) -> None:
    """Some proposals of the plan put on the lists of their openings, as a market contact would."""
    with database.reading() as connection:
        of = named(connection, ROUND)
        kept = newest(connection, of.key) if of else None
        if of is None or kept is None:
            raise LookupError(ROUND)
        proposals = plan_from_json(text_of(connection, kept.key)).assignments[:ON_LISTS]
        keys = [
            {row.id: row.key for row in connection.execute(select(table.c.key, table.c.id))}
            for table in (opening, person)
        ]
    with database.writing() as connection:
        for one in proposals:
            propose(connection, of.key, keys[0][one.opening], keys[1][one.candidate], BY)


def openings_of(database: Database) -> list[str]:
    """The ids of all openings, by id."""
    with database.reading() as connection:
        return list(connection.execute(select(opening.c.id).order_by(opening.c.id)).scalars())


def on_lists(database: Database) -> list[str]:
    """The ids of the openings that have somebody on their list."""
    with database.reading() as connection:
        found = select(opening.c.id).where(opening.c.key.in_(select(entry.c.opening))).order_by(opening.c.id)
        return list(connection.execute(found).scalars())
