"""The vectors the product is measured with know what occupations need, and nothing of what is optional."""

import numpy as np

from benchmarks.fit_vectors import vectors_of
from tests.benchmarks.occupations import ESSENTIAL, SKILLS, catalogue_of, hand_made


def test_skills_the_same_occupation_needs_lie_in_one_direction_and_others_have_no_vector() -> None:
    taxonomy = hand_made()
    catalogue = catalogue_of(taxonomy)
    made = vectors_of(taxonomy.essential, np.arange(SKILLS), catalogue)
    direction = dict(zip(made.skills.tolist(), made.steps.tolist(), strict=True))
    assert direction.keys() <= {skill for skills in ESSENTIAL.values() for skill in skills}
    for skills in ESSENTIAL.values():
        assert len({tuple(direction.get(skill, ())) for skill in skills}) == 1
    assert len(direction) >= len(ESSENTIAL)
