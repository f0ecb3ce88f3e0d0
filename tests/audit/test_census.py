"""The control counts all pairs as it would count them one by one."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.audit.census import Census
from matching.audit.judging import Judgements
from matching.audit.reading import Round
from matching.audit.rules import REQUIREMENTS
from matching.domain.answers import NO, UNKNOWN, YES
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.programme import Programme
from matching.domain.reasons import Party
from tests.builders import CATALOGUE, ON, cohort
from tests.drawn import candidates, openings, policies, programmes

Pair = tuple[int, int]


def census_of(
    people: list[Candidate], places: list[Opening], programme: Programme, policy: Policy
) -> tuple[Census, list[Pair]]:
    """The census of a round, and all its pairs."""
    named = [replace(one, id=f"k{place}") for place, one in enumerate(people)]
    offered = [replace(one, id=f"p{place}") for place, one in enumerate(places)]
    made = Census(Judgements(Round(cohort(named, offered, programme), CATALOGUE, policy, ON)))
    return made, [(person, place) for person in range(len(people)) for place in range(len(places))]


ROUNDS = (st.lists(candidates(), max_size=4), st.lists(openings(), max_size=4), programmes(), policies())


@settings(deadline=None)
@given(*ROUNDS)
def test_the_funnel_is_that_of_asking_about_each_pair(
    people: list[Candidate], places: list[Opening], programme: Programme, policy: Policy
) -> None:
    made, pairs = census_of(people, places, programme, policy)
    round_ = made.judgements.round
    answers = [made.judgements.answer(*pair) for pair in pairs]
    assert made.funnel[""] == [answers.count(one) for one in (YES, UNKNOWN, NO)]
    given_by = [
        [ask(round_.people[person], [round_.offers[place]], round_)[0] for _, ask in REQUIREMENTS]
        for person, place in pairs
    ]
    for number, (told, _) in enumerate(REQUIREMENTS):
        stopped = [row for row in given_by if row[number] == NO]
        unknown = [row for row in given_by if row[number] == UNKNOWN and NO not in row]
        alone = [row for row in stopped if row.count(NO) == 1]
        unknown_alone = [row for row in unknown if row.count(UNKNOWN) == 1]
        assert made.funnel[told.no] == [*map(len, (stopped, alone, unknown, unknown_alone))]


@settings(deadline=None)
@given(*ROUNDS)
def test_every_pair_that_waits_is_in_the_questions_to_both_sides_and_to_none_else(
    people: list[Candidate], places: list[Opening], programme: Programme, policy: Policy
) -> None:
    made, pairs = census_of(people, places, programme, policy)
    lines, in_all = made.questions
    assert len(lines) == in_all
    waiting = sum(made.judgements.answer(*pair) == UNKNOWN for pair in pairs)
    assert sum(one.unlocks for one in lines) <= waiting <= sum(one.unlocks + one.waits for one in lines)
    for one in lines:
        rows = made.judgements.round
        ids, others = (rows.opening_ids, people) if one.party is Party.EMPLOYER else (rows.person_ids, places)
        assert one.about in ids
        assert 0 < one.unlocks + one.waits <= len(others)
