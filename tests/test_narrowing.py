"""Who is left for an opening by what is asked beside the requirements, and everybody counted together."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import generate
from matching.domain.answers import TravelMode
from matching.domain.fit import EvidenceLevel
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Decision, Policy
from matching.domain.shortlist import EVERYBODY, Narrowing
from matching.enquiry import Enquiry
from matching.narrowing import LEAST
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, municipality, opening, skill

EVERYONE = 1000
NEAR, FAR = municipality("3443"), municipality("3407")
CALIPER = skill("caliper")


def asking(
    people: list[Candidate], openings: list[Opening] | None = None, policy: Policy | None = None
) -> Enquiry:
    return Enquiry(cohort(people, openings or [opening()]), CATALOGUE, policy or Policy(), ON, 1)


def left(people: list[Candidate], asked: Narrowing) -> set[str]:
    return {one.candidate for one in asking(people).shortlist("p1", EVERYONE, asked).suggestions}


def test_a_shortlist_of_everybody_is_the_ranking_itself() -> None:
    made = generate(200, 5, seed=3, catalogue=CATALOGUE)
    asked = Enquiry(made, CATALOGUE, Policy(), ON, 1)
    for name in made.openings.id.tolist():
        found = asked.shortlist(name, 7)
        assert found.suggestions == asked.people_for(name, 7)
        assert found.left == found.crowd.people == len(asked.people_for(name, EVERYONE))


def test_only_a_yes_to_the_round_is_a_yes() -> None:
    people = [candidate(id="yes", in_round=True), candidate(id="not-asked", in_round=None)]
    assert left(people, Narrowing(joined=True)) == {"yes"}
    assert left(people, EVERYBODY) == {"yes", "not-asked"}


def test_a_longer_way_than_asked_is_left_out_and_one_not_known_is_not() -> None:
    people = [
        candidate(id="near", travel_mode=TravelMode.CAR, municipality=NEAR),
        candidate(id="not-known", travel_mode=None, municipality=FAR),
        candidate(id="far", travel_mode=TravelMode.CAR, municipality=FAR, travel_limit=120),
    ]
    places = [opening(municipality=NEAR)]
    found = asking(people, places).shortlist("p1", EVERYONE)
    minutes = {one.candidate: one.minutes for one in found.suggestions}
    assert minutes["not-known"] is None
    near = minutes["near"]
    assert near is not None
    narrowed = asking(people, places).shortlist("p1", EVERYONE, Narrowing(minutes=near))
    assert {one.candidate for one in narrowed.suggestions} == {"near", "not-known"}


def test_a_smaller_extent_than_asked_is_left_out_and_one_not_known_is_not() -> None:
    people = [
        candidate(id="half", extent=(50, 50)),
        candidate(id="full", extent=(50, 100)),
        candidate(id="not-known", extent=None),
    ]
    places = [opening(extent=(50, 100))]
    found = asking(people, places).shortlist("p1", EVERYONE, Narrowing(percent=100))
    assert {one.candidate for one in found.suggestions} == {"full", "not-known"}


@pytest.mark.parametrize("level", EvidenceLevel)
def test_the_level_asked_for_is_the_level_told(level: EvidenceLevel) -> None:
    made = generate(300, 2, seed=5, catalogue=CATALOGUE)
    asked = Enquiry(made, CATALOGUE, Policy(), ON, 1)
    order = list(EvidenceLevel)
    for name in made.openings.id.tolist():
        everybody = asked.shortlist(name, EVERYONE).suggestions
        expected = [
            one for one in everybody if one.fit and order.index(one.fit.evidence_level) >= order.index(level)
        ]
        assert list(asked.shortlist(name, EVERYONE, Narrowing(level=level)).suggestions) == expected


def test_each_level_begins_where_it_is_said_to() -> None:
    for level, percent in LEAST.items():
        assert EvidenceLevel.of(percent) is level
        assert percent == 0 or EvidenceLevel.of(percent - 1) is not level


def test_those_named_are_left_out_and_only_those_there_are_are_counted() -> None:
    people = [candidate(id=name) for name in ("a", "b", "c")]
    assert left(people, Narrowing(without=frozenset({"b"}))) == {"a", "c"}
    found = asking(people).shortlist("p1", EVERYONE, among={"a", "b"})
    assert {one.candidate for one in found.suggestions} == {"a", "b"}
    assert found.crowd.people == 2


def test_who_nothing_tells_apart_stands_alike() -> None:
    people = [*(candidate(id=name) for name in ("a", "b", "c")), candidate(id="wishes", wishes=(CNC,))]
    found = asking(people).shortlist("p1", 2)
    assert found.alike == {"wishes": 0, found.suggestions[1].candidate: 2}


def test_a_crowd_counts_skills_recorded_and_trades_wished_for() -> None:
    people = [
        candidate(id="holds", skills=frozenset({CALIPER}), wishes=(CNC,)),
        candidate(id="not-known", skills=None),
        candidate(id="none", skills=frozenset()),
    ]
    crowd = asking(people, [opening(must=frozenset({CALIPER}))]).shortlist("p1", 1).crowd
    assert (crowd.people, crowd.wished) == (3, 1)
    assert crowd.skills["caliper"] == 1


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 3), st.integers(5, 90), st.booleans())
def test_narrowing_more_never_leaves_more(seed: int, minutes: int, joined: bool) -> None:
    made = generate(60, 2, seed=seed, catalogue=CATALOGUE)
    asked = Enquiry(made, CATALOGUE, Policy(), ON, 1)
    for name in made.openings.id.tolist():
        wide = asked.shortlist(name, EVERYONE, Narrowing(minutes=minutes + 10))
        close = asked.shortlist(name, EVERYONE, Narrowing(minutes=minutes, joined=joined))
        assert {one.candidate for one in close.suggestions} <= {one.candidate for one in wide.suggestions}
        assert wide.crowd == close.crowd


def test_an_opening_in_passing_is_ranked_as_it_would_be_in_the_round() -> None:
    made = generate(150, 4, seed=2, catalogue=CATALOGUE)
    name = str(made.openings.id[1])
    one = replace(made, openings=made.openings.take([1]))
    veto = Decision(candidate=str(made.people.id[0]), opening=str(made.openings.id[0]), reason="", by="")
    policy = Policy(vetoes=(veto,))
    within = Enquiry(made, CATALOGUE, policy, ON, 1)
    assert within.beside(one).shortlist(name, 20) == within.shortlist(name, 20)
