"""A scorer and a sieve in, everything the compiled kernel looks up out."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import replace
from itertools import chain
from typing import Final

import numpy as np
from scipy import sparse

from matching.blocks.grid import Grid, distinct
from matching.blocks.sieve import PLACE_READS, Sieve
from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int16, Int32, Ragged, Rows
from matching.domain.fit import FULL_POINTS, Criterion
from matching.scoring import tables as looked_up
from matching.scoring.criteria import BEND, MEASURES, skills_grade
from matching.scoring.demands import Demands
from matching.scoring.held import Held
from matching.scoring.points import FULL_SIDE
from matching.scoring.profile import Applicants, Offers
from matching.scoring.scales import FULL, UNKNOWN_GRADE
from matching.scoring.score import Scorer

PEOPLE_AT_ONCE: Final = 4096
"""People graded at a time for every trade: speed and nothing else."""

LEAST_BLOCK: Final = 64
MOST_BLOCKS: Final = 16_000_000
"""People numbered one after another whose skills are looked up together, and blocks of all skills: the same."""

CANDIDATES: Final = [name for name in MEASURES if name is not Criterion.SKILLS]
OF_TRADE: Final = [name for name in CANDIDATES if MEASURES[name].offers == ("trade",)]
OF_PLACE: Final = [name for name in CANDIDATES if set(MEASURES[name].people) <= set(PLACE_READS)]
OTHERS: Final = [name for name in CANDIDATES if name not in {*OF_TRADE, *OF_PLACE}]
"""The criteria of the candidate's side, by what they depend on."""


def tables(scorer: Scorer, sieve: Sieve, each: Executor) -> looked_up.Tables:
    """A scorer and a sieve in, everything the kernel looks up out; `each` runs parts of the work side by side."""
    skills = scorer.grids[0][Criterion.SKILLS]
    applicants, offers = skills.people, skills.openings
    rows, openings = sieve.people.astype(np.intp), len(scorer.openings)
    lists = each.submit(_lists, scorer.asked[0])
    holders = each.submit(_holders, applicants.held.take(rows), len(scorer.catalogue.skills))
    shape = len(scorer.openings.trades.T), openings
    by_trade, trade = _by_trade(scorer, rows, each)
    site, site_rows = distinct(offers, _offers_read(OF_PLACE))
    by_site = _sum(scorer, OF_PLACE)(applicants.take(sieve.one_of_each_group()), offers.take(site_rows)).T
    others = Grid(_sum(scorer, OTHERS), applicants, offers, _people_read(OTHERS), _offers_read(OTHERS))
    return looked_up.Tables(
        looked_up.Rules(
            sieve.least, sieve.groups, sieve.places, sieve.reach, sieve.needs, sieve.may, sieve.sure
        ),
        lists.result(),
        holders.result(),
        looked_up.People(
            row=sieve.people,
            unheard=_unheard(scorer, applicants.recorded[rows]),
            group=np.repeat(np.arange(len(sieve.groups) - 1), np.diff(sieve.groups)).astype(np.int32),
            code=others.person_code[rows].astype(np.int32),
            extent=applicants.extent_to[rows],
        ),
        looked_up.Offers(
            trade=trade.reshape(shape)[: len(scorer.trades.T)],
            demand=offers.demand.reshape(shape),
            site=site[:openings].astype(np.int32),
            code=others.opening_code[:openings].astype(np.int32),
            extent=offers.extent_to[:openings],
        ),
        # A copy, also where it lies in order already: what may not be written to is compiled for a second time.
        looked_up.Sums(by_trade, np.ascontiguousarray(by_site), np.array(others.table.T, order="C")),
        _numbers(scorer),
        len(applicants),
    )


def _numbers(scorer: Scorer) -> looked_up.Numbers:
    return looked_up.Numbers(
        full=FULL,
        bend=BEND,
        neutral=scorer.neutral(Criterion.SKILLS),
        weight=scorer.policy.weights[Criterion.SKILLS],
        full_side=FULL_SIDE,
        full_points=FULL_POINTS,
        one_sided=scorer.policy.one_sided,
    )


def _lists(demands: Demands) -> looked_up.Lists:
    skills, targets, said = demands.said
    of_list = skills.row_of_each()
    asked = demands.asked.offsets[of_list] + targets.values
    # What says nothing is left out: the kernel takes more than 0 as a sign that something was said.
    order = np.lexsort((skills.values, asked))
    order = order[said.values[order] > 0]
    return looked_up.Lists(
        starts=np.searchsorted(of_list[order], np.arange(len(demands) + 1)).astype(np.int64),
        skills=skills.values[order],
        asked=asked[order],
        said=said.values[order].astype(np.int64),
        caps=demands.caps.astype(np.int64),
        full=demands.full,
    )


def _unheard(scorer: Scorer, recorded: Bool) -> Int32:
    neutral = scorer.neutral(Criterion.SKILLS)
    nothing = skills_grade(np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64), neutral)
    return np.where(recorded, nothing, neutral).astype(np.int32)


def _holders(held: Held, skills: int) -> looked_up.Holders:
    size = LEAST_BLOCK
    while skills * len(held) // size > MOST_BLOCKS:
        size *= 2
    blocks = -(-len(held) // size)
    shape = len(held), skills
    by_person = sparse.csr_array((held.strength.values, held.skills.values, held.skills.offsets), shape=shape)
    by_skill = by_person.tocsc()
    person = by_skill.indices.astype(np.int32)
    key = np.repeat(np.arange(skills) * blocks, np.diff(by_skill.indptr)) + person // size
    starts = np.zeros(skills * blocks + 1, dtype=np.int32)
    np.cumsum(np.bincount(key, minlength=skills * blocks), out=starts[1:])
    return looked_up.Holders(size, blocks, starts, person, by_skill.data)


def _by_trade(scorer: Scorer, rows: Rows, each: Executor) -> tuple[Int32, Int32]:
    """Sums of each (trade, person numbered), and the row of each offer's trade, BLANK where there is none."""
    skills = scorer.grids[0][Criterion.SKILLS]
    place, first = distinct(skills.openings, _offers_read(OF_TRADE))
    one_each, total = skills.openings.take(first), _sum(scorer, OF_TRADE)
    # None of these criteria reads skills, which are slow to take.
    nothing = Ragged.empty(len(skills.people))
    people = replace(skills.people, skills=nothing, strength=nothing)
    sums = np.zeros((len(first), len(rows)), dtype=np.int32)

    def fill(start: int) -> None:
        part = slice(start, start + PEOPLE_AT_ONCE)
        sums[:, part] = total(people.take(rows[part]), one_each).T

    for _ in each.map(fill, range(0, len(rows), PEOPLE_AT_ONCE)):
        pass
    return sums, np.where(skills.openings.trade == BLANK, BLANK, place).astype(np.int32)


def _sum(scorer: Scorer, names: Iterable[Criterion]) -> Callable[[Applicants, Offers], Int32]:
    """The function that gives the sum of some criteria's weight x grade, shape (people, offers)."""

    def total(people: Applicants, offers: Offers) -> Int32:
        found = np.zeros((len(people), len(offers)), dtype=np.int32)
        for name in names:
            grade: Int16 = scorer.grids[0][name].function(people, offers)
            given = np.where(grade == UNKNOWN_GRADE, np.int16(scorer.neutral(name)), grade)
            found += np.multiply(given, scorer.policy.weights[name], dtype=np.int32)
        return found

    return total


def _people_read(names: Iterable[Criterion]) -> list[str]:
    return sorted(set(chain.from_iterable(MEASURES[name].people for name in names)))


def _offers_read(names: Iterable[Criterion]) -> list[str]:
    return sorted(set(chain.from_iterable(MEASURES[name].offers for name in names)))
