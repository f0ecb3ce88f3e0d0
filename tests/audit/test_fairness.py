"""The control of the fairness report: a fault planted in it is found by the check it is meant for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from matching.audit.fairness import CHECKS
from matching.domain.fairness import FairnessReport, GroupColumn, Groups, Ratio, Share, Stage, WithinTrade
from matching.domain.fit import Criterion
from tests.fairness.rounds import GROUND, control, groups, made, report, with_line

Plant = Callable[[FairnessReport], FairnessReport]
FIRST, SECOND = 0, 1


def share(place: int, stage: Stage, told: Share | None) -> Plant:
    """The report with one share told otherwise."""

    def plant(one: FairnessReport) -> FairnessReport:
        return with_line(one, place, shares={**one.tables[0].lines[place].shares, stage: told})

    return plant


def line(place: int, **changes: object) -> Plant:
    return lambda one: with_line(one, place, **changes)


def whole(**changes: object) -> Plant:
    return lambda one: replace(one, **changes)  # type: ignore[arg-type]  # a fault may be of any kind


def total(stage: Stage) -> Plant:
    """The report with more people at a stage than there are."""
    return lambda one: replace(one, totals={**one.totals, stage: 61})


def ratio(told: Ratio | None) -> Plant:
    return share(FIRST, Stage.ELIGIBLE, Share(12, 24, told))


def weights(**changes: int) -> Plant:
    return lambda one: replace(
        one,
        weights_without={
            **one.weights_without,
            **{Criterion(name): value for name, value in changes.items()},
        },
    )


FAULTS: list[tuple[str, Plant]] = [
    ("run", whole(seed=2)),
    ("run", whole(ground="et annet")),
    ("weights", weights(interests=10, wishes=33)),
    ("weights", weights(wishes=44, context=21)),
    ("groups", lambda one: replace(one, tables=())),
    ("groups", line(FIRST, group="kvinner")),
    ("people", line(FIRST, people=25)),
    ("people", whole(moved=61)),
    ("shares", share(FIRST, Stage.ELIGIBLE, Share(13, 24, Ratio(54, 34, 73)))),
    ("shares", total(Stage.PROPOSED)),
    ("shares", total(Stage.WITHOUT_INTERESTS)),
    ("suggestions", total(Stage.SUGGESTED)),
    ("ratios", ratio(None)),
    ("ratios", ratio(Ratio(51, 31, 69))),
    ("ratios", ratio(Ratio(50, 32, 69))),
    ("ratios", ratio(Ratio(50, 31, 70))),
    ("first-wish", line(SECOND, first_wish=Share(60, 60))),
    ("journeys", line(SECOND, minutes=999)),
    ("within-trade", line(FIRST, within_trade=WithinTrade(1001, 0, 1))),
    ("few", line(FIRST, people=9)),
    ("few", share(FIRST, Stage.SUGGESTED, Share(8, 24))),
]


def test_a_report_that_is_right_passes_every_check() -> None:
    of = groups()
    found = control(report(of), of)
    assert found.findings == ()
    assert found.checks == tuple(name for name, _ in CHECKS)
    assert (found.coverage, found.pairs) == ("all", 180)


@pytest.mark.parametrize(
    ("check", "plant"), FAULTS, ids=[f"{name}-{place}" for place, (name, _) in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found_by_its_check(check: str, plant: Plant) -> None:
    of = groups()
    assert check in {one.check for one in control(plant(report(of)), of).findings}


def test_a_finding_about_a_group_tells_no_number_of_people() -> None:
    """Six women, and a report that says twenty at every stage."""
    ids = made().people.id.tolist()
    few = {name: "kvinne" if place < 6 else "mann" for place, name in enumerate(ids)}
    of = Groups(GROUND, {GroupColumn.SEX: few})
    told = Share(20, 40)
    shares = dict.fromkeys(Stage, told)
    wrong = with_line(report(of), FIRST, people=40, shares=shares, first_wish=told)
    found = [one.what for one in control(wrong, of).findings if "kvinne" in one.what]
    assert len(found) > len(Stage)
    assert not any(sign.isdecimal() for what in found for sign in what)


def test_one_group_hidden_alone_is_found_since_the_totals_give_it_away() -> None:
    """Two groups of 25, and one of 10 of which two live too far away."""
    ids = made().people.id.tolist()
    group_of = {name: "abc"[min(place // 25, 2)] for place, name in enumerate(ids)}
    of = Groups(GROUND, {GroupColumn.AGE: group_of})
    told = report(of)
    assert control(told, of).findings == ()
    for place in (FIRST, SECOND):
        told = share(place, Stage.ELIGIBLE, Share(20, 25))(told)
    told = share(2, Stage.ELIGIBLE, None)(told)
    assert "hidden" in {one.check for one in control(told, of).findings}


def test_every_check_has_a_fault_it_must_find() -> None:
    assert {name for name, _ in FAULTS} | {"hidden"} == {name for name, _ in CHECKS}
