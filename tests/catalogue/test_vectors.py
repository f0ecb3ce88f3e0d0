"""What vectors of skills that a user brings say, worked by hand and by law."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.audit.reading import Round
from matching.audit.skills import Abilities
from matching.catalogue.kinship import Tree
from matching.catalogue.vectors import STEPS, Vectors, to_steps
from matching.domain.policy import Policy
from tests.builders import ON, candidate, cohort, opening
from tests.few_skills import FEW, KEYS, at
from tests.thorough import examples

TREE = Tree(FEW.skills, FEW.skill_weights)
numbers = st.integers(-(10**9), 10**9)
one_vector = st.lists(numbers, min_size=1, max_size=199).filter(any)
several = st.integers(1, 6).flatmap(
    lambda size: st.dictionaries(
        st.integers(0, len(KEYS) - 1),
        st.lists(numbers, min_size=size, max_size=size).filter(any),
        min_size=1,
    )
)


def vectors(**by_key: tuple[int, ...]) -> Vectors:
    return Vectors.of({at(key): vector for key, vector in by_key.items()}, TREE)


def near(similarity: Vectors, asked: str) -> dict[str, int]:
    held, said = similarity.near(at(asked))
    return {KEYS[one]: worth for one, worth in zip(held.tolist(), said.tolist(), strict=True)}


def test_a_vector_keeps_its_direction_and_gets_the_length_of_the_steps() -> None:
    assert to_steps([3, 4]) == [1229, 1638]  # 1228.8 and 1638.4
    assert to_steps([-3, 0, 4]) == [-1229, 0, 1638]
    assert to_steps([5]) == [STEPS]
    assert to_steps([-1, 4095]) == [-1, 2048]  # 0.5001: half and a little is up, away from 0


def test_vectors_alike_say_up_to_half_of_what_the_lesser_of_the_two_weighs() -> None:
    alike = vectors(turning=(1, 0), forklift=(2, 0), driving=(9, 0))
    assert near(alike, "turning") == near_by_tree("turning") | {"forklift": 100, "driving": 50}
    assert near(alike, "forklift")["turning"] == 100


def test_numbers_that_are_all_rounded_up_say_no_more_than_half() -> None:
    ones = (1,) * 190  # 148.6 steps each, so the length becomes 2054
    assert near(vectors(turning=ones, tolerances=ones), "turning")["tolerances"] == 700 // 2


def near_by_tree(asked: str) -> dict[str, int]:
    held, said = TREE.near(at(asked))
    return {KEYS[one]: worth for one, worth in zip(held.tolist(), said.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("other", "worth"),
    [
        # Of 700: 700 * (thousandths - 700) // 600. The first is 0.8 exactly, the second .707, the third .6.
        ((4, 3), 115),
        ((1, 1), 8),
        ((3, 4), 0),
        ((0, 1), 0),
        ((-1, 0), 0),
    ],
)
def test_the_closer_the_more_and_nothing_from_afar(other: tuple[int, int], worth: int) -> None:
    found = near(vectors(turning=(1, 0), tolerances=other), "turning")
    assert found.get("tolerances", 0) == worth


def test_of_vectors_and_tree_what_says_most_counts() -> None:
    assert near(vectors(micrometer=(1, 0), tolerances=(1, 0)), "micrometer")["tolerances"] == 700 // 2
    assert near(vectors(micrometer=(1, 0), tolerances=(0, 1)), "micrometer")["tolerances"] == 240


def test_a_skill_without_a_vector_is_as_the_tree_says() -> None:
    brought = vectors(turning=(1, 0), driving=(1, 0))
    for key in set(KEYS) - {"turning", "driving"}:
        assert near(brought, key) == near_by_tree(key)


@given(one_vector)
def test_every_number_is_rounded_to_the_nearest_step(vector: list[int]) -> None:
    square = sum(number * number for number in vector)
    for number, step in zip(vector, to_steps(vector), strict=True):
        assert step * number >= 0
        # |x| - 1/2 < 2048 |number| / length <= ... squared, so that no root is taken.
        exact = Fraction((2 * STEPS * number) ** 2, square)
        assert max(0, 2 * abs(step) - 1) ** 2 <= exact < (2 * abs(step) + 1) ** 2


@given(one_vector)
def test_no_sum_of_products_reaches_what_a_float32_holds_exactly(vector: list[int]) -> None:
    assert sum(step * step for step in to_steps(vector)) < 2**24


@settings(deadline=None)
@given(several)
def test_in_any_vectors_what_is_said_keeps_its_bounds_and_never_falls_below_the_tree(
    brought: dict[int, list[int]],
) -> None:
    similarity = Vectors.of(brought, TREE)
    for asked in range(len(KEYS)):
        held, said = similarity.near(asked)
        assert asked not in held
        assert (np.diff(held) > 0).all()
        assert (said > 0).all()
        assert (said <= FEW.skill_weights[asked]).all()
        worth = dict(zip(held.tolist(), said.tolist(), strict=True))
        for one, least in zip(*TREE.near(asked), strict=True):
            assert worth[int(one)] >= least


@settings(deadline=None)
@given(several, st.integers(1, 50))
def test_neither_the_order_of_skills_and_numbers_nor_the_length_of_a_vector_matters(
    brought: dict[int, list[int]], times: int
) -> None:
    turned = {
        skill: [times * number for number in reversed(brought[skill])]
        for skill in sorted(brought, reverse=True)
    }
    one, other = Vectors.of(brought, TREE), Vectors.of(turned, TREE)
    for asked in range(len(KEYS)):
        for mine, theirs in zip(one.near(asked), other.near(asked), strict=True):
            assert mine.tolist() == theirs.tolist()


@settings(max_examples=examples(40), deadline=None)
@given(several)
def test_the_rule_written_a_second_time_says_the_same(brought: dict[int, list[int]]) -> None:
    similarity = Vectors.of(brought, TREE)
    for asked in range(len(KEYS)):
        catalogue = replace(FEW, brought=similarity)
        place = opening(must=frozenset({asked}), nice=frozenset(), trades=(0,))
        worth = dict(zip(*map(np.ndarray.tolist, similarity.near(asked)), strict=True))
        for held in set(range(len(KEYS))) - {asked}:
            people = cohort([candidate(skills=frozenset({held}))], [place])
            abilities = Abilities(Round(people, catalogue, Policy(), ON))
            found = abilities.reached(np.array([0]), abilities.number[:1, 0])
            assert found.reached.tolist() == [[2 * 2 * worth.get(held, 0)]]


def test_the_version_tells_vectors_apart_and_not_their_order() -> None:
    one = vectors(turning=(1, 0), driving=(1, 2))
    assert one.version == vectors(driving=(2, 4), turning=(3, 0)).version
    assert one.version != vectors(turning=(1, 0), driving=(2, 1)).version
    assert one.version != vectors(turning=(1, 0), forklift=(1, 2)).version
    assert len(one.version) == 16
