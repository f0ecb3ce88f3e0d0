"""An actor and a round in, what the actor may see of it out: the one place where things are held back."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from matching.domain.change import WhyEmpty, WhyLeft
from matching.domain.cohort import Cohort
from matching.domain.funnel import Funnel
from matching.domain.plan import AuditReport, EmptySeats, Plan
from matching.domain.proof import Proof
from matching.domain.reasons import Party, Reason
from matching.domain.shortlist import EVERYBODY, Narrowing, Shortlist
from matching.domain.suggestion import Suggestion
from matching.why_not.empty import why_empty
from matching.why_not.left import why_left
from service.access import Action, Actor, Kind, Reach, Thing, may
from service.desk import Desk
from service.shown.answers import Answer
from service.shown.counts import OF_OTHERS, Counts, counts_of, enough, most_helped, room_beside
from service.shown.records import Records
from service.shown.rounds import TARGET_GROUP, LoadedRound


@dataclass(frozen=True, eq=False)
class Sight:
    """One round as one actor may see it."""

    actor: Actor
    round: LoadedRound
    desk: Desk | None = None
    """Where what she does is kept, and whom she is shown; None for rounds that are not kept."""

    def once(self, about: Hashable, answer: Callable[[], Answer]) -> Answer:
        """What rests on the round, on `about` and on what the actor may see alone, for all who may see the same."""
        return self.round.answers.of((self.whose, about), answer)

    @property
    def whose(self) -> Hashable:
        """What the access table asks of an actor: two of whom it is the same may see the same of this round."""
        actor = self.actor
        return actor.role, actor.firm, self.round.unit in actor.units

    def shows(self, action: str, persons: Iterable[str], *, at_opening: str | None = None) -> None:
        """Keep that the actor is shown persons; to be called before they are."""
        if self.desk:
            Records(self.desk).keep(self.actor, self.round, action, persons, at_opening=at_opening)

    def denies(self, action: str, person: str) -> None:
        """Keep that the actor asked for a person of the round and was denied."""
        if self.desk:
            Records(self.desk).keep(self.actor, self.round, action, (person,), denied=True)

    def may_read(self, kind: Kind, *, agreed: bool = False) -> bool:
        """Whether the actor may see things of a kind in this round; `agreed` is as in Thing."""
        return may(self.actor, Action.READ, Thing(kind, self.round.unit, agreed))

    def may(self, action: Action, kind: Kind) -> bool:
        """Whether the actor may do something with things of a kind in this round."""
        return may(self.actor, action, Thing(kind, self.round.unit))

    @property
    def is_kept(self) -> bool:
        """Whether the round is kept, so that people can work with it."""
        return self.desk is not None and self.round.key is not None

    @property
    def has_lists(self) -> bool:
        """Whether openings have lists the actor may see: those of kept rounds do."""
        return self.is_kept and self.may_read(Kind.ENTRY)

    @property
    def kept(self) -> tuple[Desk, int]:
        """The desk, and the key of the round in the store.

        Raises:
            LookupError: the round is not kept; routes that work with it ask for one that is.
        """
        if self.desk is None or self.round.key is None:
            raise LookupError(self.round.id)
        return self.desk, self.round.key

    @property
    def reach(self) -> Reach:
        """How many of the people of the round the actor may see."""
        if self.may_read(Kind.PERSON) and self.may_read(Kind.TARGET_GROUP):
            return Reach.ALL
        return Reach.AGREED if self.may_read(Kind.PERSON, agreed=True) else Reach.NONE

    @cached_property
    def people(self) -> frozenset[str]:
        """Ids of the people the actor may see."""
        if self.reach is Reach.NONE:
            return frozenset()
        return self.round.everybody if self.reach is Reach.ALL else self.round.agreed

    def people_for(self, opening: str, count: int) -> tuple[Suggestion, ...]:
        """The people the actor may see who suit an opening best."""
        return self._reckoned(self.shortlist(opening, count).suggestions)

    def shortlist(
        self, opening: str, count: int, asked: Narrowing = EVERYBODY, passing: Cohort | None = None
    ) -> Shortlist:
        """The people the actor may see who suit an opening best, and how they stand among the others she may see.

        `passing`: where an opening stands that is none of the round's.
        """
        # Those not to be seen are taken out of the whole ranking, so that they leave no gap in it.
        seen = None if self.reach is Reach.ALL else self.people
        if passing is not None:
            found = self.round.enquiry.beside(passing).shortlist(opening, count, asked, among=seen)
        else:
            # How many are seen says who they are: see `people`.
            found = self.round.answers.of(
                ("shortlist", opening, count, asked, self.reach),
                lambda: self.round.enquiry.shortlist(opening, count, asked, among=seen),
            )
        return replace(found, suggestions=tuple(map(self._shown, found.suggestions)))

    def reckoned(self, found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
        """Suggestions with what each alone costs the plan, and who would move: for who may see both."""
        return self._reckoned(found, moves=self.reach is Reach.ALL)

    def openings_for(self, candidate: str, count: int) -> tuple[Suggestion, ...]:
        """The openings that suit a person best."""
        return self._reckoned(self._shown(one) for one in self.round.openings_for(candidate, count))

    def pair(self, candidate: str, opening: str) -> Suggestion:
        """All there is to say about one pair."""
        found = self._shown(self.round.enquiry.pair(candidate, opening))
        return self._reckoned([found], moves=self.reach is Reach.ALL)[0]

    @property
    def counted(self) -> Plan | None:
        """The plan that costs of suggestions are counted on; None where the actor may not see them."""
        return self.round.plan if self.may_read(Kind.CHANGE) else None

    def why_left(self, candidate: str) -> WhyLeft | None:
        """Why a person has no proposal, and what it would take; None where she has one."""
        return why_left(self.round.standing, candidate)

    def why_empty(self, opening: str) -> WhyEmpty | None:
        """Why an opening has room left, and what it would take; None where it has none left."""
        return why_empty(self.round.standing, opening)

    @property
    def plan(self) -> Plan:
        """The plan without what the actor may not see: persons, and what counts persons she may not see."""
        return self.once("plan", self._plan)

    def _plan(self) -> Plan:
        plan = self.round.plan if self.reach is Reach.ALL else self._part_of(self.round.plan)
        bounds = plan.bounds if self.reach is Reach.ALL and self.may_read(Kind.PROOF) else None
        return replace(plan, proof=self._proof(plan), bounds=bounds, audit=self._audit(plan))

    @cached_property
    def counts(self) -> Counts:
        """The round in numbers, as the actor may see them."""
        plan, people = (self.plan, self.people) if self.reach else (self.round.plan, self.round.person_rows)
        return self.round.answers.of(
            ("counts", self.reach),
            lambda: counts_of(plan, len(people), self.round.opening_rows, few=self.reach is not Reach.NONE),
        )

    @cached_property
    def most_helped(self) -> tuple[str, ...]:
        """Openings where one more of their room would give most, most first: the order without the numbers."""
        return most_helped(self.round.plan, self.people, None if self.reach else self.counts)

    def _part_of(self, plan: Plan) -> Plan:
        people = self.people
        questions = tuple(
            one for one in plan.open_questions if one.party is not Party.EMPLOYER and one.about in people
        )
        questions = questions if self.may_read(Kind.QUESTIONS) else ()
        reserves = {
            name: tuple(one for one in queue if one.candidate in people)
            for name, queue in plan.reserves.items()
        }
        return replace(
            plan,
            causes=self._unremarked(one for one in plan.causes if dict(one.facts).get("candidate") in people),
            assignments=tuple(
                replace(one, notes=self._unremarked(one.notes))
                for one in plan.assignments
                if one.candidate in people
            ),
            unassigned=tuple(
                replace(one, reasons=tuple(why for why in one.reasons if why.code not in OF_OTHERS))
                for one in plan.unassigned
                if one.candidate in people
            ),
            empty_seats=self._room(plan),
            reserves={name: queue for name, queue in reserves.items() if queue},
            seat_values=(),
            decision_costs=tuple(one for one in plan.decision_costs if one.candidate in people),
            limits=(),
            funnel=self._funnel(plan),
            open_questions=questions,
            questions_in_all=len(questions),
            notes=tuple(one for one in plan.notes if not one.facts),
            rejected=(),
        )

    def _room(self, plan: Plan) -> tuple[EmptySeats, ...]:
        if self.reach:
            return room_beside(plan, self.people)
        told = (one for one in plan.empty_seats if self.counts.at[one.opening].room is not None)
        return tuple(replace(one, eligible=0, unknown=0, reasons=()) for one in told)

    def _tells_pairs(self, pairs: int) -> bool:
        return bool(self.reach) or enough(pairs, of_each=len(self.round.opening_rows))

    def _funnel(self, plan: Plan) -> Funnel | None:
        """The funnel counts everybody, so it is for who sees all; of who sees none, where no count is small."""
        funnel = plan.funnel
        if self.reach or funnel is None:
            return None
        totals = funnel.pairs, funnel.eligible, funnel.unknown, funnel.ineligible
        rules = tuple(
            one
            for one in funnel.rules
            if one.reason not in TARGET_GROUP
            and all(map(self._tells_pairs, (one.stopped, one.alone, one.unknown, one.unknown_alone)))
        )
        return replace(funnel, rules=rules) if all(map(self._tells_pairs, totals)) else None

    def _proof(self, plan: Plan) -> Proof | None:
        """The proof sums over everybody, so those seen taken away must leave nobody, or not few."""
        proof = plan.proof if self.may_read(Kind.PROOF) else None
        unseen = len(self.round.plan.assignments) - len(plan.assignments)
        told = enough(unseen) and (self.reach or self.counts.proposals is not None)
        return proof if proof and told and self._tells_pairs(proof.pairs) else None

    def _audit(self, plan: Plan) -> AuditReport | None:
        audit = plan.audit if self.may_read(Kind.PROOF) else None
        return audit if audit and self._tells_pairs(audit.pairs) else None

    def _unremarked(self, notes: Iterable[Reason]) -> tuple[Reason, ...]:
        """Notes without what somebody has written in words of her own, where the actor may not read that."""
        if self.may_read(Kind.REMARK):
            return tuple(notes)
        return tuple(
            Reason(one.code, tuple((name, None if name == "reason" else fact) for name, fact in one.facts))
            for one in notes
        )

    def _shown(self, one: Suggestion) -> Suggestion:
        return replace(one, verdict=replace(one.verdict, notes=self._unremarked(one.verdict.notes)))

    def _reckoned(self, found: Iterable[Suggestion], *, moves: bool = False) -> tuple[Suggestion, ...]:
        """Suggestions with what each costs the plan, where the actor may see it: it rests on everybody."""
        pairs = tuple(found)
        if not self.counted:
            return pairs
        costs = self.round.costs(pairs, moves=moves)
        return tuple(replace(one, cost=cost) for one, cost in zip(pairs, costs, strict=True))
