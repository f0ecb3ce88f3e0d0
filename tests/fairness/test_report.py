"""How a plan falls out for groups: what is told, that names and order mean nothing, and what is hidden."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.fairness import FairnessReport, GroupColumn, GroupLine, Groups, GroupTable, Share, Stage
from matching.domain.policy import Decision, Policy
from matching.fairness.report import fairness
from matching.fairness.standing import standing
from tests.builders import CATALOGUE, ON
from tests.fairness.rounds import GROUND, POLICY, control, groups, made, plans, report

IDS = made().people.id.tolist()


def line(told: FairnessReport, group: str | None) -> GroupLine:
    return next(one for one in told.tables[0].lines if one.group == group)


def test_the_totals_are_those_of_the_plans() -> None:
    told, (plan, without) = report(groups()), plans()
    assert told.people == len(IDS)
    assert told.totals[Stage.PROPOSED] == len({one.candidate for one in plan.assignments})
    assert told.totals[Stage.WITHOUT_INTERESTS] == len({one.candidate for one in without.assignments})


def test_those_who_live_too_far_away_are_eligible_for_nothing() -> None:
    """Half of the first group live away; all of the second and of those not known are near."""
    told = report(groups())
    shares = {group: line(told, group).shares[Stage.ELIGIBLE] for group in ("kvinne", "mann", None)}
    assert [(one.people, one.among) for one in shares.values() if one] == [(12, 24), (24, 24), (12, 12)]
    first = shares["kvinne"]
    assert first
    assert first.thousandths == 500
    assert first.ratio
    assert first.ratio.hundredths == 50
    assert shares[None] == Share(12, 12), "those not known are no group, so they are compared with nobody"


def test_a_pair_ruled_out_by_people_makes_nobody_eligible() -> None:
    vetoes = tuple(
        Decision(candidate="k01", opening=one, by="Kari Eksempel", reason="Avtalt.")
        for one in made().openings.id.tolist()
    )
    before = standing(made(), CATALOGUE, POLICY, on=ON, seed=1)
    after = standing(made(), CATALOGUE, replace(POLICY, vetoes=vetoes), on=ON, seed=1)
    place = IDS.index("k01")
    assert before.eligible[place]
    assert not after.eligible[place]
    assert not after.suggested[place]


def test_groups_are_no_part_of_the_plan_or_the_policy() -> None:
    told = report(groups())
    assert told.policy_hash == Policy().digest() == plans()[0].policy_hash
    assert GROUND not in repr(plans()[0])


NAMES = st.lists(st.text("abcæ", min_size=1, max_size=3), min_size=2, max_size=2, unique=True)


@settings(max_examples=10, deadline=None)
@given(NAMES)
def test_other_names_of_groups_change_nothing_but_the_names_and_the_order(names: list[str]) -> None:
    first, second = names
    old, new = report(groups()), report(groups((first, second, None)))
    for was, now in (("kvinne", first), ("mann", second), (None, None)):
        assert replace(line(old, was), group=now) == line(new, now)
    assert [one.group for one in new.tables[0].lines] == [*sorted(names), None]


@settings(max_examples=10, deadline=None)
@given(st.permutations(IDS))
def test_the_order_of_rows_changes_nothing(order: list[str]) -> None:
    named = groups().of[GroupColumn.SEX]
    turned = Groups(GROUND, {GroupColumn.SEX: {name: named[name] for name in order if name in named}})
    assert report(turned) == report(groups())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(("a", "b", "c", None)), min_size=len(IDS), max_size=len(IDS)))
def test_whoever_is_in_which_group_the_control_finds_nothing_wrong(drawn: list[str | None]) -> None:
    known = {name: group for name, group in zip(IDS, drawn, strict=True) if group}
    of = Groups(GROUND, {GroupColumn.AGE: known})
    assert control(report(of), of).findings == ()


def test_groups_who_come_out_the_same_have_a_ratio_of_one_inside_the_interval() -> None:
    """Each pair of neighbours is split between two groups, and marked alike at every stage."""
    stood = standing(made(), CATALOGUE, POLICY, on=ON, seed=1)
    alike = np.arange(len(IDS)) // 2 % 2 == 0
    same = replace(stood, eligible=alike, suggested=alike)
    named = {name: "ab"[place % 2] for place, name in enumerate(IDS)}
    told = fairness(*plans(), same, made(), CATALOGUE, POLICY, Groups(GROUND, {GroupColumn.SEX: named}))
    for stage in (Stage.ELIGIBLE, Stage.SUGGESTED):
        for one in told.tables[0].lines:
            share = one.shares[stage]
            assert share
            assert share.ratio
            assert share.ratio.low < share.ratio.hundredths == 100 < share.ratio.high


def test_every_column_has_a_table_in_the_order_of_the_columns() -> None:
    named = groups().of[GroupColumn.SEX]
    told = report(Groups(GROUND, dict.fromkeys(reversed(GroupColumn), named)))
    assert [table.column for table in told.tables] == list(GroupColumn)
    assert all(table.lines == told.tables[0].lines for table in told.tables)


@pytest.mark.parametrize(
    "of", [dict.fromkeys(IDS, "kvinne"), {}, {"x1": "kvinne"}], ids=["one", "none", "others"]
)
def test_a_column_with_fewer_than_two_groups_has_nothing_to_compare(of: dict[str, str]) -> None:
    """Also where a number of the whole round is of 1 to 9 people, which are no secret of a group."""
    both = Groups(GROUND, {**groups().of, GroupColumn.RESIDENCE: of})
    told = report(both)
    assert told.tables == (report(groups()).tables[0], GroupTable(GroupColumn.RESIDENCE, ()))
    assert control(told, both).findings == ()
    more = replace(told, tables=(told.tables[0], replace(told.tables[0], column=GroupColumn.RESIDENCE)))
    assert {one.check for one in control(more, both).findings} >= {"groups"}
