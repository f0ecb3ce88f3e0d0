"""An allocation in, the explained plan out."""

from collections.abc import Sequence

from matching.blocks.fits import FitSource
from matching.blocks.verdicts import VerdictSource
from matching.catalogue.catalogue import Catalogue
from matching.domain.allocation import Allocation
from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.domain.cohort import Cohort
from matching.domain.fit import Fit
from matching.domain.plan import Plan, Stamp, Status
from matching.domain.policy import Mode, Policy
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
    optimal = allocation.status is Status.OPTIMAL
    openness = Openness.of(fits, cohort, policy)
    questions, questions_in_all = question_list(verdicts, cohort) if optimal else ((), 0)
    return Plan(
        status=allocation.status,
        mode=policy.mode,
        causes=allocation.causes,
        assignments=assignments(allocation, parts, verdicts, cohort, catalogue, policy),
        unassigned=people_left(allocation, fits, verdicts, openness, cohort, policy) if optimal else (),
        empty_seats=seats_empty(allocation, fits, verdicts, openness, cohort, policy) if optimal else (),
        reserves=allocation.reserves,
        seat_values=allocation.seat_values,
        decision_costs=allocation.decision_costs,
        funnel=verdicts.funnel() if optimal else None,
        open_questions=questions,
        questions_in_all=questions_in_all,
        proof=allocation.proof,
        notes=tuple(_notes(allocation, cohort, policy)) if optimal else (),
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
    notes = [Reason(ReasonCode.NOTE_ORDINARY)]
    if policy.learning is not None:
        notes.append(Reason.of(ReasonCode.NOTE_LEARNED_WEIGHTS, scorecard=policy.learning.scorecard))
    size, proposed = cohort.programme.class_size, len(set(allocation.person.tolist()))
    if policy.mode is Mode.PLACES and size is not None and not size[0] <= proposed <= size[1]:
        notes.append(Reason.of(ReasonCode.NOTE_CLASS_SIZE, people=proposed, least=size[0], greatest=size[1]))
    for name, tenths in zip(cohort.openings.id, cohort.openings.seats.tolist(), strict=True):
        unused = tenths % TENTHS_IN_A_SEAT if tenths > TENTHS_IN_A_SEAT else 0
        if unused:
            notes.append(Reason.of(ReasonCode.NOTE_TENTHS_UNUSED, opening=str(name), tenths=unused))
    return notes
