"""Two rounds with the same people and openings, released at the same moment: nothing is given away twice.

In every third race the second does not release, but has one of the same places held by contract. What is set aside
and what is held is summed with questions of our own, asked of the tables themselves.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from threading import Barrier, Thread
from time import sleep
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from benchmarks.soak_store import ROUNDS, by_lead, desk_of, planned, round_key, round_of
from service.operating.clock import utc_now
from service.planning.releasing import ReleaseFault, release_plan
from service.statuses import Status
from service.store.database import Database, opened
from service.store.entries import EntryFault, Place, Step, step
from service.store.plans import PlanFault

APART: Final = 0.003
"""Seconds within which the two begin."""
ENDS: Final = frozenset({"released", "contract", "old", "taken", "reserved"})
"""How one of them may end; anything else is an error nobody has foreseen."""
EVERY: Final = 3
"""One race in so many is against a contract."""

_DOUBLE_PEOPLE: Final = """
    SELECT count(*) FROM (SELECT person FROM ({taken}) AS taken GROUP BY person HAVING sum(percent) > 100) AS twice
"""
_DOUBLE_SEATS: Final = """
    SELECT count(*) FROM (
        SELECT taken.opening FROM ({taken}) AS taken JOIN opening ON opening.key = taken.opening
        GROUP BY taken.opening, opening.tenths HAVING sum(percent) > opening.tenths * 10
    ) AS twice
"""
_TAKEN: Final = """
    SELECT person, opening, percent FROM reservation WHERE held
    UNION ALL SELECT person, opening, percent FROM place WHERE held
"""


def races(url: str, count: int, seed: int) -> dict[str, Any]:
    """So many races: how they ended, the ends that are amiss, and how often anything was given away twice."""
    chance, ended, double = Random(seed), Counter[str](), 0
    amiss: list[str] = []
    with opened(url) as database:
        first, second = (planned(database, name) for name in ROUNDS)
        for number in range(count):
            _begin_anew(database)
            against = _contract(database) if number % EVERY == 0 else _released(database, second)
            runners = [_released(database, first), against]
            ends = sorted(_run(runners, [chance.uniform(0, APART) for _ in runners]))
            ended[", ".join(ends)] += 1
            amiss += [one for one in ends if one not in ENDS]
            double += _given_twice(database)
    return {"races": count, "ended": dict(ended), "amiss": amiss, "given_twice": double}


def _run(runners: list[Callable[[], str]], lags: list[float]) -> list[str]:
    """How each ended, begun together."""
    told, together = ["lost"] * len(runners), Barrier(len(runners))

    def run(place: int) -> None:
        together.wait(timeout=60)
        sleep(lags[place])
        told[place] = runners[place]()

    threads = [Thread(target=run, args=(place,)) for place in range(len(runners))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return told


def _released(database: Database, plan_key: int) -> Callable[[], str]:
    """A release, and how it ended."""

    def run() -> str:
        try:
            release_plan(desk_of(database), round_of(database, plan_key), plan_key, by_lead())
        except (ReleaseFault, PlanFault) as fault:
            return fault.code
        except DBAPIError as error:
            return type(error.orig).__name__
        return "released"

    return run


def _contract(database: Database) -> Callable[[], str]:
    """A contract of the second round for a place the first would set aside, and how it ended."""
    key, version = _offered(database)
    first = utc_now().date() + timedelta(days=200)

    def run() -> str:
        wanted = Step(to=Status.CONTRACT, place=Place(percent=100, first=first))
        try:
            with database.writing() as connection:
                step(connection, key, version, wanted, by_lead())
        except EntryFault as fault:
            return fault.code
        except DBAPIError as error:
            return type(error.orig).__name__
        return "contract"

    return run


def _offered(database: Database) -> tuple[int, int]:
    """Somebody the first round proposes somewhere, offered another opening in the second."""
    with database.writing() as connection:
        person, place = connection.execute(
            text("SELECT person, opening FROM confirmation WHERE confirmed ORDER BY key LIMIT 1")
        ).one()
        other = connection.execute(
            text("SELECT min(opening) FROM on_offer WHERE opening <> :place"), {"place": place}
        ).scalar_one()
        about = {"round": round_key(database, ROUNDS[1]), "person": person, "opening": other}
        found = connection.execute(
            text(
                "INSERT INTO entry (round, opening, person, status) "
                "VALUES (:round, :opening, :person, 'offered') RETURNING key, version"
            ),
            about,
        ).one()
        return found.key, found.version


def _begin_anew(database: Database) -> None:
    """Nothing set aside, held or on a list; both plans current, and not released."""
    with database.writing() as connection:
        for table in ("reservation", "place", "entry_event", "entry"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("UPDATE plan SET released_by = NULL, released_at = NULL"))
        connection.execute(
            text("UPDATE plan SET revision = (SELECT revision FROM round WHERE round.key = plan.round)")
        )


def _given_twice(database: Database) -> int:
    """People and openings of which more is given away than there is."""
    with database.reading() as connection:
        return sum(_count(connection, asked) for asked in (_DOUBLE_PEOPLE, _DOUBLE_SEATS))


def _count(connection: Connection, asked: str) -> int:
    found: int = connection.execute(text(asked.format(taken=_TAKEN))).scalar_one()
    return found
