"""Pairs kept beside a plan: the same however they came to be kept."""

import numpy as np
from hypothesis import given, settings

from benchmarks.exhaustive import instance, policy_of, room_and_lists
from matching.domain.policy import Mode
from tests.allocation.kept_plans import MODES, SEEDS, kept_plan


@given(seed=SEEDS, mode=MODES)
@settings(max_examples=60, deadline=None)
def test_pairs_kept_one_after_another_stand_as_if_they_were_kept_at_once(seed: int, mode: Mode) -> None:
    generator = np.random.default_rng(seed)
    points, places = instance(generator)
    policy = policy_of(mode, generator)
    room, _ = room_and_lists(places, policy)
    some = kept_plan(points, np.array(room), policy, whole=False)
    at_once, size = some.renewed().net, len(places)
    new = ~np.isin(at_once.person * size + at_once.opening, some.net.person * size + some.net.opening)
    columns, kept = (at_once.person[new], at_once.opening[new], at_once.value[new]), some
    for one in generator.permutation(np.count_nonzero(new)):
        kept = kept.joined(*(column[one : one + 1] for column in columns))
    for name, column in at_once._asdict().items():
        np.testing.assert_array_equal(getattr(kept.net, name), column, err_msg=name)
