"""In rounds drawn at random a change that is told of a person holds when the lists are changed."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.change import ChangeKind, Effect, ProvenBy
from matching.domain.cohort import Cohort
from matching.domain.plan import Status
from matching.domain.policy import Mode, Policy
from tests.thorough import examples
from tests.why_not.applied import holds, standing
from tests.why_not.asking import asked, rounds


@settings(max_examples=examples(60), deadline=None)
@given(rounds(), st.sampled_from(list(Mode)), st.booleans())
def test_a_change_that_is_told_holds_when_the_lists_are_changed(
    round_: Cohort, mode: Mode, unknown: bool
) -> None:
    here = standing(round_, Policy(mode=mode, allow_unknown=unknown))
    assert here.plan.status is Status.OPTIMAL
    for left in here.plan.unassigned:
        for helping in asked(here, left.candidate).changes:
            assert holds(here, helping, left.candidate), (left.candidate, helping)


@settings(max_examples=examples(60), deadline=None)
@given(rounds())
def test_what_prices_alone_tell_of_a_large_round_is_what_a_solve_finds(round_: Cohort) -> None:
    here = standing(round_, small=0)
    for left in here.plan.unassigned:
        why = asked(here, left.candidate)
        assert not why.whole
        for helping in why.changes:
            assert helping.proven_by is ProvenBy.PRICES
            assert holds(here, helping, left.candidate), helping


@settings(max_examples=examples(30), deadline=None)
@given(rounds())
def test_where_there_are_no_prices_every_change_is_solved_and_as_many_are_found(round_: Cohort) -> None:
    here = standing(round_)
    blind = replace(here, plan=replace(here.plan, proof=None))
    for left in here.plan.unassigned:
        seen, unseen = asked(here, left.candidate).changes, asked(blind, left.candidate).changes
        sure = {one.change.kind: one.gain for one in seen if one.effect is Effect.PROPOSED}
        found = {one.change.kind: one.gain for one in unseen}
        assert {kind: gain for kind, gain in found.items() if kind is not ChangeKind.SEAT} == {
            kind: gain for kind, gain in sure.items() if kind is not ChangeKind.SEAT
        }
