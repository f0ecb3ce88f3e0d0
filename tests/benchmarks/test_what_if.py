"""Single changes are measured, and a plan that is not the best one, or comes to something else, is found out."""

import numpy as np
import pytest

from benchmarks.instances import instance
from benchmarks.what_if import KINDS, Tried, measure, tried


@pytest.fixture(scope="module")
def changed() -> Tried:
    made = tried(instance("balanced", "XS", 4), 4)
    for _ in range(40):
        made.change()
    return made


def test_changes_of_every_kind_are_made_and_certified(changed: Tried) -> None:
    assert all(changed.seconds[kind] for kind in KINDS)
    assert changed.certified()


def test_a_total_that_was_told_wrongly_is_not_certified(changed: Tried) -> None:
    changed.value += 1
    assert not changed.certified()
    changed.value -= 1


def test_a_plan_that_leaves_out_a_proposal_is_not_certified(changed: Tried) -> None:
    at = int(np.flatnonzero(changed.kept.net.chosen)[0])
    changed.kept.net.chosen[at] = False
    assert not changed.certified()
    changed.kept.net.chosen[at] = True
    assert changed.certified()


def test_a_measurement_counts_all_changes_and_batches() -> None:
    found = measure("scarce", "XS", 60, 1)
    assert (found["changes"], found["batches_certified"]) == (60, 2)
    assert found["median_ms"] <= found["p99_ms"]
