"""What every person and every opening waits for in, the question list (spørreliste) out; then what to map."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import numpy as np

from matching.blocks.verdicts import Tally, VerdictSource
from matching.domain.cohort import Cohort
from matching.domain.columns import Int64
from matching.domain.fit import Criterion, Fit
from matching.domain.funnel import MOST_QUESTIONS, MappingQuestion, OpenQuestion
from matching.domain.people import Candidate
from matching.domain.plan import Assignment
from matching.domain.reasons import Party

Lines = tuple[OpenQuestion, ...]

OF_PEOPLE: Final = 0
"""The side of a question about a person; any other is about an opening."""


def question_list(verdicts: VerdictSource, cohort: Cohort) -> tuple[Lines, int]:
    """The questions that open most, most first, and how many are open in all."""
    people, openings = cohort.people.id, cohort.openings.id
    tallies, ids = (verdicts.of_people(), verdicts.of_openings()), (people, openings)
    open_ones = np.concatenate([_open(tally, side) for side, tally in enumerate(tallies)], axis=1)
    side, row, place, unlocks, waits = open_ones
    # Equal ones: questions about people first, then by id, then in the order of the rules.
    first = np.lexsort((place, row, side, -waits, -unlocks))[:MOST_QUESTIONS]
    others = len(openings), len(people)
    told = (
        _line(tallies[one], which, str(ids[one][about]), alone, more, others[one])
        for one, about, which, alone, more in open_ones[:, first].T.tolist()
    )
    return tuple(told), len(side)


def _open(tally: Tally, side: int) -> Int64:
    """(side, row, question, pairs it settles alone, other pairs it is open in) as rows, one column a question."""
    asked_here = [(party is Party.EMPLOYER) == (side != OF_PEOPLE) for _, party in tally.questions]
    row, place = np.nonzero(tally.asks * np.array(asked_here, dtype=np.bool_))
    alone, asks = tally.alone[row, place], tally.asks[row, place]
    return np.stack([np.full(len(row), side), row, place, alone, asks - alone])


def _line(tally: Tally, place: int, about: str, unlocks: int, waits: int, total: int) -> OpenQuestion:
    question, party = tally.questions[place]
    facts = {"among": unlocks + waits, "count": unlocks or None, "total": total}
    return OpenQuestion(question, party, about, unlocks, waits, tuple(facts.items()))


def mapping_questions(candidate: Candidate, fits: Iterable[Fit]) -> tuple[MappingQuestion, ...]:
    """A person and her fits in, what to map about her out: what could move most in sum first, then as Criterion.

    What only the firm can say is no question to her.
    """
    widths = defaultdict[Criterion, list[int]](list)
    for fit in fits:
        for one in fit.movements:
            if one.width and _hers(one.part, candidate):
                widths[one.part].append(one.width)
    numbered = candidate.interests is not None
    found = (
        MappingQuestion(
            candidate.id,
            part,
            sum(widths[part]),
            len(widths[part]),
            areas=part is Criterion.INTERESTS and numbered,
        )
        for part in Criterion
        if part in widths
    )
    return tuple(sorted(found, key=lambda one: -one.moves))


def mapping_list(assignments: Iterable[Assignment], cohort: Cohort) -> tuple[MappingQuestion, ...]:
    """Proposals in, what to map about those proposed out: what could move their fits most first, then by id."""
    row = {name: place for place, name in enumerate(cohort.people.id.tolist())}
    fits = defaultdict[str, list[Fit]](list)
    for one in assignments:
        if any(moved.width for moved in one.fit.movements):
            fits[one.candidate].append(one.fit)
    found = [
        question
        for name in sorted(fits)
        for question in mapping_questions(cohort.people.candidate(row[name]), fits[name])
    ]
    return tuple(sorted(found, key=lambda one: -one.moves)[:MOST_QUESTIONS])


def _hers(part: Criterion, candidate: Candidate) -> bool:
    """Whether it is the person who can answer, and something of it is still blank: she may have said all already.

    Six numbers that are alike say nothing; then the areas she likes are what is left to ask.
    """
    asked = {
        Criterion.INTERESTS: (candidate.interests, candidate.areas),
        Criterion.CONTEXT: (candidate.likes, candidate.dislikes),
        Criterion.TRAVEL: (candidate.travel_mode,),
        Criterion.EXTENT: (candidate.extent,),
    }
    return None in asked.get(part, (None,))
