"""The tasks skills are measured by are as described: on occupations made by hand."""

import csv
import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.fit_baselines import BASELINES
from benchmarks.fit_product import Ranker
from benchmarks.fit_quality import as_table, judge, summary
from benchmarks.fit_tasks import (
    Queries,
    Task,
    gain_at_ten,
    mean_reciprocal_rank,
    queries,
    read_taxonomy,
)
from tests.benchmarks.occupations import (
    CLERK,
    COOK,
    ESSENTIAL,
    FAMILY,
    OPTIONAL,
    SKILLS,
    TURNER,
    catalogue_of,
    hand_made,
    links,
)


def held_of(asked: Queries, person: int) -> set[int]:
    return set(asked.held[[person]].tocoo().col.tolist())


@pytest.mark.parametrize("seed", range(5))
def test_a_person_of_t1_holds_five_essential_skills_of_an_occupation_that_has_five(seed: int) -> None:
    asked = queries(Task.T1, hand_made(), seed)
    assert asked.occupation.tolist() == [TURNER, COOK]
    for person, occupation in enumerate(asked.occupation.tolist()):
        assert len(held_of(asked, person)) == 5
        assert held_of(asked, person) <= set(ESSENTIAL[occupation])


@pytest.mark.parametrize("seed", range(5))
def test_a_person_of_t2_holds_five_more_that_some_other_occupation_names(seed: int) -> None:
    asked = queries(Task.T2, hand_made(), seed)
    for person, occupation in enumerate(asked.occupation.tolist()):
        own = {*ESSENTIAL[occupation], *OPTIONAL[occupation]}
        assert len(held_of(asked, person) & set(ESSENTIAL[occupation])) == 5
        others = held_of(asked, person) - own
        assert len(others) == 5
        assert others <= {skill for _, skill in links(ESSENTIAL) + links(OPTIONAL)}


def test_a_person_of_t4_holds_optional_skills_alone() -> None:
    asked = queries(Task.T4, hand_made(), 0)
    for person, occupation in enumerate(asked.occupation.tolist()):
        assert len(held_of(asked, person)) == 5
        assert held_of(asked, person) <= set(OPTIONAL[occupation])


@pytest.mark.parametrize("seed", range(5))
def test_a_person_of_t5_holds_two_three_siblings_two_optional_and_three_others(seed: int) -> None:
    asked = queries(Task.T5, hand_made(), seed)
    for person, occupation in enumerate(asked.occupation.tolist()):
        held, own = held_of(asked, person), {*ESSENTIAL[occupation], *OPTIONAL[occupation]}
        assert len(held) == 10
        assert len(held & set(ESSENTIAL[occupation])) == 2
        assert len(held & set(OPTIONAL[occupation])) == 2
        near = {skill for skill in held - own if any(skill // FAMILY == one // FAMILY for one in own)}
        assert len(near) >= 3


def test_an_occupation_without_enough_skills_gives_no_person() -> None:
    assert CLERK not in queries(Task.T5, hand_made(), 0).occupation


def test_the_people_of_t6_are_those_of_t5() -> None:
    five, six = (queries(task, hand_made(), 3) for task in (Task.T5, Task.T6))
    assert (five.held != six.held).nnz == 0


def test_the_answer_stands_in_the_middle_of_its_equals() -> None:
    scores = np.array([[3.0, 3.0, 3.0, 1.0], [9.0, 1.0, 5.0, 0.0]])
    assert mean_reciprocal_rank(scores, np.array([0, 2])) == pytest.approx((1 / 2 + 1 / 2) / 2)


def test_gain_at_ten_is_whole_for_the_best_order_and_less_when_the_own_occupation_comes_last() -> None:
    isco = ("7223", "7223", "7224", "5120")
    own = np.array([0])
    assert gain_at_ten(np.array([[9.0, 8.0, 7.0, 1.0]]), own, isco) == pytest.approx(1)
    worse = gain_at_ten(np.array([[1.0, 8.0, 7.0, 9.0]]), own, isco)
    discount = 1 / np.log2(np.arange(2, 6))
    assert worse == pytest.approx(
        (0 + 2 * discount[1] + discount[2] + 3 * discount[3]) / ([3, 2, 1] @ discount[:3])
    )


def test_the_tables_are_read_by_name_of_column(tmp_path: Path) -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        "occupations": [{"occ_id": 0, "isco": "7223"}, {"occ_id": 1, "isco": "5120"}],
        "skills": [{"skill_id": 0, "uri": "s/a"}, {"skill_id": 1, "uri": "s/b"}],
        "occupation_skills": [
            {"occ_id": 0, "skill_id": 1, "relation": "E"},
            {"occ_id": 1, "skill_id": 0, "relation": "O"},
        ],
        "skill_broader": [
            {"conceptUri": "s/a", "broaderUri": "s/b"},
            {"conceptUri": "s/b", "broaderUri": "g/x"},
            {"conceptUri": "g/x", "broaderUri": "g/y"},
        ],
    }
    for name, content in rows.items():
        with gzip.open(tmp_path / f"{name}.csv.gz", "wt", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, content[0])
            writer.writeheader()
            writer.writerows(content)
    read = read_taxonomy(tmp_path)
    assert read.essential.toarray().tolist() == [[0, 1], [0, 0]]
    assert read.optional.toarray().tolist() == [[0, 0], [1, 0]]
    assert read.parents.toarray().tolist() == [[1, 0], [0, 1]]
    assert read.broader.toarray().tolist() == [[0, 1], [0, 0]]


def test_every_method_finds_the_occupation_whose_skills_are_held_and_has_a_row_in_the_table() -> None:
    taxonomy = hand_made()
    asked = queries(Task.T1, taxonomy, 0)
    ranker = Ranker.of(
        catalogue_of(taxonomy), np.arange(SKILLS), asked.held, taxonomy.essential, taxonomy.optional
    )
    scores = {
        name: one(asked.held, taxonomy.essential, taxonomy.optional, taxonomy)
        for name, one in BASELINES.items()
    } | dict(ranker.scores(np.arange(asked.held.shape[0])))
    figures = {name: judge(Task.T1, one, asked, taxonomy)["T1"] for name, one in scores.items()}
    assert figures == dict.fromkeys(scores, 1.0)
    rows = as_table(summary([{"T1": figures}])).splitlines()
    assert len(rows) == 2 + len(scores)
    assert "| BM25 | 1.000 |" in rows
