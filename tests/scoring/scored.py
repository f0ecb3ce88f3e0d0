"""One pair and the policy it is fitted by, scored: a criterion's grade, or the whole fit."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from matching.blocks.fits import StoredFits
from matching.blocks.verdicts import VerdictBlock
from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.catalogue.travel import Travel
from matching.domain.answers import BLANK, YES
from matching.domain.fit import Criterion, Fit
from matching.domain.openings import Opening, Openings
from matching.domain.people import Candidate, People
from matching.domain.policy import Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.scoring.score import Scorer, score
from tests.builders import CATALOGUE, skill

DEFAULT = Policy()
FIRST = np.zeros(1, dtype=np.intp)


def skills(keys: str) -> frozenset[int]:
    """Positions of skills named by their keys, with spaces between."""
    return frozenset(map(skill, keys.split()))


def takes(minutes: int | None) -> Catalogue:
    """A catalogue in which every journey takes these minutes; None is a time nobody knows."""
    size = len(CATALOGUE.municipalities)
    time = np.int16(BLANK if minutes is None else minutes)
    return replace(CATALOGUE, travel=Travel(np.broadcast_to(time, (2, size, size)), estimated=True))


def scorer(
    people: list[Candidate],
    openings: list[Opening],
    policy: Policy = DEFAULT,
    catalogue: Catalogue = CATALOGUE,
    programme: Programme = OPEN_PROGRAMME,
) -> Scorer:
    """The fits of people and openings in the order given."""
    places = complete(Openings.of(openings), programme, catalogue)
    return Scorer(People.of(people), places, catalogue, policy)


def fit(
    person: Candidate,
    place: Opening,
    policy: Policy = DEFAULT,
    catalogue: Catalogue = CATALOGUE,
    programme: Programme = OPEN_PROGRAMME,
) -> Fit:
    """The fit of one pair."""
    first = FIRST.astype(np.int32)
    return scorer([person], [place], policy, catalogue, programme).fits(first, first)[0]


def points(person: Candidate, place: Opening, policy: Policy = DEFAULT) -> int:
    """The points of one pair."""
    return int(scorer([person], [place], policy).grade(FIRST, FIRST, FIRST, FIRST).points[0])


def grade(
    criterion: Criterion, person: Candidate, place: Opening, catalogue: Catalogue = CATALOGUE
) -> int | None:
    """The grade of one criterion for one pair; None where it is not known."""
    graded = scorer([person], [place], DEFAULT, catalogue).grade(FIRST, FIRST, FIRST, FIRST)
    found = int(graded.grades[criterion][0])
    return None if found == -1 else found


def every_pair(given: Scorer) -> StoredFits:
    """The fits of all pairs in one block, as if every pair might meet."""
    rows, cols = np.arange(len(given.people)), np.arange(len(given.openings))
    block = VerdictBlock(rows, cols, np.full((len(rows), len(cols)), YES, dtype=np.int8))
    return score(given, [block])


def weighing(**percent: int) -> Mapping[Criterion, int]:
    """Weights of the candidate's side, by name; the opening's side is skills."""
    given = {one: percent.get(one.value, 0) for one in Criterion}
    return {**given, Criterion.SKILLS: 100}
