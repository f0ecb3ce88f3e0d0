"""What the control reckons a reader could find out: numbers that are hidden, and sure to be of 1 to 9 people."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.audit.fairness_reader import OF_THE_ELIGIBLE, reckoned_out
from matching.domain.fairness import FairnessReport, GroupColumn, GroupLine, GroupTable, Share, Stage
from matching.domain.policy import Policy
from matching.fairness.report import BEFORE
from matching.hiding import hidden, hidden_stages

Counts = Sequence[int]
Shut = Mapping[Stage, frozenset[int]]


def read(people: Counts, stages: Mapping[Stage, Counts], shut: Shut) -> list[tuple[str | None, Stage]]:
    """What is reckoned out of a table in which these places are hidden at each stage."""
    lines = tuple(
        GroupLine(
            group=str(place),
            people=told,
            shares={
                stage: None if place in shut[stage] else Share(counts[place], people[place], None)
                for stage, counts in stages.items()
            },
            first_wish=None,
            within_trade=None,
            minutes=None,
        )
        for place, told in enumerate(hidden(people))
    )
    table = GroupTable(GroupColumn.SEX, lines)
    report = FairnessReport(
        tables=(table,),
        people=sum(people),
        totals={stage: sum(counts) for stage, counts in stages.items()},
        moved=0,
        weights_without=Policy().weights,
        ground="Oppdiktet grunnlag",
        programme="open",
        on="2027-03-01",
        seed=1,
        input_hash="",
        policy_hash="",
    )
    return list(reckoned_out(table, report, OF_THE_ELIGIBLE))


def stages(eligible: Counts, proposed: Counts, without: Counts) -> dict[Stage, Counts]:
    return {
        Stage.ELIGIBLE: eligible,
        Stage.SUGGESTED: eligible,
        Stage.PROPOSED: proposed,
        Stage.WITHOUT_INTERESTS: without,
    }


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[int], dict[Stage, Counts]]:
    """Groups, how many of each are eligible, and how many of those are proposed in either plan."""
    people = draw(st.lists(st.integers(1, 40), min_size=1, max_size=5))
    eligible = [draw(st.integers(0, size)) for size in people]
    proposed, without = ([draw(st.integers(0, most)) for most in eligible] for _ in range(2))
    return people, stages(eligible, proposed, without)


@given(rounds())
def test_nothing_can_be_reckoned_out_of_what_is_told(made: tuple[list[int], dict[Stage, Counts]]) -> None:
    people, counts = made
    assert read(people, counts, hidden_stages(people, counts, BEFORE)) == []


SHOWN_APART = {
    "one possible value": ([38, 11, 28], [27, 6, 12], [27, 6, 0], [7, 6, 12], {1, 2}, {0, 1}),
    "some, all of them few": ([14, 28, 10], [5, 17, 6], [0, 15, 6], [0, 17, 6], {0, 2}, {1, 2}),
}
"""People, eligible, proposed in either plan; the groups hidden at the first two stages, and at the last two."""


@pytest.mark.parametrize("case", SHOWN_APART)
def test_a_reader_knows_that_those_proposed_are_eligible(case: str) -> None:
    people, eligible, proposed, without, first, others = SHOWN_APART[case]
    shut = {stage: frozenset(others if stage in OF_THE_ELIGIBLE else first) for stage in Stage}
    assert read(people, stages(eligible, proposed, without), shut)
    assert not read(people, stages(eligible, proposed, without), dict.fromkeys(Stage, frozenset(range(3))))


def test_what_is_true_of_all_or_of_nobody_and_a_round_of_one_group_are_no_secrets() -> None:
    every = dict.fromkeys(Stage, frozenset({0, 1}))
    assert not read([5, 5], stages([5, 5], [0, 0], [5, 5]), every)
    assert not read([15], stages([4], [4], [4]), every)
