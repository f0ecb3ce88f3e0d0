"""The formula for skills keeps its laws in any tree, and is what its rule says."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fit_formula import FULL, NEAR, Formula, log2
from benchmarks.fit_tasks import Taxonomy, table
from tests.benchmarks.occupations import FAMILY, SKILLS, hand_made

FORMULA = Formula(hand_made())
skills = st.frozensets(st.integers(0, SKILLS - 1), max_size=8)


def grade(held: frozenset[int], must: frozenset[int], nice: frozenset[int]) -> tuple[int, int]:
    """Evidence and share of one person."""
    asked = FORMULA.asked(np.array(sorted(must), dtype=np.intp), np.array(sorted(nice), dtype=np.intp))
    evidence = asked.evidence(table([(0, skill) for skill in held], (1, SKILLS)))
    return int(evidence[0]), int(asked.share(evidence)[0])


def test_a_logarithm_in_whole_numbers_is_rounded_down() -> None:
    assert [log2(8, 1, 100), log2(3, 1, 100), log2(3, 2, 100), log2(7, 7, 100)] == [300, 158, 58, 0]


def test_a_skill_few_occupations_ask_for_weighs_most() -> None:
    assert FORMULA.weights[0] == 100 + log2(3, 1, 100)
    assert FORMULA.weights[20] == 100 + log2(3, 2, 100)


def test_a_kindred_skill_says_less_the_larger_its_family_and_never_nothing() -> None:
    kindred = FORMULA.kindred
    weight = int(FORMULA.weights[30])
    assert kindred[30, 31] == max(weight // 10, weight - NEAR - log2(FAMILY, 1, 50))
    assert kindred[30, 31] > 0
    assert kindred[30, 20] == 0
    assert kindred[9, 0] == FORMULA.weights[9] // 2


def test_all_that_is_asked_for_is_the_whole_and_nothing_is_none() -> None:
    must, nice = frozenset({0, 12, 20}), frozenset({5, 12})
    assert grade(must | nice, must, nice)[1] == FULL
    assert grade(frozenset(), must, nice) == (0, 0)
    assert grade(frozenset(), frozenset(), frozenset())[1] == FULL


@st.composite
def formulas(draw: st.DrawFn) -> Formula:
    """Eight skills in any families, some below others, asked for by any of four occupations."""
    few = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 7)), max_size=12)
    above = draw(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=8))
    families = draw(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2)), max_size=12))
    return Formula(
        Taxonomy(
            essential=table(draw(few), (4, 8)),
            optional=table(draw(few), (4, 8)),
            parents=table(families, (8, 3)),
            broader=table([(low, high) for low, high in above if low < high], (8, 8)),
            isco=("7223", "5120", "4110", "7224"),
        )
    )


some = st.frozensets(st.integers(0, 7), max_size=6)


@settings(max_examples=300, deadline=None)
@given(formulas(), some, some, some)
def test_in_any_tree_a_needed_skill_never_lowers_and_an_irrelevant_one_never_raises(
    formula: Formula, held: frozenset[int], must: frozenset[int], nice: frozenset[int]
) -> None:
    asked = formula.asked(np.array(sorted(must), dtype=np.intp), np.array(sorted(nice), dtype=np.intp))
    lists = [held, *(held | {more} for more in range(8))]
    evidence = asked.evidence(table([(row, one) for row, own in enumerate(lists) for one in own], (9, 8)))
    share = asked.share(evidence)
    assert (evidence >= evidence[0]).all()
    assert (evidence <= asked.caps.sum()).all()
    assert (share >= share[0]).all()
    assert share.max() <= FULL
    wanted = sorted(must | nice)
    for more in range(8):
        if more not in wanted and formula.kindred[wanted][:, [more]].nnz == 0:
            assert evidence[1 + more] == evidence[0]
        if more in must - held:
            assert evidence[1 + more] > 0


@settings(max_examples=100, deadline=None)
@given(st.lists(skills, min_size=1, max_size=6), skills, skills)
def test_one_person_and_a_block_get_the_same_whole_numbers(
    people: list[frozenset[int]], must: frozenset[int], nice: frozenset[int]
) -> None:
    asked = FORMULA.asked(np.array(sorted(must), dtype=np.intp), np.array(sorted(nice), dtype=np.intp))
    block = table([(row, skill) for row, held in enumerate(people) for skill in held], (len(people), SKILLS))
    evidence = asked.evidence(block)
    both = zip(evidence.tolist(), asked.share(evidence).tolist(), strict=True)
    assert list(both) == [grade(held, must, nice) for held in people]


@settings(max_examples=100, deadline=None)
@given(skills, skills, skills)
def test_the_evidence_is_what_the_written_rule_says(
    held: frozenset[int], must: frozenset[int], nice: frozenset[int]
) -> None:
    weight, near = FORMULA.weights, FORMULA.kindred
    count = {**dict.fromkeys(sorted(must), 2), **dict.fromkeys(sorted(nice - must), 1)}
    reached = dict.fromkeys(count, 0)
    for one in held:
        if one in count:
            reached[one] += count[one] * int(weight[one])
        elif count:
            for_it = max(count, key=lambda asked: count[asked] * near[asked, one])
            reached[for_it] += int(count[for_it] * near[for_it, one])
    capped = sum(min(reach, count[one] * int(weight[one])) for one, reach in reached.items())
    assert grade(held, must, nice)[0] == capped
