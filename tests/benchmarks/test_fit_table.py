"""The table of what a fit must reach says what the records say, and what is not kept."""

from typing import Any

import pytest

from benchmarks.fit_product import EVIDENCE, PART
from benchmarks.fit_table import LEAST, OTHER, Promise, as_table, of_skills, promises, read_records
from benchmarks.record import RESULTS


def reached() -> dict[str, Any]:
    """Figures of tasks in which everything is reached."""
    names = {name for _, name in LEAST} | {PART, OTHER}
    return {task: {name: {"mean": 1.0} for name in names} for task, _ in LEAST}


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


def test_the_table_beside_the_records_is_made_of_them() -> None:
    assert (RESULTS / "fit_quality.md").read_text("utf-8") == f"{as_table(promises(read_records()))}\n"
