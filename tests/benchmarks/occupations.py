"""Three occupations made by hand: two with enough skills for every task, one with too few."""

from dataclasses import replace
from typing import Any

from benchmarks.fit_tasks import Taxonomy, row_of, table
from matching.catalogue.catalogue import Catalogue
from matching.domain.reference import Occupation, Skill
from tests.builders import CATALOGUE

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


def catalogue_of(taxonomy: Taxonomy) -> Catalogue:
    """A catalogue of the skills and occupations of a taxonomy, its families as groups."""
    size, families = taxonomy.parents.shape
    skills = [
        Skill(key=f"s{one}", label=f"s{one}", label_en="", broader=size + one // FAMILY, is_group=False)
        for one in range(size)
    ]
    groups = [
        Skill(key=f"g{one}", label=f"g{one}", label_en="", broader=None, is_group=True)
        for one in range(families)
    ]
    occupations = [
        Occupation(
            key=f"o{one}",
            label=f"o{one}",
            styrk08="",
            must=tuple(row_of(taxonomy.essential, one).tolist()),
            nice=tuple(row_of(taxonomy.optional, one).tolist()),
        )
        for one in range(len(taxonomy.isco))
    ]
    trades = (replace(CATALOGUE.trades[0], must=(), nice=()),)
    return replace(
        CATALOGUE, skills=(*skills, *groups), occupations=tuple(occupations), trades=trades, schooling=()
    )
