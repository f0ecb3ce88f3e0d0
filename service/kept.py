"""Rounds of the store in, the same ready to be shown out, each loaded once for as long as nothing in it changes."""

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import InnenforError
from matching.domain.plan import Plan
from matching.domain.policy import POLICY_SCHEMA_VERSION, Policy
from matching.domain.programme import Programme
from matching.enquiry import Enquiry
from matching.files.decisions.policy import policy_in
from matching.files.lists import needs, openings, people
from matching.files.lists.kept import KeptFault, kept_cohort
from matching.files.out.plan_decoded import PlanFault, plan_from_json
from service.clock import Clock
from service.rounds import LoadedRound
from service.store.database import Database
from service.store.hiding import hidden_ids
from service.store.lists import rows_of
from service.store.naming import without
from service.store.plans import KeptPlan, newest, text_of
from service.store.rounds import KeptRound, decided, named, rounds_with_a_plan
from service.store.rows import NEEDS, OPENINGS, PEOPLE

_LOG: Final = logging.getLogger("service")

SEED: Final = 1
"""Breaks ties in calculations of kept rounds."""
AT_ONCE: Final = 8
"""Rounds held ready, at most."""
KINDS: Final = {people.SHEET: PEOPLE, openings.SHEET: OPENINGS, needs.SHEET: NEEDS}
"""The lists of a round, by the name they have in a workbook."""


@dataclass(frozen=True, eq=False)
class Given:
    """What a calculation of a round rests on, as it stands in the store."""

    cohort: Cohort
    policy: Policy
    programme: Programme


def given(connection: Connection, round_key: int, catalogue: Catalogue) -> Given:
    """The lists of a round and what is decided about it, read as files are.

    Raises:
        FileFault: it has no people, or no openings.
        KeptFault, PolicyFault: what was kept can no longer be read.
    """
    tables = decided(connection, round_key) or {"schema_version": POLICY_SCHEMA_VERSION}
    seen = without(tables, hidden_ids(connection, round_key))
    policy, programme = policy_in(seen, None, catalogue)
    rows = {name: [row.cells for row in rows_of(connection, round_key, kind)] for name, kind in KINDS.items()}
    return Given(kept_cohort(rows, catalogue, programme, policy.needs_filled), policy, programme)


@dataclass(eq=False)
class KeptRounds(Mapping[str, LoadedRound]):
    """The rounds of the store that have a plan, by id."""

    database: Database
    catalogue: Catalogue
    clock: Clock
    _ready: dict[str, tuple[tuple[int, int, date], LoadedRound]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __getitem__(self, name: str) -> LoadedRound:
        """The round as it stands now.

        Raises:
            KeyError: there is no such round, or no plan of it.
        """
        with self.database.reading() as connection:
            found = named(connection, name)
            plan = newest(connection, found.key) if found else None
            if found is None or plan is None:
                raise KeyError(name)
            state = found.revision, plan.key, self.clock().date()
            with self._lock:
                if name in self._ready and self._ready[name][0] == state:
                    return self._ready[name][1]
            loaded = self._loaded(connection, found, plan)
        with self._lock:
            self._ready.pop(name, None)
            self._ready[name] = state, loaded
            for oldest in list(self._ready)[:-AT_ONCE]:
                del self._ready[oldest]
        return loaded

    def __iter__(self) -> Iterator[str]:
        with self.database.reading() as connection:
            return iter(rounds_with_a_plan(connection))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def of_units(self, units: Collection[str]) -> list[LoadedRound]:
        """The rounds of some offices; one that can no longer be read is left out, and hinders no other."""
        with self.database.reading() as connection:
            names = rounds_with_a_plan(connection, units)
        found = []
        for name in names:
            try:
                found.append(self[name])
            except (KeyError, KeptFault, PlanFault, InnenforError) as error:
                _LOG.error("a round cannot be read: %s", type(error).__name__)
        return found

    def _loaded(self, connection: Connection, found: KeptRound, kept: KeptPlan) -> LoadedRound:
        of, plan = given(connection, found.key, self.catalogue), plan_from_json(text_of(connection, kept.key))
        current = kept.revision == found.revision
        # What a plan of earlier facts says a choice would cost it is no longer so.
        enquiry = Enquiry(
            of.cohort,
            self.catalogue,
            of.policy,
            self.clock().date(),
            SEED,
            plan if current else None,
        )
        return LoadedRound(
            id=found.id,
            key=found.key,
            name=found.name,
            unit=found.unit,
            synthetic=found.synthetic,
            enquiry=enquiry,
            plan=plan if current else without_absent(plan, of.cohort),
        )


def without_absent(plan: Plan, cohort: Cohort) -> Plan:
    """A plan without those who are no longer in the round, and without what was proved with them."""
    here, there = set(cohort.people.id.tolist()), set(cohort.openings.id.tolist())
    reserves = {
        name: tuple(one for one in queue if one.candidate in here)
        for name, queue in plan.reserves.items()
        if name in there
    }
    return replace(
        plan,
        causes=(),
        assignments=tuple(one for one in plan.assignments if one.candidate in here and one.opening in there),
        unassigned=tuple(one for one in plan.unassigned if one.candidate in here),
        empty_seats=tuple(one for one in plan.empty_seats if one.opening in there),
        reserves=reserves,
        seat_values=(),
        limits=(),
        decision_costs=tuple(
            one for one in plan.decision_costs if one.candidate in here and one.opening in there
        ),
        open_questions=tuple(one for one in plan.open_questions if one.about in here | there),
        funnel=None,
        proof=None,
        bounds=None,
        audit=None,
        rejected=(),
    )
