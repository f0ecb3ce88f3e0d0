"""Evidence keeps its laws in any tree, and is what the written rule says, for one person as for a block."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.audit.reading import Round
from matching.audit.skills import Abilities
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.kinship import Tree
from matching.catalogue.vectors import Vectors
from matching.domain.columns import Ragged
from matching.domain.openings import Openings
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.reference import Occupation, Skill
from matching.scoring.demands import demands
from matching.scoring.held import Held
from tests.builders import CATALOGUE, ON, candidate, cohort, opening

COUNT = 8
some = st.frozensets(st.integers(0, COUNT - 1), max_size=5)
vector = st.tuples(*[st.integers(-2, 2)] * 3).filter(any)
strengths = st.dictionaries(st.integers(0, COUNT - 1), st.integers(1, 2), max_size=6)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Eight skills below and beside others that stand before them, asked for by any of four occupations.

    Some of them may have a vector that a user has brought.
    """
    skills = []
    for place in range(COUNT):
        before = draw(st.lists(st.integers(0, place - 1), max_size=3, unique=True)) if place else []
        key, group = str(place), draw(st.booleans())
        broader, beside = (before[0], tuple(before[1:])) if before else (None, ())
        skills.append(Skill(key=key, label=key, label_en=key, broader=broader, beside=beside, is_group=group))
    asked = draw(st.lists(some, min_size=4, max_size=4))
    occupations = tuple(
        Occupation(key=f"o{number}", label="o", styrk08="", must=tuple(sorted(one)), nice=())
        for number, one in enumerate(asked)
    )
    trades = tuple(replace(trade, must=(), nice=()) for trade in CATALOGUE.trades[:2])
    catalogue = replace(CATALOGUE, skills=tuple(skills), trades=trades, occupations=occupations, schooling=())
    vectors = draw(st.dictionaries(st.integers(0, COUNT - 1), vector))
    tree = Tree(catalogue.skills, catalogue.skill_weights)
    return replace(catalogue, brought=Vectors.of(vectors, tree)) if vectors else catalogue


def evidence(
    catalogue: Catalogue, people: list[dict[int, int]], **asked: frozenset[int]
) -> tuple[list[int], int]:
    """Evidence of each person of one list, and the whole of it."""
    place = opening(**({"must": frozenset(), "nice": frozenset()} | asked), trades=(0,))
    lists, number = demands(Openings.of([place]), catalogue)
    rows = [sorted(one.items()) for one in people]
    held = Held(
        Ragged.of([one for one, _ in row] for row in rows), Ragged.of([one for _, one in row] for row in rows)
    )
    found = lists.evidence(held, number[0, :1].astype(np.intp))
    return found[:, 0].tolist(), int(lists.full[number[0, 0]])


@settings(max_examples=300, deadline=None)
@given(catalogues(), strengths, some, some, some)
def test_in_any_tree_a_needed_skill_never_lowers_and_an_irrelevant_one_never_raises(
    catalogue: Catalogue,
    held: dict[int, int],
    must: frozenset[int],
    nice: frozenset[int],
    slight: frozenset[int],
) -> None:
    more = [
        {**held, one: strength} for one in range(COUNT) for strength in (1, 2) if held.get(one, 0) < strength
    ]
    (before, *after), full = evidence(catalogue, [held, *more], must=must, nice=nice, slight=slight)
    assert 0 <= before <= full
    assert all(before <= one <= full for one in after)
    wanted = must | nice
    for given_, reached in zip(more, after, strict=True):
        (new,) = {one for one in given_ if given_[one] != held.get(one)}
        relevant = new in wanted or any(new in catalogue.similarity.near(one)[0] for one in wanted)
        assert relevant or reached == before
        if new in must - held.keys():
            assert reached > 0


@settings(max_examples=200, deadline=None)
@given(catalogues(), some, some)
def test_all_that_is_asked_for_is_the_whole_and_nothing_is_none(
    catalogue: Catalogue, must: frozenset[int], nice: frozenset[int]
) -> None:
    reached, full = evidence(catalogue, [dict.fromkeys(must | nice, 2), {}], must=must, nice=nice)
    assert reached == [full, 0]


@settings(max_examples=200, deadline=None)
@given(catalogues(), some, some, some, some, some)
def test_the_evidence_is_what_the_rule_written_a_second_time_says(
    catalogue: Catalogue,
    held: frozenset[int],
    a_little: frozenset[int],
    must: frozenset[int],
    nice: frozenset[int],
    slight: frozenset[int],
) -> None:
    place = opening(must=must, nice=nice, slight=slight, learnable=a_little & nice, trades=(0,))
    person: Candidate = candidate(skills=held, slight=a_little)
    abilities = Abilities(Round(cohort([person], [place]), catalogue, Policy(), ON))
    again = abilities.reached(np.array([0]), abilities.number[:1, 0])
    strength = {one: 1 if one in a_little else 2 for one in held}
    asked = {"must": must, "nice": nice, "slight": slight, "learnable": a_little & nice}
    (reached,), full = evidence(catalogue, [strength], **asked)
    assert (reached, full) == (again.reached.sum(), again.whole.sum())


@settings(max_examples=100, deadline=None)
@given(catalogues(), st.lists(strengths, min_size=1, max_size=6), some, some)
def test_one_person_and_a_block_get_the_same_whole_numbers(
    catalogue: Catalogue, people: list[dict[int, int]], must: frozenset[int], nice: frozenset[int]
) -> None:
    block, _ = evidence(catalogue, people, must=must, nice=nice)
    assert block == [evidence(catalogue, [one], must=must, nice=nice)[0][0] for one in people]


@settings(max_examples=100, deadline=None)
@given(catalogues(), st.lists(st.tuples(some, some), min_size=2, max_size=5), strengths)
def test_a_list_among_others_is_graded_as_alone(
    catalogue: Catalogue, asked: list[tuple[frozenset[int], frozenset[int]]], held: dict[int, int]
) -> None:
    places = [
        opening(id=str(row), must=must, nice=nice, trades=(0,)) for row, (must, nice) in enumerate(asked)
    ]
    lists, number = demands(Openings.of(places), catalogue)
    row = sorted(held.items())
    who = Held(Ragged.of([[one for one, _ in row]]), Ragged.of([[one for _, one in row]]))
    together = lists.evidence(who, number[0].astype(np.intp))[0].tolist()
    assert together == [evidence(catalogue, [held], must=must, nice=nice)[0][0] for must, nice in asked]
