"""What the control says of plans that are right, of plans too large to check whole, and of no plan."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.audit.control import CHECKS, OF_ANY_PLAN, SHOWN, audit
from matching.audit.coverage import Depth, cover, shuffled
from matching.audit.digest import digest
from matching.audit.judging import Judgements
from matching.audit.meeting import Meetings
from matching.audit.reading import Round
from matching.domain.plan import Reserve
from matching.domain.policy import Policy
from matching.domain.proof import Total
from matching.pipeline import fill
from tests.audit.covered import everybody, pairs_of
from tests.audit.examples import Example, best_beside_the_pins, control, found_by
from tests.audit.limited import limited
from tests.audit.plans import full_lists, infeasible, meetings, places
from tests.audit.rows import frame
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, licence, opening

SHALLOW = Depth(all_up_to=2, sample=3, people=1, openings=1)


@pytest.mark.parametrize(
    "example", [places(), meetings(), full_lists()], ids=["places", "meetings", "full lists"]
)
def test_a_plan_worked_by_hand_passes_every_check(example: Example) -> None:
    report = control(example)
    assert report.findings == ()
    assert report.passed
    assert report.checks == tuple(name for name, _ in CHECKS)


@pytest.mark.parametrize(
    "example", [places(), meetings(), full_lists()], ids=["places", "meetings", "full lists"]
)
def test_every_allowed_pair_is_checked_where_they_are_few(example: Example) -> None:
    report = control(example)
    assert (report.coverage, report.pairs) == ("all", len(example.points))


def test_no_choice_of_allowed_pairs_is_better_than_the_plans_worked_by_hand() -> None:
    assert best_beside_the_pins(places()) == Total(2, 2, 480 + 428)
    assert best_beside_the_pins(meetings()) == Total(2, 3, 428 + 480 + 463)
    assert best_beside_the_pins(full_lists()) == Total(0, 1, 428)


@pytest.mark.parametrize("example", [places(), meetings()], ids=["places", "meetings"])
def test_a_sample_is_checked_where_they_are_many(example: Example) -> None:
    report = control(example, SHALLOW)
    assert report.passed
    assert (report.coverage, report.pairs) == ("sample 3", 3)


def test_a_sample_larger_than_all_allowed_pairs_holds_each_once() -> None:
    report = control(places(), replace(SHALLOW, sample=100))
    assert report.pairs == len(places().points)


def test_pairs_with_an_open_question_are_allowed_where_the_policy_says_so() -> None:
    """Then k4 may be asked to p1 too: 411, no more than its price; the plan stays and she is first in reserve."""
    example = places()
    assert example.plan.proof is not None
    policy = replace(example.policy, allow_unknown=True)
    pin, veto = example.plan.decision_costs
    costs = (replace(pin, cost=Total()), veto)  # unpinned, k3 may be asked to p4 too
    plan = replace(example.plan, policy_hash=policy.digest(), decision_costs=costs)
    before = replace(example, policy=policy, plan=plan)
    assert found_by(before) == {"pairs", "reserves-complete"}
    reserves = {**before.plan.reserves, "p1": (Reserve("k4", 411, False), Reserve("k1", 476, True))}
    after = replace(before.plan, reserves=reserves, proof=replace(example.plan.proof, pairs=6))
    assert found_by(replace(before, plan=after)) == set()


def test_a_fault_is_found_in_a_sample_too() -> None:
    example = places()
    assert example.plan.proof is not None
    proof = replace(example.plan.proof, prices=example.plan.proof.prices * 0)
    cheap = replace(example, plan=replace(example.plan, proof=proof))
    assert "not-proposed" in found_by(cheap, SHALLOW)


def test_of_a_plan_that_cannot_be_made_only_its_frame_is_checked() -> None:
    report = control(infeasible())
    assert report.passed
    assert report.checks == tuple(name for name, _ in OF_ANY_PLAN)
    assert (report.coverage, report.pairs) == ("all", 0)


def test_a_plan_that_cannot_be_made_says_why() -> None:
    example = infeasible()
    silent = replace(example, plan=replace(example.plan, causes=()))
    assert found_by(silent) == {"causes"}


def test_a_plan_that_cannot_be_made_proposes_nothing() -> None:
    example = infeasible()
    busy = replace(example.plan, assignments=places().plan.assignments)
    assert found_by(replace(example, plan=busy)) == {"causes"}


def test_many_findings_of_one_check_are_told_as_a_number() -> None:
    example = places()
    rows = example.plan.assignments * (SHOWN + 5)
    faulty = [replace(one, minutes=99) for one in rows]
    findings = control(replace(example, plan=replace(example.plan, assignments=tuple(faulty)))).findings
    told = [finding.what for finding in findings if finding.check == "minutes"]
    assert len(told) == SHOWN + 1
    assert told[-1] == f"and {len(faulty) - SHOWN} more"


def test_a_sample_takes_as_many_pairs_of_each_opening() -> None:
    """Thirty people may meet five of the openings, two the sixth: of sixty pairs the five share 58."""
    drives = frozenset({licence("B")})
    people = [candidate(id=f"k{one:02}", licences=drives if one < 2 else frozenset()) for one in range(30)]
    openings = [opening(id=f"p{one}", licence=frozenset() if one else drives) for one in range(6)]
    meetings = Meetings(Judgements(Round(cohort(people, openings), CATALOGUE, Policy(), ON)), frozenset())
    depth = Depth(all_up_to=0, sample=60)
    found = cover(meetings, everybody, depth, "1")
    assert not found.complete
    pairs = pairs_of(found)
    assert len(set(pairs)) == len(pairs) == 60
    counts = Counter(place for _, place in pairs)
    assert counts[0] == 2
    assert min(counts.values()) == 2
    assert max(counts.values()) - sorted(counts.values())[1] <= 1
    assert pairs == pairs_of(cover(meetings, everybody, depth, "1"))
    assert set(pairs) != set(pairs_of(cover(meetings, everybody, depth, "2")))


def test_all_pairs_are_checked_up_to_the_number_asked_for() -> None:
    example = places()
    assert control(example, Depth(all_up_to=5)).coverage == "all"
    assert control(example, Depth(all_up_to=4)).coverage == "sample 5"


def test_names_of_checks_are_told_apart() -> None:
    names = [name for name, _ in CHECKS]
    assert len(set(names)) == len(names)


@given(st.integers(0, 200), st.text(max_size=5))
def test_shuffled_gives_every_number_once_and_the_same_for_the_same_key(count: int, key: str) -> None:
    numbers = list(shuffled(count, key))
    assert sorted(numbers) == list(range(count))
    assert numbers == list(shuffled(count, key))


@pytest.mark.parametrize(("people", "openings"), [(0, 0), (0, 1), (1, 0)])
def test_a_round_without_people_or_openings_can_be_controlled(people: int, openings: int) -> None:
    round_ = cohort([candidate()][:people], [opening()][:openings])
    empty = Example(frame(round_, Policy()), round_, Policy(), {}, {}, {})
    wrong = (
        {"proof", "funnel"} | ({"everybody"} if people else set()) | ({"empty-seats"} if openings else set())
    )
    assert found_by(empty) == wrong


def test_a_no_to_the_trade_that_is_not_told_is_found() -> None:
    round_ = cohort([candidate(unwanted=frozenset({CNC}))], [opening()])
    plan = fill(round_, CATALOGUE, Policy(), on=ON, seed=1)
    silent = replace(plan, assignments=(replace(plan.assignments[0], notes=()),))
    report = audit(silent, round_, CATALOGUE, Policy(), on=ON)
    assert [finding.check for finding in report.findings] == ["notes"]


def test_which_pairs_are_checked_moves_with_every_number_a_plan_tells() -> None:
    plan = places().plan
    assert plan.proof is not None
    first = plan.assignments[0]
    others = [
        replace(plan, seed=plan.seed + 1),
        replace(plan, assignments=(replace(first, opening="p9"), *plan.assignments[1:])),
        replace(plan, unassigned=plan.unassigned[1:]),
        replace(plan, proof=replace(plan.proof, prices=plan.proof.prices + 1)),
        replace(plan, proof=replace(plan.proof, thresholds=plan.proof.thresholds + 1)),
    ]
    limited_plan = limited().plan
    assert limited_plan.bounds is not None
    stage = limited_plan.bounds.stages[0]
    moved = replace(limited_plan.bounds, stages=(replace(stage, blocks=stage.blocks + 1),))
    seen = [digest(one) for one in (plan, *others, limited_plan, replace(limited_plan, bounds=moved))]
    assert len(set(seen)) == len(seen)
    assert digest(plan) == seen[0]
