"""A pair and its verdict; a plan with all it was made from and its control, and the best choice of all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from matching.audit.control import audit
from matching.audit.coverage import THOROUGH, Depth
from matching.audit.judging import Judgements
from matching.audit.reading import Round
from matching.domain.cohort import Cohort
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.plan import AuditReport, Plan
from matching.domain.policy import Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.domain.proof import Total
from tests.builders import CATALOGUE, ON, cohort

Pair = tuple[str, str]
"""Ids of a person and an opening."""


@dataclass(frozen=True)
class Example:
    """A plan and all it was made from, with the points of its allowed pairs."""

    plan: Plan
    cohort: Cohort
    policy: Policy
    points: Mapping[Pair, int]
    """Points of every allowed pair."""
    room: Mapping[str, int]
    """Proposals each opening can take beside the pins."""
    left: Mapping[str, int]
    """Proposals each person may get beside the pins."""


def judged(
    person: Candidate,
    place: Opening,
    programme: Programme = OPEN_PROGRAMME,
    policy: Policy | None = None,
) -> int:
    """The verdict of one pair: NO, UNKNOWN or YES."""
    one = Round(cohort([person], [place], programme), CATALOGUE, policy or Policy(), ON)
    return Judgements(one).answer(0, 0)


def control(example: Example, depth: Depth = THOROUGH) -> AuditReport:
    return audit(example.plan, example.cohort, CATALOGUE, example.policy, on=ON, depth=depth)


def found_by(example: Example, depth: Depth = THOROUGH) -> set[str]:
    """Names of the checks that find something wrong."""
    return {finding.check for finding in control(example, depth).findings}


def best_beside_the_pins(example: Example) -> Total:
    """The best of all choices of allowed pairs, each of them looked at."""
    return max(_total(example, chosen) for chosen in _choices(example))


def _choices(example: Example) -> Iterator[tuple[Pair, ...]]:
    pairs = list(example.points)
    every = chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))
    for chosen in every:
        people = [person for person, _ in chosen]
        openings = [opening for _, opening in chosen]
        if all(people.count(person) <= example.left[person] for person in people) and all(
            openings.count(opening) <= example.room[opening] for opening in openings
        ):
            yield chosen


def _total(example: Example, chosen: tuple[Pair, ...]) -> Total:
    pinned = {one.candidate for one in example.policy.pins}
    points = sum(example.points[pair] for pair in chosen)
    return Total(len({person for person, _ in chosen} - pinned), len(chosen), points)
