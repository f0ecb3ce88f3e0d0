"""A job a worker holds in, its end out: the plan is kept and the job is over in one transaction, or neither is."""

from collections.abc import Mapping
from typing import Any, Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import Fact, InnenforError
from matching.files.lists.kept import KeptFault
from matching.files.out.plan_decoded import PlanFault as TextFault
from service.operating.clock import Clock
from service.planning.calculating import KEEP, Calculation, CalculationFault, keep_made, make
from service.store.database import Database
from service.store.jobs import Job, State, finish, renew
from service.store.plans import PlanFault

TOLD: Final = ("setting", "pairs", "most", "limit", "column", "kind")
"""Facts of an error that are kept with a job: what it says of the round as a whole, and of nobody in it."""


def do(database: Database, catalogue: Catalogue, one: Job, *, clock: Clock) -> None:
    """A job done to its end, with each step told as it begins.

    Raises:
        JobFault: it is another's, over, or stopped: nothing was kept.
    """
    try:
        try:
            _make_and_keep(database, catalogue, one, clock)
        except PlanFault:
            # Somebody changed the round while it was calculated: what stands there now is calculated, once.
            _make_and_keep(database, catalogue, one, clock)
    except (CalculationFault, PlanFault) as fault:
        _fail(database, one, {"code": fault.code})
    except (KeptFault, TextFault):
        _fail(database, one, {"code": "unreadable"})
    except InnenforError as error:
        _fail(database, one, {"code": "error", "error": error.code, "facts": _told(error.facts)})


def _make_and_keep(database: Database, catalogue: Catalogue, one: Job, clock: Clock) -> None:
    def begin(step: str) -> None:
        now = clock()
        with database.writing() as connection:
            renew(connection, one, at=now, step=step)

    made = make(database, catalogue, one.round, Calculation(one.kind), clock=clock, progress=begin)
    begin(KEEP)
    with database.writing() as connection:
        plan = keep_made(connection, made, by=one.asked_by, clock=clock)
        took = int((clock() - one.asked_at).total_seconds())
        outcome = {"plan": plan.number, "changes": made.changes, "seconds": took}
        finish(connection, one, State.DONE, outcome)


def _fail(database: Database, one: Job, outcome: Mapping[str, Any]) -> None:
    with database.writing() as connection:
        finish(connection, one, State.FAILED, outcome)


def _told(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    return {name: fact for name, fact in facts.items() if name in TOLD}
