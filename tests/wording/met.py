"""Reasons as the steps really make them: a round where each rule fails alone, and plans where little goes well."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.domain.answers import Approval, NeedStatus, TravelMode, WorkHours
from matching.domain.cohort import Cohort
from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    OfficeTotal,
    SharedResource,
)
from matching.domain.openings import Employer, TrainingOffice
from matching.domain.plan import Plan
from matching.domain.policy import Decision, Learned, Mode, Policy
from matching.domain.programme import Programme, TargetGroup
from matching.domain.reasons import Party, Reason
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.enquiry import Enquiry
from matching.pipeline import fill
from matching.wording import Over
from tests.builders import (
    CATALOGUE,
    CNC,
    ON,
    candidate,
    certificate,
    cohort,
    licence,
    municipality,
    opening,
    trade,
)
from tests.wording.met_conflicts import of_conflicts

Told = tuple[Reason, Over]

GJOVIK, TRONDHEIM = municipality("3407"), municipality("5001")
EVENINGS_AND_SHIFTS = frozenset({WorkHours.EVENING, WorkHours.SHIFT})

DEMANDING = Programme(
    id="demanding",
    name="Krevende program (syntetisk)",
    target=TargetGroup(
        ground="Oppdiktet.", registered=True, least_effort_level=1, least_age=25, greatest_age=45
    ),
    trades=("cnc-maskineringsfaget",),
    region=("34",),
    class_size=(20, 25),
)

ABLE = candidate(
    effort_levels=frozenset({2}),
    birth_year=1990,
    licences=frozenset({licence("B")}),
    norwegian=4,
    shifts=EVENINGS_AND_SHIFTS,
    extent=(50, 100),
)
ASKING = opening(
    licence=frozenset({licence("B")}),
    norwegian=3,
    hours=frozenset({WorkHours.SHIFT}),
    start_to=date(2027, 1, 1),
    certificates=frozenset({certificate("police-certificate")}),
)
PEOPLE: tuple[dict[str, Any], ...] = (
    {},
    *({name: None} for name in ("registered", "effort_levels", "birth_year", "licences", "norwegian")),
    *({name: None} for name in ("shifts", "start_from", "extent", "in_round", "travel_mode", "travel_limit")),
    {"registered": False},
    {"effort_levels": frozenset({0})},
    {"birth_year": 2001},
    {"birth_year": 2008},
    {"birth_year": 1950},
    {"licences": frozenset()},
    {"norwegian": 0},
    {"norwegian": 1},
    {"shifts": frozenset()},
    {"start_from": date(2028, 1, 1)},
    {"extent": (50, 50)},
    {"in_round": False},
    {"travel_mode": TravelMode.TRANSIT, "travel_limit": 120},
    {"travel_limit": 15},
    {"travel_limit": 1},
)
"""What is blank, or stops the person, beside all that is well."""

OPENINGS: tuple[dict[str, Any], ...] = (
    {},
    *({"approval": approval} for approval in Approval),
    *({"need": need} for need in NeedStatus),
    {"trades": (trade("kokkfaget"),)},
    {"municipality": GJOVIK},
    {"municipality": TRONDHEIM},
    {"hours": frozenset({WorkHours.DAY, WorkHours.SHIFT})},
    {"extent": None},
    {"extent": (50, 50)},
)


@cache
def met() -> tuple[Told, ...]:
    """Every reason met, with what it counts over."""
    rules = [told for mode in Mode for told in _of_rules(mode)]
    plans = [told for plan in _plans() for told in of_plan(plan)]
    conflicts = [(reason, Over.OPENINGS) for reason in of_conflicts()]
    return tuple(dict.fromkeys([*rules, *plans, *conflicts, *_of_pairs()]))


def of_plan(plan: Plan) -> Iterator[Told]:
    """Every reason a plan tells."""
    alone = [*plan.causes, *plan.notes]
    alone += [reason for one in plan.assignments for reason in (*one.why, *one.questions, *one.notes)]
    alone += [reason for one in plan.unassigned for reason in one.reasons]
    yield from ((reason, Over.OPENINGS) for reason in alone)
    yield from ((reason, Over.PEOPLE) for one in plan.empty_seats for reason in one.reasons)
    for one in plan.open_questions:
        yield one.reason, Over.PEOPLE if one.party is Party.EMPLOYER else Over.OPENINGS


def _of_rules(mode: Mode) -> Iterator[Told]:
    """What the rules say of each pair, of the openings of each person, and of the people of each opening."""
    people = [replace(ABLE, id=f"K{number}", **change) for number, change in enumerate(PEOPLE)]
    places = [replace(ASKING, id=f"P{number}", **change) for number, change in enumerate(OPENINGS)]
    made = cohort(people, places, DEMANDING)
    openings = complete(made.openings, DEMANDING, CATALOGUE)
    verdicts = judge(made.people, openings, Terms.of(DEMANDING, CATALOGUE, Policy(mode=mode), on=ON))
    rows, cols = np.arange(len(people)), np.arange(len(places))
    for reasons in verdicts.why_no_opening(rows):
        yield from ((reason, Over.OPENINGS) for reason in reasons)
    for reasons in verdicts.why_no_person(cols):
        yield from ((reason, Over.PEOPLE) for reason in reasons)
    for verdict in (verdicts.verdict(row, col) for row in rows.tolist() for col in cols.tolist()):
        yield from ((reason, Over.OPENINGS) for reason in (*verdict.reasons, *verdict.notes))


def _of_pairs() -> Iterator[Told]:
    """What stands out in the fits of a synthetic round."""
    made = generate(40, 20, seed=1, catalogue=CATALOGUE)
    enquiry = Enquiry(made, CATALOGUE, Policy(), ON, 1)
    for name in made.openings.id.tolist():
        for found in enquiry.people_for(name, 5):
            yield from ((reason, Over.OPENINGS) for reason in found.why)
    no = frozenset({trade("cnc-maskineringsfaget")})
    two = cohort([candidate(id="K1", unwanted=no)], [opening(id="P1")])
    hoping = cohort([candidate(id="K1", wishes=tuple(no), maybe=no)], [opening(id="P1")])
    hoped = Enquiry(hoping, CATALOGUE, Policy(), ON, 1).pair("K1", "P1")
    yield from ((reason, Over.OPENINGS) for reason in hoped.why)
    decided = Policy(vetoes=_decisions(("K1 P1",)))
    pair = Enquiry(two, CATALOGUE, decided, ON, 1).pair("K1", "P1")
    yield from ((reason, Over.OPENINGS) for reason in (*pair.verdict.notes, *pair.why))


def _plans() -> Iterator[Plan]:
    full, none = opening(id="P1"), opening(id="P2", seats=0)
    two = [candidate(id="K1", birth_year=1990), candidate(id="K2", birth_year=1991)]
    for mode in Mode:
        yield _filled(generate(60, 20, seed=3, catalogue=CATALOGUE), Policy(mode=mode))
    yield _filled(cohort(two, [opening(id="P1", seats=15)], replace(DEMANDING, target=TargetGroup())))
    yield _filled(cohort([candidate(id="K1", practice=((CNC, 1),))], [full]))
    yield _filled(cohort(two[:1], [none]))
    yield _filled(cohort(two, []))
    yield _filled(cohort(two, [full]), pins=("K1 P1",))
    yield _filled(cohort(two, [full]), vetoes=("K1 P1", "K2 P1"))
    learned = Learned(
        scorecard="0f" * 32, ground="Vurdert av personvernombudet.", instead_of=Policy().weights
    )
    yield _filled(cohort(two, [full]), Policy(learning=learned))
    yield _filled(cohort(two[:1], [full, opening(id="P3")]))
    yield _filled(cohort(two, [full, opening(id="P3")]), pins=("K1 P1", "K1 P3"))
    yield _filled(cohort(two, [full]), pins=("K1 P1", "K2 P1"))
    yield _filled(cohort(two, [opening(id="P1", municipality=TRONDHEIM)]), pins=("K1 P1",))
    yield _filled(cohort(two, [full]), pins=("K1 P1",), vetoes=("K1 P1",))
    yield _filled(cohort(two, [full]), Policy(minimum_fit=1000))
    yield from _limited_plans()


def _limited_plans() -> Iterator[Plan]:
    """Plans under limits: each kind reached, so little work that nothing is proven, and a solver's word."""
    made = generate(60, 20, seed=3, catalogue=CATALOGUE)
    names = made.openings.id.tolist()
    classes = tuple(ClassSize(opening=name, least=2, most=3) for name in names[::3])
    course = SharedResource(name="Kurs", seats=1, openings=tuple(names[::2]))
    for mode in Mode:
        yield _filled(
            made, Policy(mode=mode, effort=1, share_seats=True, classes=classes, resources=(course,))
        )
    large = generate(120, 210, seed=3, catalogue=CATALOGUE)
    first = replace(course, openings=(large.openings.id[0].item(),))
    yield _filled(large, Policy(effort=1, resources=(first,)))
    two = [candidate(id="K1"), candidate(id="K2", extent=None)]
    one_each = Cohort.of(
        two,
        [opening(id="P1", training_office=0), opening(id="P2", employer=1, extent=(50, 50))],
        [Employer(name="Fabrikk A"), Employer(name="Fabrikk B")],
        [TrainingOffice(name="Kontor A")],
    )
    key = CATALOGUE.trades[CNC].key
    together = Companions(first="K1", second="K2", by="Kari Eksempel", reason="Avtalt.")
    for limits in (
        Policy(employer_totals=(EmployerTotal(employer="Fabrikk A", most=0),)),
        Policy(office_totals=(OfficeTotal(office="Kontor A", most=0),)),
        *(Policy(caps=(Cap(trade=key, region=region, most=0),)) for region in ("", "34", "3443")),
        Policy(resources=(SharedResource(name="Kurs", seats=0, openings=("P1",)),), allow_unknown=True),
        Policy(classes=(ClassSize(opening="P1", least=2, most=2),)),
        *(Policy(mode=mode, together=(together,), allow_unknown=True) for mode in Mode),
    ):
        yield _filled(one_each, limits)
    full = Policy(classes=(ClassSize(opening="P1", least=1, most=1),), allow_unknown=True)
    yield _filled(cohort(two, [opening(id="P1", seats=20)]), full)


def _filled(
    made: Cohort, policy: Policy | None = None, pins: Sequence[str] = (), vetoes: Sequence[str] = ()
) -> Plan:
    chosen = replace(policy or Policy(), pins=_decisions(pins), vetoes=_decisions(vetoes))
    return fill(made, CATALOGUE, chosen, on=ON, seed=1)


def _decisions(pairs: Sequence[str]) -> tuple[Decision, ...]:
    return tuple(
        Decision(candidate=pair.split()[0], opening=pair.split()[1], by="Kari Eksempel", reason="Avtalt.")
        for pair in pairs
    )
