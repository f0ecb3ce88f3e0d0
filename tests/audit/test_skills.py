"""The skills of docs/fit.md a second time: known answers worked by hand over a catalogue of nine."""

import numpy as np
import pytest

from matching.audit.kinship import Kinship, hundredths
from matching.audit.reading import Round
from matching.audit.skills import skills_grade
from matching.domain.fit import Fit
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from tests.audit.graded import fit_of
from tests.builders import ON, candidate, cohort, opening
from tests.few_skills import FEW, KEYS, at

NOTHING: frozenset[int] = frozenset()


def skills(*keys: str) -> frozenset[int]:
    return frozenset(map(at, keys))


def asking(*must: str, nice: frozenset[int] = NOTHING, slight: frozenset[int] = NOTHING) -> Opening:
    return opening(trades=(0,), must=skills(*must), nice=nice, slight=slight)


def fitted(person: Candidate, place: Opening) -> Fit:
    return fit_of(Round(cohort([person], [place]), FEW, Policy(), ON))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("turning", {"fine-turning": 350, "g-code": 350}),
        ("forklift", {"driving": 10}),
        ("driving", {"forklift": 50}),
        ("micrometer", {"measuring": 140, "caliper": 140, "tolerances": 240, "g-code": 240}),
    ],
)
def test_what_others_say_of_a_skill(asked: str, said: dict[str, int]) -> None:
    """Below: half of 700 and of 100. Family of four: weight - 360 - 100; of one: at least a tenth of 100."""
    near = dict(zip(KEYS, Kinship(FEW).says(at(asked)).tolist(), strict=True))
    assert {one: worth for one, worth in near.items() if worth and one != asked} == said


def test_skills_asked_for_are_met_related_or_missing() -> None:
    """Micrometer 2800 of 2800, turning 2 x 2 x 350 of fine turning, forklift 0 of 400: 4200 of 6000.

    Share 10,000 x 4200 x 14,000 // (6000 x 12,200) = 8032, grade 3000 + 7000 x 8032 // 10,000 = 8622.
    """
    found = fitted(
        candidate(skills=skills("micrometer", "fine-turning")),
        asking("micrometer", "turning", nice=skills("forklift")),
    )
    assert (found.opening_side, found.skills.reached, found.skills.full) == (862, 4_200, 6_000)
    assert found.skills.met == ("micrometer",)
    assert found.skills.related == (("turning", "fine-turning"),)
    assert found.skills.missing == ("forklift",)


def test_short_work_gives_half_and_three_months_all() -> None:
    """Turning 700 x 2 of 2800 after two months, and all of it after three."""
    short, long = (fitted(candidate(practice=((0, months),)), asking("turning")) for months in (2, 3))
    assert (short.skills.reached, long.skills.reached) == (1_400, 2_800)
    assert (short.skills.a_little, long.skills.met) == (("turning",), ("turning",))


def test_a_recorded_skill_is_held_in_full_beside_short_work() -> None:
    asks = asking("turning")
    both = candidate(skills=skills("turning"), practice=((0, 1),))
    assert fitted(both, asks).skills.met == ("turning",)


def test_a_little_is_half_and_enough_where_the_firm_says_so() -> None:
    person = candidate(skills=skills("turning"), slight=skills("turning"))
    assert fitted(person, asking("turning")).skills.reached == 1_400
    assert fitted(person, asking("turning", slight=skills("turning"))).skills.reached == 2_800


def test_grades_of_skills() -> None:
    reached, whole = np.array([0, 0, 1_400, 2_800]), np.array([0, 400, 2_800, 2_800])
    assert skills_grade(reached, whole, 3_000).tolist() == [10_000, 1_500, 7_020, 10_000]


def test_a_logarithm_found_by_doubling() -> None:
    assert [hundredths(8, 1, 100), hundredths(3, 1, 50), hundredths(3, 2, 100), hundredths(7, 7, 100)] == [
        300,
        79,
        58,
        0,
    ]
