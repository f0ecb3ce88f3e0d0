"""A synthetic round in, the same with people and openings elsewhere, or with other skills, out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort
from matching.domain.columns import Ragged

SPREAD_OF_SIZES: Final = 1.1
"""Standard deviation of the logarithm of how many live in a municipality (source: assumption)."""


def over_the_country(cohort: Cohort, catalogue: Catalogue, *, seed: int) -> Cohort:
    """The same people and openings, in municipalities of the whole country, most in a few."""
    chance = np.random.default_rng([seed, 1])
    sizes = np.exp(chance.normal(0, SPREAD_OF_SIZES, len(catalogue.municipalities)))

    def anywhere(size: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
        return chance.choice(len(sizes), size=size, p=sizes / sizes.sum()).astype(np.int16)

    return replace(
        cohort,
        people=replace(cohort.people, municipality=anywhere(len(cohort.people))),
        openings=replace(cohort.openings, municipality=anywhere(len(cohort.openings))),
    )


def of_occupations(cohort: Cohort, catalogue: Catalogue, *, seed: int) -> Cohort:
    """The same people and openings, as many skills in each list, drawn from what one occupation asks for.

    The n-th occupation, in an order of chance, is 1 / n as common as the first.
    """
    chance = np.random.default_rng([seed, 2])
    asked = [one.must + one.nice for one in catalogue.occupations if one.must]
    common = 1 / (1 + chance.permutation(len(asked)))

    def lists(given: Ragged) -> Ragged:
        work = chance.choice(len(asked), size=len(given), p=common / common.sum()).tolist()
        return Ragged.of(
            _some(chance, asked[one], size) for one, size in zip(work, given.lengths().tolist(), strict=True)
        )

    openings = cohort.openings
    return replace(
        cohort,
        people=replace(cohort.people, skills=lists(cohort.people.skills)),
        openings=replace(openings, must=lists(openings.must), nice=lists(openings.nice)),
    )


def _some(chance: np.random.Generator, skills: Sequence[int], size: int) -> list[int]:
    size = min(size, len(skills))
    return sorted(int(one) for one in chance.choice(skills, size=size, replace=False)) if size else []
