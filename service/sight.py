"""An actor and a round in, what the actor may see of it out: the one place where things are held back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from matching.domain.answers import YES
from matching.domain.plan import Plan
from matching.domain.reasons import Party, Reason, ReasonCode
from matching.domain.suggestion import Suggestion
from service.access import Action, Actor, Kind, Reach, Thing, may
from service.rounds import LoadedRound

TARGET_GROUP: Final = frozenset(
    {
        ReasonCode.NOT_REGISTERED,
        ReasonCode.EFFORT_GROUP_TOO_LOW,
        ReasonCode.TOO_YOUNG,
        ReasonCode.TOO_OLD,
        ReasonCode.ASK_REGISTERED,
        ReasonCode.ASK_EFFORT_GROUP,
        ReasonCode.ASK_BIRTHDAY,
    }
)
"""Reasons that tell who belongs to the target group; together, for one left out alone would tell by its absence."""


@dataclass(frozen=True, eq=False)
class Sight:
    """One round as one actor may see it."""

    actor: Actor
    round: LoadedRound

    def may_read(self, kind: Kind, *, agreed: bool = False) -> bool:
        """Whether the actor may see things of a kind in this round; `agreed` is as in Thing."""
        return may(self.actor, Action.READ, Thing(kind, self.round.unit, agreed))

    @property
    def reach(self) -> Reach:
        """How many of the people of the round the actor may see."""
        if self.may_read(Kind.PERSON):
            return Reach.ALL
        return Reach.AGREED if self.may_read(Kind.PERSON, agreed=True) else Reach.NONE

    @cached_property
    def people(self) -> frozenset[str]:
        """Ids of the people the actor may see."""
        people = self.round.cohort.people
        seen = {Reach.NONE: [], Reach.AGREED: people.id[people.in_round == YES].tolist()}
        return frozenset(seen.get(self.reach, people.id.tolist()))

    def reasons(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        """Reasons without those about the target group, where the actor may not see these."""
        return tuple(reason for reason in reasons if self._tells(reason.code))

    def people_for(self, opening: str, count: int) -> tuple[Suggestion, ...]:
        """The people the actor may see who suit an opening best."""
        # Those not to be seen are taken out of the whole ranking, so that they leave no gap in it.
        asked = count if self.reach is Reach.ALL else len(self.round.cohort.people)
        found = self.round.enquiry.people_for(opening, asked) if self.reach else ()
        return tuple(self._shown(one) for one in found if one.candidate in self.people)[:count]

    def openings_for(self, candidate: str, count: int) -> tuple[Suggestion, ...]:
        """The openings that suit a person best."""
        return tuple(self._shown(one) for one in self.round.enquiry.openings_for(candidate, count))

    def pair(self, candidate: str, opening: str) -> Suggestion:
        """All there is to say about one pair."""
        return self._shown(self.round.enquiry.pair(candidate, opening))

    @cached_property
    def plan(self) -> Plan:
        """The plan without what the actor may not see: persons, counts of persons, and the target group."""
        plan, people = self.round.plan, self.people
        reserves = {
            name: tuple(one for one in queue if one.candidate in people)
            for name, queue in plan.reserves.items()
        }
        return replace(
            plan,
            causes=tuple(one for one in plan.causes if dict(one.facts).get("candidate", "") in {*people, ""}),
            assignments=tuple(
                replace(one, questions=self.reasons(one.questions), notes=self.reasons(one.notes))
                for one in plan.assignments
                if one.candidate in people
            ),
            unassigned=tuple(
                replace(one, reasons=self.reasons(one.reasons))
                for one in plan.unassigned
                if one.candidate in people
            ),
            empty_seats=tuple(
                replace(one, reasons=self.reasons(one.reasons) if self.reach else ())
                for one in plan.empty_seats
            ),
            reserves=reserves,
            decision_costs=tuple(one for one in plan.decision_costs if one.candidate in people),
            proof=plan.proof if self.may_read(Kind.PROOF) else None,
            audit=plan.audit if self.may_read(Kind.PROOF) else None,
            funnel=plan.funnel
            and replace(
                plan.funnel, rules=tuple(one for one in plan.funnel.rules if self._tells(one.reason))
            ),
            open_questions=tuple(
                one
                for one in plan.open_questions
                if self.may_read(Kind.QUESTIONS)
                and self._tells(one.question)
                and (one.party is Party.EMPLOYER or one.about in people)
            ),
        )

    def _tells(self, code: ReasonCode) -> bool:
        return code not in TARGET_GROUP or self.may_read(Kind.TARGET_GROUP)

    def _shown(self, one: Suggestion) -> Suggestion:
        return replace(one, verdict=replace(one.verdict, reasons=self.reasons(one.verdict.reasons)))
