"""Sizes and a seed in, a synthetic cohort out: nobody in it exists, and every share is an assumption."""

from typing import Final

import numpy as np

from benchmarks.synthetic_openings import draw_openings
from benchmarks.synthetic_people import draw_people
from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import Sector
from matching.domain.cohort import Cohort
from matching.domain.openings import Employer, TrainingOffice

OPENINGS_OF_A_FIRM: Final = 3
OFFICES: Final = 30
ONE_PUBLIC_IN: Final = 4


def generate(people: int, openings: int, *, seed: int, catalogue: Catalogue) -> Cohort:
    """How many people and openings in, a synthetic cohort of just that size out.

    The people depend on the seed and their number alone, and so do the openings on theirs.
    """
    for_people, for_openings = np.random.default_rng(seed).spawn(2)
    firms = openings // OPENINGS_OF_A_FIRM + 1
    return Cohort.of(
        draw_people(for_people, people, catalogue),
        draw_openings(for_openings, openings, catalogue, firms=firms, offices=OFFICES),
        [_employer(number) for number in range(1, firms + 1)],
        [TrainingOffice(name=f"Opplæringskontor {number} (syntetisk)") for number in range(1, OFFICES + 1)],
    )


def _employer(number: int) -> Employer:
    public = number % ONE_PUBLIC_IN == 0
    return Employer(name=f"Bedrift {number} (syntetisk)", sector=Sector.PUBLIC if public else Sector.PRIVATE)
