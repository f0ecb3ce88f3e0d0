"""Checks of how good a plan under constraints is: each bound worked out again from its whole numbers."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from matching.audit.blocks import Room, Valued, block
from matching.audit.case import Case
from matching.audit.coverage import shuffled
from matching.audit.limits import Counted, limits_found
from matching.audit.meeting import Pair, are_among
from matching.audit.memo import Memo
from matching.domain.constraints import LimitKind
from matching.domain.plan import Status
from matching.domain.policy import Objective
from matching.domain.proof import Aim, BoundKind, Bounds, StageProof, Total

KEPT_BY_FIRM = (LimitKind.EMPLOYER, LimitKind.CLASS)
"""Limits a block keeps by itself."""

FIRMS = 200
"""Firms whose block is worked out again where there are too many pairs to check all."""


class Ground:
    """What the bounds of one plan are worked out from, and what we find ourselves."""

    def __init__(self, case: Case, bounds: Bounds) -> None:
        self.case, self.bounds = case, bounds

    @cached_property
    def limits(self) -> list[Counted]:
        """The limits of the policy, in the order of their numbers."""
        return limits_found(self.case)

    @cached_property
    def objective(self) -> Total:
        """What the proposals come to by our own points."""
        points = sum(self.case.points[pair] for pair in self.case.proposed)
        return Total(len(self.case.proposals_of), len(self.case.proposed), points)

    @cached_property
    def firms(self) -> int:
        """Firms up to the last one that has an opening."""
        return max(self.case.firm_of, default=-1) + 1

    def openings_of(self, firm: int) -> list[int]:
        """The openings of a firm."""
        return [opening for opening, one in enumerate(self.case.firm_of) if one == firm]

    def block(self, stage: StageProof, firm: int) -> int | None:
        """The most a firm's openings can be worth by themselves at the numbers of a stage; None if they cannot."""
        rooms = [(self._room(opening), self._valued(stage, opening)) for opening in self.openings_of(firm)]
        totals = [
            one.most
            for one in self.limits
            if one.kind is LimitKind.EMPLOYER and self._is_of(one, firm) and one.most is not None
        ]
        return block(rooms, min(totals, default=None))

    def bound(self, stage: StageProof) -> int:
        """What no plan can pass, from the numbers and the blocks told."""
        case = self.case
        first = stage.scale if stage.aim is Aim.PEOPLE else stage.kept_people
        lists = case.round.lists
        ours: list[int] = stage.people.tolist()
        people = sum(max(0, first + a) + (lists - 1) * max(0, a) for a in ours)
        numbers = zip(self.limits, stage.limits.tolist(), strict=False)
        limits: int = sum(
            number * ((one.most or 0) if number > 0 else one.least) for one, number in numbers if number
        )
        kept = stage.kept_people * self.objective.people + stage.kept_proposals * self.objective.proposals
        blocks: list[int] = stage.blocks.tolist()
        return (people + limits + sum(blocks) - kept) // stage.scale

    def _is_of(self, one: Counted, firm: int) -> bool:
        return any(one.counts((0, opening)) for opening in self.openings_of(firm))

    def _room(self, opening: int) -> Room:
        name = self.case.round.opening_ids[opening]
        classes = [one for one in self.limits if one.kind is LimitKind.CLASS and one.name == name]
        capacity = self.case.shares.capacity(opening) * (1 if self.case.shares.halves(opening) else 2)
        return Room(capacity, classes[0].least, classes[0].most) if classes else Room(capacity)

    def _valued(self, stage: StageProof, opening: int) -> Sequence[Valued]:
        return [self._value(stage, pair, points) for pair, points in self._pairs[opening]]

    @cached_property
    def _pairs(self) -> Memo[int, list[tuple[Pair, int]]]:
        """Of an opening, the pairs that may be proposed there and those pinned, and their points."""
        return Memo(self._pairs_at)

    def _pairs_at(self, opening: int) -> list[tuple[Pair, int]]:
        case = self.case
        people = case.meetings.allowed_at(opening)
        points = case.scores.points(people, opening)
        kept = (points >= case.policy.minimum_fit) & ~are_among(people, opening, case.pins)
        others = zip(people[kept].tolist(), points[kept].tolist(), strict=True)
        pinned = [(pair, case.points[pair]) for pair in case.pins if pair[1] == opening]
        return [*pinned, *(((person, opening), worth) for person, worth in others)]

    def _value(self, stage: StageProof, pair: Pair, points: int) -> Valued:
        worth = stage.kept_proposals - int(stage.people[pair[0]])
        if stage.aim is Aim.PROPOSALS:
            worth += stage.scale
        elif stage.aim is Aim.POINTS:
            worth += stage.scale * points
        for one, number in zip(self.limits, stage.limits.tolist(), strict=False):
            if number and one.counts(pair):
                worth -= number
        size = self.case.shares.size(pair) if self.case.shares.halves(pair[1]) else 2
        return Valued(pair, size, worth, pair in self.case.pins)


def bounds_are_whole(case: Case) -> Iterator[str]:
    """There is a stage for each aim in its order, with a whole number for every person, limit and firm."""
    bounds = case.plan.bounds
    if bounds is None:
        return
    proven = all(stage.bound == stage.objective for stage in bounds.stages)
    if bounds.bound_kind is BoundKind.SOLVER and (proven or case.plan.status is not Status.OPTIMAL):
        yield "the bound is told to be a solver's claim, and there is nothing it claims"
    aims = [one.aim for one in bounds.stages]
    if aims != _aims(case):
        yield f"told the stages {aims}, found {_aims(case)}"
    ground = Ground(case, bounds)
    for stage in bounds.stages:
        yield from _stage_is_whole(ground, stage)


def base_is_the_whole(case: Case) -> Iterator[str]:
    """A plan proven by prices has nothing but room and lists to keep; and a plan has one proof, not two."""
    if case.plan.bounds is not None and case.plan.proof is not None:
        yield "the plan has two proofs"
    if case.plan.proof is None:
        return
    if case.policy.limited:
        yield "the plan is proven by prices, and people have limited it"
    sharing = np.array([case.shares.halves(one) > 0 for one in range(len(case.opening_at))], dtype=np.bool_)
    shared = np.flatnonzero(sharing[case.coverage.openings])
    for person, opening in zip(*(one[shared].tolist() for one in case.coverage[1:]), strict=True):
        if case.shares.size((person, opening)) == 1:
            yield f"{case.named((person, opening))} would share a seat, and the plan is proven by prices"
            return


def stages_are_counted(case: Case) -> Iterator[str]:
    """The objective, and what each stage reaches, is what the proposals come to by our own points."""
    if case.plan.bounds is None:
        return
    ground = Ground(case, case.plan.bounds)
    if case.plan.bounds.objective != ground.objective:
        yield f"told {case.plan.bounds.objective}, found {ground.objective}"
    for stage in case.plan.bounds.stages:
        found = getattr(ground.objective, stage.aim)
        if stage.objective != found:
            yield f"stage {stage.aim}: told {stage.objective}, found {found}"


def blocks_are_found(case: Case) -> Iterator[str]:
    """What each firm's openings can be worth by themselves is as we find, of all firms or a sample of them."""
    if case.plan.bounds is None:
        return
    ground = Ground(case, case.plan.bounds)
    order = shuffled(ground.firms, f"{case.spread}:blocks")
    firms = (
        list(order)
        if case.coverage.complete
        else [firm for firm, _ in zip(order, range(FIRMS), strict=False)]
    )
    for stage in _whole_stages(ground):
        for firm in sorted(firms):
            found = ground.block(stage, firm)
            if found is None or int(stage.blocks[firm]) != found:
                name = case.round.cohort.employers[firm].name
                yield f"stage {stage.aim}, {name}: told {stage.blocks[firm]}, found {found}"


def bounds_follow(case: Case) -> Iterator[str]:
    """No stage tells a bound below what its numbers come to, or one it has passed itself."""
    if case.plan.bounds is None:
        return
    ground = Ground(case, case.plan.bounds)
    for stage in _whole_stages(ground):
        found = ground.bound(stage)
        if stage.bound != max(found, stage.objective):
            yield f"stage {stage.aim}: told the bound {stage.bound}, found {found}"
        if found < stage.objective:
            yield f"stage {stage.aim}: reaches {stage.objective}, and could not pass {found}"


def bound_is_told(case: Case) -> Iterator[str]:
    """The bound of the whole is the plan where proven or claimed, else down to the first open aim and its bound."""
    bounds = case.plan.bounds
    if bounds is None:
        return
    told, plan = bounds.bound, Ground(case, bounds).objective
    open_ = [stage for stage in bounds.stages if stage.bound > stage.objective]
    found = plan
    if open_ and bounds.bound_kind is BoundKind.CERTIFIED:
        first = open_[0]
        if first.aim is Aim.PEOPLE:
            found = Total(first.bound, first.bound if case.round.lists == 1 else 0)
        elif first.aim is Aim.PROPOSALS:
            found = Total(plan.people, first.bound)
        else:
            found = Total(plan.people, plan.proposals, first.bound)
    if told != found:
        yield f"told {told}, found {found}"


def status_is_earned(case: Case) -> Iterator[str]:
    """A plan under constraints is called the best where every stage reaches its bound, or a solver says it is."""
    bounds = case.plan.bounds
    if bounds is None:
        return
    proven = all(stage.bound == stage.objective for stage in bounds.stages)
    claimed = bounds.bound_kind is BoundKind.SOLVER
    if (case.plan.status is Status.OPTIMAL) != (proven or claimed):
        yield f"the plan is told to be {case.plan.status}, and its stages are{'' if proven else ' not'} proven"


def _stage_is_whole(ground: Ground, stage: StageProof) -> Iterator[str]:
    case = ground.case
    columns = (
        ("people", stage.people, len(case.person_at)),
        ("limits", stage.limits, len(case.plan.limits)),
        ("blocks", stage.blocks, ground.firms),
    )
    for name, column, size in columns:
        if column.shape != (size,) or column.dtype.kind != "i":
            yield f"stage {stage.aim} has not a whole number for each of {size} {name}"
            return
    aims = _aims(case)
    kept = {Aim.PEOPLE: stage.kept_people, Aim.PROPOSALS: stage.kept_proposals}
    for aim, number in kept.items():
        before = aim in aims[: aims.index(stage.aim)] if stage.aim in aims else False
        if number < 0 or (number and not before):
            yield f"stage {stage.aim} keeps {aim} by {number}"
    if stage.scale < 1:
        yield f"stage {stage.aim} has the scale {stage.scale}"
    for place, number in enumerate(stage.limits.tolist()):
        one = ground.limits[place] if place < len(ground.limits) else None
        if number and (one is None or one.kind in KEPT_BY_FIRM or (number > 0 and one.most is None)):
            yield f"stage {stage.aim} has {number} for a limit that can have none"


def _whole_stages(ground: Ground) -> list[StageProof]:
    return [stage for stage in ground.bounds.stages if not list(_stage_is_whole(ground, stage))]


def _aims(case: Case) -> list[Aim]:
    if case.policy.objective is Objective.POINTS:
        return [Aim.POINTS]
    return [Aim.PEOPLE, Aim.POINTS] if case.round.lists == 1 else list(Aim)
