"""A kept round in, a new plan of it out: the calculation a job does, and how it is kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.plan import Plan
from matching.domain.policy import Mode
from matching.domain.replan import Standing
from matching.files.out.plan_decoded import plan_from_json
from matching.files.out.plan_json import plan_as_json
from matching.pipeline import Progress, fill, silent
from matching.replan import replan
from service.operating.clock import Clock
from service.shown.kept import SEED, Given, given
from service.store.database import Database
from service.store.decisions import Decision, record
from service.store.plans import KeptPlan, Packed, keep, newest, text_of
from service.store.rounds import named, read

READ: Final = "read"
KEEP: Final = "keep"
ROLE: Final = "worker"
"""The role a plan is kept in, in the log: a worker's, in the name of who asked. What she asked as is told there."""
STEPS: Final = (READ, "judge", "score", "allocate", "explain", "audit", KEEP)
"""The steps of a calculation: those the core tells of, what is read before them, and what is kept after."""


class Calculation(StrEnum):
    """What is asked for when a round is calculated."""

    FILL = "fill"
    """The best plan, whatever the one before it was."""
    REPLAN = "replan"
    """The plan that changes least of the one before it."""


class CalculationFault(Exception):
    """A calculation nothing may be kept of; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Made:
    """A plan that is made and not yet kept."""

    round: int
    revision: int
    """The revision of the round it is made of."""
    plan: Packed
    input_hash: str
    """What it was made of, in short."""
    changes: int | None = None
    """How many have something else than in the plan before it, where few changes were asked for."""


def make(
    database: Database,
    catalogue: Catalogue,
    round_key: int,
    calculation: Calculation,
    *,
    clock: Clock,
    progress: Progress = silent,
) -> Made:
    """A round as it stands now in, a plan of it out; nothing is kept.

    Nothing is locked while it is calculated: what is made says which revision of the round it is of.

    Raises:
        CalculationFault: `gone`: there is no such round; `closed`: it is, so nothing comes of a plan; `no_plan`:
            there is none to change little of; `audit`: the control found something.
        FileFault, KeptFault, PolicyFault: as `given` and the calculation do.
    """
    progress(READ)
    with database.reading() as connection:
        found = read(connection, round_key)
        if found is None:
            raise CalculationFault("gone")
        if found.closed_at is not None:
            raise CalculationFault("closed")
        of = given(connection, round_key, catalogue)
        before = _before(connection, round_key) if calculation is Calculation.REPLAN else None
    plan, changes = _calculated(of, catalogue, before, clock, progress)
    if plan.audit is None or not plan.audit.passed:
        raise CalculationFault("audit")
    packed = Packed.of(plan_as_json(plan))
    return Made(
        round=round_key, revision=found.revision, plan=packed, input_hash=plan.input_hash, changes=changes
    )


def keep_made(connection: Connection, made: Made, *, by: str, clock: Clock) -> KeptPlan:
    """A plan that was made, kept and logged in the name of who asked for it.

    Raises:
        PlanFault: `old`: the round has gone on since.
    """
    kept = keep(connection, made.round, made.revision, made.plan, by=by, at=clock())
    of = read(connection, made.round)
    told = Decision(
        at=kept.made_at,
        actor=by,
        role=ROLE,
        unit=of.unit if of else None,
        action="keep",
        thing="plan",
        key=kept.key,
        facts={"number": kept.number, "digest": kept.digest, "input_hash": made.input_hash},
    )
    record(connection, told)
    return kept


def calculate(
    database: Database, catalogue: Catalogue, name: str, *, by: str, clock: Clock, progress: Progress = silent
) -> KeptPlan:
    """A round as it stands now in, the best plan of it kept.

    Raises:
        CalculationFault, FileFault, KeptFault, PolicyFault: as `make` does.
        PlanFault: as `keep_made` does.
    """
    with database.reading() as connection:
        found = named(connection, name)
    if found is None:
        raise CalculationFault("gone")
    made = make(database, catalogue, found.key, Calculation.FILL, clock=clock, progress=progress)
    with database.writing() as connection:
        return keep_made(connection, made, by=by, clock=clock)


def _before(connection: Connection, round_key: int) -> Plan:
    kept = newest(connection, round_key)
    if kept is None:
        raise CalculationFault("no_plan")
    return plan_from_json(text_of(connection, kept.key))


def _calculated(
    of: Given, catalogue: Catalogue, before: Plan | None, clock: Clock, progress: Progress
) -> tuple[Plan, int | None]:
    on = clock().date()
    if before is None:
        return fill(of.cohort, catalogue, of.policy, on=on, seed=SEED, progress=progress), None
    if before.mode is Mode.MEETINGS:
        raise PolicyFault(ErrorCode.REPLAN_WITH, setting="mode")
    standing = Standing(proposals=tuple((one.candidate, one.opening) for one in before.assignments))
    found = replan(of.cohort, catalogue, of.policy, standing, on=on, seed=SEED, progress=progress)
    return found.plan, len(found.moved)
