"""The catalogue: everything a run looks up, read once from the data files of this package."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from matching.catalogue.kinship import SkillSimilarity, Tree, skill_weights
from matching.catalogue.travel import Travel
from matching.domain.columns import Int64
from matching.domain.errors import CatalogueFault, ErrorCode
from matching.domain.programme import Programme
from matching.domain.reference import (
    Entry,
    Leisure,
    Level,
    Licence,
    Measure,
    Municipality,
    Occupation,
    Schooling,
    Skill,
    Statement,
    Trade,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Catalogue:
    """Trades, skills, municipalities, code lists, programmes and travel times.

    Positions in these tuples are the numbers that stand in the columns of people and openings.
    """

    trades: tuple[Trade, ...]
    skills: tuple[Skill, ...]
    occupations: tuple[Occupation, ...] = ()
    schooling: tuple[Schooling, ...] = ()
    municipalities: tuple[Municipality, ...]
    municipality_questions: Mapping[str, tuple[int, ...]]
    """A name or an old number, casefolded, to the municipalities it may mean: more than one, so nobody can tell."""
    licences: tuple[Licence, ...]
    levels: tuple[Level, ...]
    contexts: tuple[Entry, ...]
    certificates: tuple[Entry, ...]
    areas: tuple[Entry, ...] = ()
    """Basic interests (interesseområder)."""
    leisure: tuple[Leisure, ...] = ()
    effort_groups: Mapping[str, frozenset[int]]
    """Text of an innsatsgruppe, casefolded, to the levels it may mean."""
    interest_form: tuple[Statement, ...]
    """The statements of the interest form (interesseskjema), in the order they are shown and answered."""
    measures: tuple[Measure, ...]
    """Every dated rule, of today or not; `measures_on` has those of a day. Never shown to an employer."""
    programmes: Mapping[str, Programme]
    travel: Travel
    brought: SkillSimilarity | None = None
    """Another similarity of skills than the tree's, where a user has one."""

    @cached_property
    def skill_weights(self) -> Int64:
        """How much each skill weighs, hundredths of a bit, shape (skills,)."""
        return skill_weights(self.skills, (*self.trades, *self.occupations))

    @cached_property
    def similarity(self) -> SkillSimilarity:
        """What says how much one skill says of another: what is brought, else the tree."""
        return self.brought or Tree(self.skills, self.skill_weights)

    @cached_property
    def licence_covers(self) -> tuple[frozenset[int], ...]:
        """For each licence class, the classes a holder may drive, itself included."""
        return tuple(licence.covers | {place} for place, licence in enumerate(self.licences))

    def measures_on(self, day: date) -> tuple[Measure, ...]:
        """The measures whose rule is in force on a day (tiltak)."""
        return tuple(measure for measure in self.measures if measure.is_valid(day))


def by_text(entries: Sequence[Entry]) -> dict[str, int]:
    """Every text that names one entry (key, label, synonyms), casefolded, to the position of its entry.

    Raises:
        CatalogueFault: one text names two entries.
    """
    texts = [entry.texts for entry in entries]
    for text, first, _ in clashes(texts):
        raise CatalogueFault(ErrorCode.CATALOGUE, text=text, first=entries[first].key)
    return {text.casefold(): place for place, own in enumerate(texts) for text in own}


def clashes(texts: Sequence[Collection[str]]) -> Iterator[tuple[str, int, int]]:
    """Each text that stands in two places, case aside: the text, the first place and the other."""
    found: dict[str, int] = {}
    for place, own in enumerate(texts):
        for text in own:
            first = found.setdefault(text.casefold(), place)
            if first != place:
                yield text, first, place
