"""Every display of persons kept before it is sent, and every one that was denied, of rounds in the store."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from matching.domain.plan import Plan
from matching.domain.reasons import Party
from matching.domain.suggestion import Suggestion
from service.access import Actor
from service.desk import Desk
from service.shown.rounds import LoadedRound
from service.store.lookups import Lookup
from service.store.tables.rounds import person


@dataclass(frozen=True, eq=False)
class Records:
    """Where displays are kept."""

    desk: Desk

    def keep(
        self,
        actor: Actor,
        held: LoadedRound,
        action: str,
        persons: Iterable[str],
        *,
        at_opening: str | None = None,
        denied: bool = False,
    ) -> None:
        """Keep that somebody is shown persons of a round, or asked for one and was denied."""
        if held.key is None:
            return
        known, people = held.person_keys, set(persons)
        # Who is hidden, or has left the round, is in the store though not in what is held of it.
        others = [name for name in people if name not in known]
        keys = {known[name] for name in people if name in known} | self._keys_of(held, others)
        if not keys:
            return  # there is nobody of that id
        self.desk.displays.keep(
            Lookup(
                at=self.desk.clock(),
                actor=actor.id,
                role=actor.role,
                action=action,
                round=held.key,
                # A place that a need alone speaks of has no row of its own.
                opening=held.opening_keys.get(at_opening) if at_opening else None,
                persons=tuple(sorted(keys)),
                denied=denied,
            )
        )

    def _keys_of(self, held: LoadedRound, people: Collection[str]) -> set[int]:
        """The keys of people of the office by their ids, as they stand in the store."""
        if not people:
            return set()
        with self.desk.database.reading() as connection:
            found = select(person.c.key).where(person.c.unit == held.unit, person.c.id.in_(people))
            return set(connection.execute(found).scalars())


def persons_in(plan: Plan) -> set[str]:
    """Everybody a plan names."""
    return {
        *(one.candidate for one in plan.assignments),
        *(one.candidate for one in plan.unassigned),
        *(one.candidate for queue in plan.reserves.values() for one in queue),
        *(one.candidate for one in plan.decision_costs),
        *persons_in_causes(plan),
        *persons_asked_about(plan),
    }


def persons_in_causes(plan: Plan) -> set[str]:
    """Everybody who is named as a reason why there is no plan."""
    return {str(dict(one.facts)["candidate"]) for one in plan.causes if "candidate" in dict(one.facts)}


def persons_asked_about(plan: Plan) -> set[str]:
    """Everybody a question of a plan is about."""
    return {one.about for one in plan.open_questions if one.party is not Party.EMPLOYER}


def persons_at(plan: Plan, name: str, found: Iterable[Suggestion]) -> set[str]:
    """Everybody proposed at an opening, in its queue, or suggested for it."""
    return {
        *(one.candidate for one in plan.proposed_at(name)),
        *(one.candidate for one in plan.reserves.get(name, ())),
        *(one.candidate for one in found),
    }


def persons_of(one: Suggestion) -> set[str]:
    """The person of a pair, and those who would move if she went there."""
    moves = one.cost.moves if one.cost else ()
    return {one.candidate, *(move.candidate for move in moves)}
