"""Rounds of the store in, the same ready to be shown out, each loaded once for as long as nothing in it changes."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import InnenforError
from matching.domain.people import People
from matching.domain.plan import Plan
from matching.domain.policy import POLICY_SCHEMA_VERSION, Policy
from matching.domain.programme import Programme
from matching.enquiry import Enquiry
from matching.files.decisions.policy import policy_in
from matching.files.lists import needs, openings
from matching.files.lists.kept import KeptFault, kept_cohort
from matching.files.out.plan_decoded import PlanFault as TextFault
from matching.files.out.plan_decoded import plan_from_json
from matching.wording import Words
from service.operating.clock import Clock
from service.operating.logs import Event, tell_fault
from service.shown.absent import without_absent
from service.shown.engaged import free_of
from service.shown.remembered import Remembered, people_of
from service.shown.rounds import LoadedRound
from service.shown.turn import TURN
from service.store.database import Database
from service.store.hiding import hidden_ids
from service.store.holding import holding
from service.store.lists import rows_of
from service.store.naming import without
from service.store.plans import KeptPlan, PlanFault, newest, state_of, text_of
from service.store.rounds import KeptRound, decided, named, rounds_with_a_plan
from service.store.rows import NEEDS, OPENINGS
from service.store.versions import keys_of_openings

SEED: Final = 1
"""Breaks ties in calculations of kept rounds."""
PEOPLE_AT_ONCE: Final = 500_000
"""People in the rounds held ready, at most: many small rounds, or some of the size of a county."""
KINDS: Final = {openings.SHEET: OPENINGS, needs.SHEET: NEEDS}
"""The lists of a round beside that of its people, by the name they have in a workbook."""


@dataclass(frozen=True, eq=False)
class Given:
    """What a calculation of a round rests on, as it stands in the store."""

    cohort: Cohort
    policy: Policy
    programme: Programme


def given(connection: Connection, round_key: int, catalogue: Catalogue, known: People | None = None) -> Given:
    """The lists of a round and what is decided about it, read as files are.

    `known`: the people of the round as they stand now, where their rows were read before.

    Raises:
        FileFault: it has no people, or no openings.
        KeptFault, PolicyFault: what was kept can no longer be read.
    """
    tables = decided(connection, round_key) or {"schema_version": POLICY_SCHEMA_VERSION}
    seen = without(tables, hidden_ids(connection, round_key))
    policy, programme = policy_in(seen, None, catalogue)
    everybody = people_of(connection, round_key, catalogue).people if known is None else known
    rows = {name: [row.cells for row in rows_of(connection, round_key, kind)] for name, kind in KINDS.items()}
    cohort = kept_cohort(rows, catalogue, programme, policy.needs_filled, everybody)
    return Given(*free_of(cohort, policy, holding(connection, round_key), Words(catalogue)), programme)


State = tuple[int, int, bool, date]
"""The revision of a round, the key of its newest plan, whether it is closed, and the day.

What is shown of it rests on nothing else.
"""


class UnreadableRound(Exception):
    """What is kept of a round can no longer be read: somebody has changed it, or it does not fit together."""


@dataclass(frozen=True, eq=False)
class Ready:
    """A round held ready, with what it was made of, so that what has not changed is not read again."""

    state: State
    loaded: LoadedRound
    people: Remembered
    plan: Plan


@dataclass(eq=False)
class KeptRounds(Mapping[str, LoadedRound]):
    """The rounds of the store that have a plan, by id."""

    database: Database
    catalogue: Catalogue
    clock: Clock
    _ready: dict[str, Ready] = field(default_factory=dict)
    _loading: dict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))
    """One at a time loads a round; those who ask for the same one wait for it, and those of other rounds do not."""
    _lock: Lock = field(default_factory=Lock)
    """Held while the two above are looked up, and never while anything is read."""

    def __getitem__(self, name: str) -> LoadedRound:
        """The round as it stands now.

        Raises:
            KeyError: there is no such round, or no plan of it.
            UnreadableRound: its plan or its lists cannot be read; what hindered is told in the log.
            InnenforError: nobody in it may be shown.
        """
        with self.database.reading() as connection:
            state = self._state(connection, name)
        with self._lock:
            before, loading = self._ready.pop(name, None), self._loading[name]
            if before:
                self._ready[name] = before  # the last one asked for
        if before and before.state == state:
            return before.loaded
        with loading:
            try:
                return self._now(name).loaded
            except (TextFault, PlanFault, KeptFault) as error:
                tell_fault(Event.UNREADABLE, error)
                raise UnreadableRound from error

    @property
    def ready(self) -> Mapping[str, LoadedRound]:
        """Those held ready, the one asked for longest ago first, as they stood when they were asked for."""
        with self._lock:
            return {name: one.loaded for name, one in self._ready.items()}

    def _now(self, name: str) -> Ready:
        """The round as it stands now, for whoever loads it."""
        with self.database.reading() as connection:
            state = self._state(connection, name)
            with self._lock:
                before = self._ready.get(name)
            ready = (
                before if before and before.state == state else self._made(connection, name, state, before)
            )
        with self._lock:
            self._ready.pop(name, None)
            self._ready[name] = ready
            self._make_room()
        return ready

    def _make_room(self) -> None:
        """Rounds asked for longest ago forgotten, while there are too many people in those that are held ready."""
        people = sum(len(one.loaded.cohort.people) for one in self._ready.values())
        while people > PEOPLE_AT_ONCE and len(self._ready) > 1:
            oldest = self._ready.pop(next(iter(self._ready)))
            people -= len(oldest.loaded.cohort.people)

    def _state(self, connection: Connection, name: str) -> State:
        found = state_of(connection, name)
        if found is None:
            raise KeyError(name)
        return *found, self.clock().date()

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
            with suppress(KeyError, UnreadableRound, InnenforError):
                found.append(self[name])
        return found

    def _made(self, connection: Connection, name: str, state: State, before: Ready | None) -> Ready:
        """A round read from the store, but for what stands as it did before."""
        found = named(connection, name)
        kept = newest(connection, found.key) if found else None
        if found is None or kept is None:
            raise KeyError(name)
        known = people_of(connection, found.key, self.catalogue, before.people if before else None)
        is_known = before is not None and before.state[1] == kept.key
        plan = before.plan if before and is_known else self._read(connection, kept.key)
        of = given(connection, found.key, self.catalogue, known.people)
        loaded = self._loaded(found, of, plan, kept)
        person_keys = {name: one.key for name, one in known.versions.items()}
        loaded = replace(
            loaded, person_keys=person_keys, opening_keys=keys_of_openings(connection, found.key)
        )
        return Ready(state, loaded, known, plan)

    def _read(self, connection: Connection, key: int) -> Plan:
        return plan_from_json(text_of(connection, key), partial(TURN.taken, last=True))

    def _loaded(self, found: KeptRound, of: Given, plan: Plan, kept: KeptPlan) -> LoadedRound:
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
            secret=found.secret,
            enquiry=enquiry,
            plan=plan if current else without_absent(plan, of.cohort),
            made_at=kept.made_at,
            closed=found.closed_at is not None,
        )
