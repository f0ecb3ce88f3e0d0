"""A small plan under every kind of limit with its bounds, every number worked by hand; and one not proven best."""

from dataclasses import replace

import numpy as np

from matching.domain.cohort import Cohort
from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    Floor,
    LimitKind,
    OfficeTotal,
    SharedResource,
)
from matching.domain.openings import Employer, TrainingOffice
from matching.domain.plan import DecisionCost, EmptySeats, LimitUse, SeatValue, Status, Unassigned
from matching.domain.policy import Decision, Policy
from matching.domain.proof import Aim, BoundKind, Bounds, StageProof, Total
from matching.domain.reasons import Reason, ReasonCode
from tests.audit.counted import COUNTED_UNDER_LIMITS
from tests.audit.examples import Example
from tests.audit.rows import CNC_KEY, PLAIN, WISHED, assignment, frame
from tests.builders import CNC, candidate, opening

FIRM_A, FIRM_B, OFFICE = "Fabrikk A", "Fabrikk B", "Kontor A"
GROUND = "Oppdiktet grunnlag for en prøve."
TOGETHER = Companions(first="k3", second="k4", by="Veileder A", reason="kjører sammen")
APART = Companions(first="k1", second="k2", by="Veileder A", reason="etter eget ønske")
FLOOR = Floor(name="Gruppe", least=2, ground=GROUND, by="Leder A", members=frozenset({"k3", "k4"}))
VETO = Decision(candidate="k1", opening="p3", by="Veileder A", reason="har vært der")
LIMITED = Policy(
    reserves=0,
    share_seats=True,
    vetoes=(VETO,),
    employer_totals=(EmployerTotal(employer="fabrikk a", most=1),),
    office_totals=(OfficeTotal(office=OFFICE, most=1),),
    caps=(Cap(trade=CNC_KEY, region="34", most=3),),
    classes=(ClassSize(opening="p3", least=2, most=2),),
    resources=(SharedResource(name="Kurs", seats=2, openings=("p3",)),),
    together=(TOGETHER,),
    apart=(APART,),
    floors=(FLOOR,),
)
USES = (
    LimitUse(kind=LimitKind.EMPLOYER, name=FIRM_A, most=1, used=1),
    LimitUse(kind=LimitKind.OFFICE, name=OFFICE, most=1, used=1),
    LimitUse(kind=LimitKind.CAP, name=CNC_KEY, region="34", most=3, used=3),
    LimitUse(kind=LimitKind.CLASS, name="p3", least=2, most=2, used=2),
    LimitUse(kind=LimitKind.RESOURCE, name="Kurs", most=2, used=2),
    LimitUse(
        kind=LimitKind.FLOOR, name="Gruppe", least=2, most=None, by="Leder A", ground=GROUND, price=Total()
    ),
    LimitUse(kind=LimitKind.TOGETHER, name="k3, k4", most=0, used=0, by="Veileder A", ground="kjører sammen"),
    LimitUse(kind=LimitKind.APART, name="k1, k2", most=0, used=0, by="Veileder A", ground="etter eget ønske"),
)
OF_FIRM = Reason.of(ReasonCode.LIMIT_REACHED, employer=FIRM_A)
OF_OFFICE = Reason.of(ReasonCode.LIMIT_REACHED, office=OFFICE)
OF_CAP = Reason.of(ReasonCode.LIMIT_REACHED, trade=CNC_KEY, region="34")
OF_CLASS = Reason.of(ReasonCode.LIMIT_REACHED, opening="p3")
OF_COURSE = Reason.of(ReasonCode.LIMIT_REACHED, resource="Kurs")
K2_WHY = (Reason(ReasonCode.CONSTRAINED), OF_FIRM, OF_OFFICE, OF_CAP, OF_CLASS, OF_COURSE)
P2_WHY = (
    Reason.of(ReasonCode.PROPOSED_ELSEWHERE, count=1),
    Reason.of(ReasonCode.CONSTRAINED, count=1),
    OF_FIRM,
    OF_CAP,
)


def round_() -> Cohort:
    """k1 and k2 work full time, k3 and k4 half; the seat of p3, at a firm of its own, may be shared."""
    half = (50, 50)
    return Cohort.of(
        [
            candidate(id="k1", wishes=(CNC,)),
            candidate(id="k2"),
            candidate(id="k3", extent=half),
            candidate(id="k4", extent=half),
        ],
        [
            opening(id="p1", training_office=0),
            opening(id="p2"),
            opening(id="p3", employer=1, extent=(50, 100), sharing=True),
        ],
        [Employer(name=FIRM_A), Employer(name=FIRM_B)],
        [TrainingOffice(name=OFFICE)],
    )


def stage(
    aim: Aim, objective: int, people: tuple[int, ...], blocks: tuple[int, ...], **changes: int
) -> StageProof:
    """A stage in which no limit has a number."""
    return StageProof(
        aim=aim,
        objective=objective,
        bound=changes.get("bound", objective),
        scale=1,
        kept_people=0,
        kept_proposals=0,
        people=np.array(people),
        limits=np.zeros(len(USES), dtype=np.int64),
        blocks=np.array(blocks),
    )


def limited() -> Example:
    """Three of four people are proposed: k1 at p1, 480, and k3 and k4 share the seat of p3, 428 each.

    Firm A takes one of k1 and k2, and k1 wishes CNC. p3 takes two or nobody, so two at half time.

    People: each has the number -1, so one proposed at a firm is worth 1 there: 1 at firm A by its total, 2 at firm
    B. Points: nobody has a number: 480 at firm A, 428 + 428 at firm B.
    """
    part_time = (Reason.of(ReasonCode.NOTE_PART_TIME, percent=50),)
    made = replace(
        frame(round_(), LIMITED),
        notes=(),
        assignments=(
            assignment("k1", "p1", WISHED),
            assignment("k3", "p3", PLAIN, extent=(50, 50), notes=part_time),
            assignment("k4", "p3", PLAIN, extent=(50, 50), notes=part_time),
        ),
        unassigned=(Unassigned(candidate="k2", eligible=3, unknown=0, reasons=K2_WHY),),
        empty_seats=(EmptySeats(opening="p2", room=1, eligible=2, unknown=0, reasons=P2_WHY),),
        seat_values=(
            SeatValue("p1", Total(), Total()),
            SeatValue("p2", Total(), Total()),
            SeatValue("p3", Total(), None),  # without its seat the floor cannot be kept
        ),
        decision_costs=(DecisionCost("k1", "p3", False, Total()),),
        limits=USES,
        bounds=Bounds(
            objective=Total(3, 3, 1336),
            bound=Total(3, 3, 1336),
            bound_kind=BoundKind.CERTIFIED,
            stages=(
                stage(Aim.PEOPLE, 3, (-1, -1, -1, -1), (1, 2)),
                stage(Aim.POINTS, 1336, (0, 0, 0, 0), (480, 856)),
            ),
        ),
        **COUNTED_UNDER_LIMITS,
    )
    return Example(made, round_(), LIMITED, {}, {}, {})


def not_proven() -> Example:
    """The same with a number for k2 that leaves a point between the plan and what no plan can pass."""
    example = limited()
    bounds = example.plan.bounds
    assert bounds is not None
    last = stage(Aim.POINTS, 1336, (0, 1, 0, 0), (480, 856), bound=1337)
    note = Reason.of(ReasonCode.NOTE_NOT_PROVEN, points=1336, bound=1337)
    plan = replace(
        example.plan,
        status=Status.FEASIBLE,
        notes=(note,),
        bounds=replace(bounds, bound=Total(3, 3, 1337), stages=(bounds.stages[0], last)),
    )
    return replace(example, plan=plan)


def by_solver() -> Example:
    """The same, where a solver says that nothing is better."""
    example = not_proven()
    bounds = example.plan.bounds
    assert bounds is not None
    claim = replace(bounds, bound=bounds.objective, bound_kind=BoundKind.SOLVER)
    note = Reason.of(ReasonCode.NOTE_SOLVER_SAYS, points=1336, bound=1337)
    return replace(example, plan=replace(example.plan, status=Status.OPTIMAL, notes=(note,), bounds=claim))
