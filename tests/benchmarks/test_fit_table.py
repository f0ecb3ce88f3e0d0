"""The table of what a fit must reach says what the records say, and what is not kept."""

import re
from typing import Any

import pytest

from benchmarks.fit_product import EVIDENCE, PART
from benchmarks.fit_table import BESIDE, LEAST, OTHER, Promise, as_table, of_skills, promises, read_records
from benchmarks.record import RESULTS


def reached() -> dict[str, Any]:
    """Figures of tasks in which everything is reached."""
    names = {name for _, name in LEAST} | {PART, OTHER}
    return {task: {name: {"mean": 1.0} for name in names} for task in BESIDE}


def missed(tasks: dict[str, Any]) -> list[str]:
    return [one.what for one in of_skills(tasks) if not one.is_kept]


def test_what_is_below_what_it_must_reach_is_named() -> None:
    tasks = reached()
    assert missed(tasks) == []
    tasks["T6"][EVIDENCE]["mean"] = 0.49
    tasks["T1"][PART]["mean"] = 0.99
    assert missed(tasks) == [f"T6, {EVIDENCE}", f"T1, {PART}, beside {OTHER}"]


@pytest.mark.parametrize(("figure", "kept"), [(0.5, True), (0.4, False), (0.6, True)])
def test_a_bound_from_below_is_kept_from_it_on(figure: float, kept: bool) -> None:
    assert Promise("x", 0.5, figure).is_kept is kept


@pytest.mark.parametrize(("figure", "kept"), [(0.5, True), (0.4, True), (0.6, False)])
def test_a_bound_from_above_is_kept_up_to_it(figure: float, kept: bool) -> None:
    assert Promise("x", 0.5, figure, at_least=False).is_kept is kept


def test_a_promise_that_is_broken_stands_out_in_the_table() -> None:
    rows = as_table([Promise("a", 0.5, 0.6), Promise("b", 0.5, 0.6, at_least=False)]).splitlines()
    assert rows[2:] == ["| a | ≥ 0.5 | 0.6 | yes |", "| b | ≤ 0.5 | 0.6 | **no** |"]


def test_what_the_means_hide_is_told_beside_them() -> None:
    found = {one.what: one for one in promises(read_records())}
    assert not found[f"T6 with nice, {PART}, beside {OTHER}"].is_kept
    mean, worst = (one for what, one in found.items() if what.startswith("learned less expert weights"))
    assert mean.what.endswith("mean of 50 repeats")
    assert re.search(r"at most \d+% are over 0\.002", worst.what)
    assert mean.is_kept
    assert not worst.is_kept


def test_the_table_beside_the_records_is_made_of_them() -> None:
    assert (RESULTS / "fit_quality.md").read_text("utf-8") == f"{as_table(promises(read_records()))}\n"
