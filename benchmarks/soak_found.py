"""What stands in a store, found with questions of our own: a plan whole or absent, a release whole or none."""

import hashlib
import json
import zlib

from sqlalchemy import Connection, text

from service.store.database import Database


class Lost(AssertionError):
    """Something that was acknowledged is gone, or something is half kept."""


def state_of(database: Database, key: int) -> str:
    """How a job stands."""
    with database.reading() as connection:
        state: str = connection.execute(
            text("SELECT state FROM job WHERE key = :key"), {"key": key}
        ).scalar_one()
    return state


def plans_in(database: Database) -> int:
    """How many plans are kept, of all rounds."""
    with database.reading() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM plan")).scalar_one()
    return found


def check_whole(database: Database, expected: int) -> None:
    """See that there are so many plans, and the last of them is what was kept.

    Raises:
        Lost: there are more or fewer, or it is not.
    """
    if plans_in(database) != expected:
        raise Lost(f"{plans_in(database)} plans are kept, and there should be {expected}")
    with database.reading() as connection:
        row = connection.execute(
            text("SELECT body, digest FROM plan ORDER BY key DESC LIMIT 1")
        ).one_or_none()
    if row and hashlib.sha256(zlib.decompress(row.body)).hexdigest() != row.digest:
        raise Lost("a plan is not what was kept")
    if row:
        json.loads(zlib.decompress(row.body))


def is_released(database: Database, plan_key: int) -> bool:
    """Whether a plan is released.

    Raises:
        Lost: it is, and not all that belongs to it is kept; or it is not, and something of it is.
    """
    with database.reading() as connection:
        found = connection.execute(
            text("SELECT body, released_at, released_by FROM plan WHERE key = :key"), {"key": plan_key}
        ).one()
        logged = _count(connection, "decision WHERE action = 'release' AND key = :key", plan_key)
        aside = _count(connection, "reservation WHERE plan = :key", plan_key)
    proposals = len(json.loads(zlib.decompress(found.body))["assignments"])
    whole = found.released_at is not None, found.released_by is not None, logged == 1, aside == proposals
    absent = found.released_at is None and found.released_by is None and not logged and not aside
    if not (all(whole) or absent):
        raise Lost(f"a plan is half released: {whole}, {logged} logged, {aside} of {proposals} set aside")
    return all(whole)


def _count(connection: Connection, where: str, key: int) -> int:
    found: int = connection.execute(text(f"SELECT count(*) FROM {where}"), {"key": key}).scalar_one()
    return found
