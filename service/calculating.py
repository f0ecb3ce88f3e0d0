"""A kept round in, a new plan of it kept: the calculation a job does."""

from matching.catalogue.catalogue import Catalogue
from matching.files.out.plan_json import plan_as_json
from matching.pipeline import Progress, fill, silent
from service.clock import Clock
from service.kept import SEED, given
from service.store.database import Database
from service.store.plans import KeptPlan, keep
from service.store.rounds import named


class CalculationFault(Exception):
    """A calculation nothing may be kept of; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def calculate(
    database: Database, catalogue: Catalogue, name: str, *, by: str, clock: Clock, progress: Progress = silent
) -> KeptPlan:
    """A round as it stands now in, the plan of it kept.

    Nothing is locked while it is calculated: the plan says which revision of the round it was made of.

    Raises:
        CalculationFault: `gone`: there is no such round; `audit`: the control found something.
        FileFault, KeptFault, PolicyFault: as `given` does.
    """
    with database.reading() as connection:
        found = named(connection, name)
        if found is None:
            raise CalculationFault("gone")
        of = given(connection, found.key, catalogue)
    on = clock().date()
    plan = fill(of.cohort, catalogue, of.policy, on=on, seed=SEED, progress=progress)
    if plan.audit is None or not plan.audit.passed:
        raise CalculationFault("audit")
    with database.writing() as connection:
        return keep(connection, found.key, found.revision, plan_as_json(plan), by=by, at=clock())
