"""An allocation in, the explained plan out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matching.blocks.fits import FitSource
from matching.blocks.verdicts import VerdictSource
from matching.catalogue.catalogue import Catalogue
from matching.domain.allocation import Allocation
from matching.domain.answers import TENTHS_IN_A_SEAT, YES
from matching.domain.cohort import Cohort
from matching.domain.fit import Fit
from matching.domain.plan import Assignment, Plan, Stamp
from matching.domain.policy import Mode, Policy
from matching.domain.proof import BoundKind, Bounds
from matching.domain.reasons import Reason, ReasonCode
from matching.explanation.left import Openness, people_left, seats_empty
from matching.explanation.proposals import assignments
from matching.explanation.questions import question_list


def explain(
    allocation: Allocation,
    fits: FitSource,
    parts: Sequence[Fit],
    verdicts: VerdictSource,
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
    stamp: Stamp,
) -> Plan:
    """Who is proposed where and why, who is left and why, which seats are empty and why.

    `cohort` has openings without blanks a trade can fill; `parts` are the fits of the allocation's pairs, in order.
    """
    proposed = assignments(allocation, parts, verdicts, cohort, catalogue, policy)
    plan = _outline(allocation, proposed, cohort, policy, stamp)
    if not plan.status.made:
        return plan
    openness = Openness.of(verdicts, fits, cohort, policy)
    questions, questions_in_all = question_list(verdicts, cohort)
    return replace(
        plan,
        unassigned=people_left(allocation, fits, verdicts, openness, cohort, policy),
        empty_seats=seats_empty(allocation, fits, verdicts, openness, cohort, policy),
        funnel=verdicts.funnel(),
        open_questions=questions,
        questions_in_all=questions_in_all,
        notes=tuple(_notes(allocation, cohort, policy)),
    )


def _outline(
    allocation: Allocation,
    proposed: tuple[Assignment, ...],
    cohort: Cohort,
    policy: Policy,
    stamp: Stamp,
) -> Plan:
    """What there is to say of any plan, also one that could not be made."""
    return Plan(
        status=allocation.status,
        mode=policy.mode,
        causes=allocation.causes,
        assignments=proposed,
        reserves=allocation.reserves,
        seat_values=allocation.seat_values,
        decision_costs=allocation.decision_costs,
        limits=allocation.limits,
        proof=allocation.proof,
        bounds=allocation.bounds,
        programme=cohort.programme.id,
        on=stamp.on.isoformat(),
        seed=stamp.seed,
        input_hash=stamp.input_hash,
        policy_hash=policy.digest(),
        versions=stamp.versions,
        algorithm=allocation.algorithm,
    )


def _notes(allocation: Allocation, cohort: Cohort, policy: Policy) -> list[Reason]:
    """What the reader of the plan as a whole must know."""
    notes = [] if policy.caps else [Reason(ReasonCode.NOTE_ORDINARY)]
    if allocation.bounds is not None:
        notes += _of_bounds(allocation, allocation.bounds)
    if policy.learning is not None:
        notes.append(Reason.of(ReasonCode.NOTE_LEARNED_WEIGHTS, scorecard=policy.learning.scorecard))
    if allocation.blocking is not None:
        blocking = Reason.of(ReasonCode.NOTE_BLOCKING, pairs=allocation.blocking)
        notes.append(blocking if allocation.blocking else Reason(ReasonCode.NOTE_STABLE))
    size, proposed = cohort.programme.class_size, len(set(allocation.person.tolist()))
    if policy.mode is Mode.PLACES and size is not None and not size[0] <= proposed <= size[1]:
        notes.append(Reason.of(ReasonCode.NOTE_CLASS_SIZE, people=proposed, least=size[0], greatest=size[1]))
    for name, tenths, shared in _seats(allocation, cohort, policy):
        unused = tenths % (TENTHS_IN_A_SEAT // 2 if shared else TENTHS_IN_A_SEAT)
        if unused and tenths > TENTHS_IN_A_SEAT:
            notes.append(Reason.of(ReasonCode.NOTE_TENTHS_UNUSED, opening=str(name), tenths=unused))
    return notes


def _of_bounds(allocation: Allocation, bounds: Bounds) -> list[Reason]:
    """That a better plan may exist, and that what a seat or a decision is worth is not counted, where it is so."""
    notes = []
    for stage in bounds.stages:
        if stage.bound > stage.objective:
            facts = {stage.aim.value: stage.objective, "bound": stage.bound}
            claimed = bounds.bound_kind is BoundKind.SOLVER
            code = ReasonCode.NOTE_SOLVER_SAYS if claimed else ReasonCode.NOTE_NOT_PROVEN
            notes.append(Reason.of(code, **facts))
    if len(allocation.room) and not allocation.seat_values:
        notes.append(Reason(ReasonCode.NOTE_NOT_RESOLVED))
    return notes


def _seats(allocation: Allocation, cohort: Cohort, policy: Policy) -> Iterator[tuple[str, int, bool]]:
    """Each opening, the tenths of a position it has, and whether two share a seat there."""
    shares = policy.share_seats and policy.mode is Mode.PLACES and allocation.bounds is not None
    may = cohort.openings.sharing == YES
    for name, tenths, shared in zip(cohort.openings.id, cohort.openings.seats, may, strict=True):
        yield str(name), int(tenths), shares and bool(shared)
