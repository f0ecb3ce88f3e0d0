"""A cohort in, the names behind the numbers of its openings out."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.catalogue.catalogue import Catalogue
from matching.domain.cohort import Cohort


@dataclass(frozen=True)
class Place:
    """Where an opening is, in names people know."""

    opening: str
    firm: str
    municipality: str

    def __str__(self) -> str:
        return f"{self.opening} {self.firm}, {self.municipality}"


def places_of(cohort: Cohort, catalogue: Catalogue) -> Mapping[str, Place]:
    """The place of every opening, by its id."""
    openings = cohort.openings
    rows = zip(openings.id.tolist(), openings.employer.tolist(), openings.municipality.tolist(), strict=True)
    return {
        name: Place(name, cohort.employers[employer].name, catalogue.municipalities[municipality].shown)
        for name, employer, municipality in rows
    }
