"""What every person and every opening waits for in, the question list (spørreliste) out."""

from typing import Final

import numpy as np

from matching.blocks.verdicts import Tally, VerdictSource
from matching.domain.cohort import Cohort
from matching.domain.columns import Int64
from matching.domain.funnel import MOST_QUESTIONS, OpenQuestion
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
