"""What has become of each person: proposals, first wishes and journeys, of one place or of several meetings."""

from dataclasses import replace

import numpy as np

from matching.domain.answers import BLANK
from matching.domain.fairness import Stage
from matching.domain.policy import Mode, Policy
from matching.fairness.outcomes import outcomes
from matching.fairness.standing import standing
from matching.pipeline import fill
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, municipality, opening
from tests.fairness.rounds import WELDING

GJOVIK = municipality("3407")
ROUND = cohort(
    [
        candidate(id="a", wishes=(WELDING, CNC)),
        candidate(id="b", wishes=(CNC,), municipality=GJOVIK),
        candidate(id="c", travel_mode=None, wishes=()),
        candidate(id="d", municipality=municipality("5001")),
    ],
    [opening(id="p1", seats=30), opening(id="p2", seats=30, trades=(WELDING,), municipality=GJOVIK)],
)
POLICY = Policy(mode=Mode.MEETINGS)


def test_each_persons_proposals_wishes_and_shortest_journey() -> None:
    plan = fill(ROUND, CATALOGUE, POLICY, on=ON, seed=1)
    without = replace(plan, assignments=plan.assignments[:1])
    stood = standing(ROUND, CATALOGUE, POLICY, on=ON, seed=1)
    found = outcomes(plan, without, stood, ROUND, CATALOGUE)
    proposals = {name: [one for one in plan.assignments if one.candidate == name] for name in "abcd"}
    assert len(proposals["a"]) == 2
    assert found.stages[Stage.PROPOSED].tolist() == [bool(some) for some in proposals.values()]
    assert found.stages[Stage.WITHOUT_INTERESTS].sum() == 1
    assert found.first[:2].tolist() == [True, True], "one of two meetings is in the trade wished for most"
    assert found.wished.tolist() == [True, True, False, False]
    shortest = [
        min((one.minutes for one in some if one.minutes is not None), default=BLANK)
        for some in proposals.values()
    ]
    assert found.minutes.tolist() == shortest


def test_nobody_proposed_is_nobody_marked() -> None:
    plan = fill(ROUND, CATALOGUE, POLICY, on=ON, seed=1)
    nothing = replace(plan, assignments=())
    stood = standing(ROUND, CATALOGUE, POLICY, on=ON, seed=1)
    found = outcomes(nothing, nothing, stood, ROUND, CATALOGUE)
    assert not any(np.any(marks) for marks in (found.stages[Stage.PROPOSED], found.first, found.wished))
    assert (found.minutes == BLANK).all()
