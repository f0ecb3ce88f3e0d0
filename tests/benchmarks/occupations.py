"""Three occupations made by hand: two with enough skills for every task, one with too few."""

from typing import Any

from benchmarks.fit_tasks import Taxonomy, table

SKILLS = 40
TURNER, COOK, CLERK = 0, 1, 2
ESSENTIAL = {TURNER: range(6), COOK: range(10, 16), CLERK: (20, 21)}
OPTIONAL = {TURNER: range(6, 12), COOK: range(16, 22), CLERK: (22,)}
FAMILY = 10
"""Skills 0-9 are one family, 10-19 the next; of the family 0-9, skill 9 is also the broader of 0 and 1."""


def links(of: dict[int, Any]) -> list[tuple[int, int]]:
    return [(row, column) for row, columns in of.items() for column in columns]


def hand_made() -> Taxonomy:
    return Taxonomy(
        essential=table(links(ESSENTIAL), (3, SKILLS)),
        optional=table(links(OPTIONAL), (3, SKILLS)),
        parents=table([(skill, skill // FAMILY) for skill in range(SKILLS)], (SKILLS, SKILLS // FAMILY)),
        broader=table([(0, 9), (1, 9)], (SKILLS, SKILLS)),
        isco=("7223", "5120", "4110"),
    )
