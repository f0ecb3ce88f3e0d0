"""The compiled twin of the rules' AND, the fit and keep-best, for rounds of millions of pairs.

What a fit is stands in criteria.py and points.py; this repeats their whole numbers on tables (tables.py), the same
pair by pair. All it needs is an argument: a compiled function is kept between runs, and would keep an old number.
"""

from typing import Final

import numpy as np

from matching.blocks.compiling import compiled
from matching.blocks.sieve import Words
from matching.domain.answers import BLANK, YES
from matching.domain.columns import Int32
from matching.scoring.tables import Numbers, Tables, Work

Whole = int | np.int64
"""A number of 64 bits, of a column or not."""

FEW: Final = 8
"""Holders of a skill, for each run of blocks, who are all looked at rather than run by run: speed alone."""


@compiled
def room_for(tables: Tables) -> Work:
    """Room for what is known of one opening while it is looked at."""
    people, blocks = len(tables.people.row), tables.holders.blocks
    return Work(
        who=np.empty(people + 1, np.int32),
        points=np.empty(people, np.int32),
        is_in=np.zeros(people, np.int8),
        of_site=np.empty(people + 1, np.int32),
        ours=np.empty(people, np.int32),
        hers=np.empty(people, np.int32),
        runs=np.empty((blocks, 2), np.int64),
        heard=np.zeros(people, np.int32),
        evidence=np.zeros(people, np.int32),
        grade=tables.people.unheard.copy(),
        hits=np.empty(people + 1, np.int32),
        touched=np.empty(people + 1, np.int32),
        seen=np.empty(people + 1, np.int32),
    )


@compiled
def fitted(tables: Tables, opening: int, unknown: bool, work: Work) -> int:
    """Everyone who may take one opening, with her points in the trade that suits her best; how many they are.

    With those of whom something is not known where `unknown`, and the tables have them.
    """
    size, runs = admitted(tables, opening, unknown, work)
    work.is_in[work.who[:size]] = 1
    for alternative in range(tables.offers.trade.shape[0]):
        if size and tables.offers.trade[alternative, opening] != BLANK:
            demand = tables.offers.demand[alternative, opening]
            seen = _told(tables, demand, runs, work)
            _graded(tables, opening, alternative, size, work)
            for place in range(seen):
                person = work.seen[place]
                work.grade[person] = tables.people.unheard[person]
    work.is_in[work.who[:size]] = 0
    return size


@compiled
def admitted(tables: Tables, opening: int, unknown: bool, work: Work) -> tuple[int, int]:
    """Everyone who may take one opening into `who`; runs of blocks in which they stand into `runs`."""
    rules = tables.rules
    need, bits = rules.needs[opening], rules.may if unknown else rules.sure
    least = rules.least if unknown else YES
    reach = rules.reach[rules.places[opening]]
    by_site = tables.sums.by_site[tables.offers.site[opening]]
    size, runs = 0, 0
    for group in range(len(reach)):
        first, last = rules.groups[group], rules.groups[group + 1]
        if reach[group] < least or first == last:
            continue
        block, end = first // tables.holders.size, (last - 1) // tables.holders.size + 1
        if runs and work.runs[runs - 1, 1] >= block:
            work.runs[runs - 1, 1] = end
        else:
            work.runs[runs, 0], work.runs[runs, 1] = block, end
            runs += 1
        for person in range(first, last):
            work.who[size], work.of_site[size] = person, by_site[group]
            size += has(bits, person, need)
    return size, runs


@compiled
def has(bits: Words, person: int, need: Words) -> bool:
    """Whether a person meets every demand needed."""
    found: bool = (bits[person, 0] & need[0]) == need[0]
    for word in range(1, len(need)):
        found &= (bits[person, word] & need[word]) == need[word]
    return found


@compiled
def _told(tables: Tables, demand: int, runs: int, work: Work) -> int:
    """Grades of one list into `grade`, for those of `who` something is said for, who go into `seen`."""
    lists, holders = tables.lists, tables.holders
    seen, touched, last = 0, 0, lists.starts[demand + 1]
    for place in range(lists.starts[demand], last):
        start, said, hits = lists.skills[place] * holders.blocks, lists.said[place], 0
        first, after = holders.starts[start], holders.starts[start + holders.blocks]
        many = after - first > FEW * runs
        for run in range(runs if many else 1):
            if many:
                first = holders.starts[start + work.runs[run, 0]]
                after = holders.starts[start + work.runs[run, 1]]
            for at in range(first, after):
                work.hits[hits] = at
                hits += work.is_in[holders.person[at]]
        for hit in work.hits[:hits]:
            person = holders.person[hit]
            work.touched[touched] = person
            touched += work.heard[person] == 0
            work.heard[person] += holders.strength[hit] * said
        if place + 1 == last or lists.asked[place + 1] != lists.asked[place]:
            cap = lists.caps[lists.asked[place]]
            for at in range(touched):
                person = work.touched[at]
                work.seen[seen] = person
                seen += work.evidence[person] == 0
                work.evidence[person] += min(work.heard[person], cap)
                work.heard[person] = 0
            touched = 0
    for place in range(seen):
        person = work.seen[place]
        evidence = np.int64(work.evidence[person])
        work.grade[person] = _skills_grade(evidence, lists.full[demand], tables.numbers)
        work.evidence[person] = 0
    return seen


@compiled
def evidence_of(tables: Tables, demand: int, strength: Int32) -> int:
    """What one person reaches of one list; `strength`: how strongly she holds each skill, 0 where she does not."""
    lists = tables.lists
    first, last, evidence, heard = lists.starts[demand], lists.starts[demand + 1], 0, 0
    for place in range(first, last):
        heard += strength[lists.skills[place]] * lists.said[place]
        if place + 1 == last or lists.asked[place + 1] != lists.asked[place]:
            evidence += min(heard, lists.caps[lists.asked[place]])
            heard = 0
    return int(evidence)


@compiled
def fit_of(tables: Tables, person: int, opening: int, strength: Int32) -> tuple[int, int, int]:
    """Points and both sides' sums of one person who may take one opening, in the trade that suits her best."""
    people, offers, sums, numbers = tables.people, tables.offers, tables.sums, tables.numbers
    of_site = sums.by_site[offers.site[opening], people.group[person]]
    of_code = sums.by_code[offers.code[opening], people.code[person]]
    best = (-1, 0, 0)
    for alternative in range(offers.trade.shape[0]):
        trade = offers.trade[alternative, opening]
        if trade != BLANK:
            demand = offers.demand[alternative, opening]
            evidence, full = evidence_of(tables, demand, strength), tables.lists.full[demand]
            grade = _skills_grade(evidence, full, numbers) if evidence else people.unheard[person]
            ours = numbers.weight * np.int64(numbers.full if full == 0 else grade)
            hers = np.int64(of_site) + sums.by_trade[trade, person] + of_code
            total = _total(ours, hers, numbers)
            if total > best[0]:
                best = (int(total), int(ours), int(hers))
    return best


@compiled
def _graded(tables: Tables, opening: int, alternative: int, size: int, work: Work) -> None:
    people, offers, sums, numbers = tables.people, tables.offers, tables.sums, tables.numbers
    nothing_asked = tables.lists.full[offers.demand[alternative, opening]] == 0
    by_trade = sums.by_trade[offers.trade[alternative, opening]]
    by_code = sums.by_code[offers.code[opening]]
    for place in range(size):
        person = work.who[place]
        ours = numbers.weight * np.int64(numbers.full if nothing_asked else work.grade[person])
        hers = np.int64(work.of_site[place]) + by_trade[person] + by_code[people.code[person]]
        total = _total(ours, hers, numbers)
        if alternative == 0 or total > work.points[place]:
            work.points[place], work.ours[place], work.hers[place] = total, ours, hers


@compiled
def _skills_grade(evidence: Whole, full: int, numbers: Numbers) -> int:
    share = _quotient(numbers.full * evidence * (full + numbers.bend), full * (evidence + numbers.bend))
    return numbers.neutral + _quotient((numbers.full - numbers.neutral) * share, numbers.full)


@compiled
def _total(ours: Whole, hers: Whole, numbers: Numbers) -> int:
    both, apart = ours + hers, ours - hers
    numerator = numbers.full_points * (100 * both * both - numbers.one_sided * apart * apart)
    denominator = max(200 * numbers.full_side * both, 1)
    return _quotient(2 * numerator + denominator, 2 * denominator)


@compiled
def points_of_side(side: int, numbers: Numbers) -> int:
    """A side's own subtotal of 1000."""
    return _quotient(2 * numbers.full_points * side + numbers.full_side, 2 * numbers.full_side)


@compiled
def _quotient(numerator: Whole, denominator: Whole) -> int:
    """The whole quotient, below 2**31, of whole numbers not below 0, exactly.

    The quotient of floats is off by less than 1, which is put right: quicker than a division of whole numbers.
    """
    found = int(numerator / denominator)
    left = numerator - found * denominator
    return int(found + (left >= denominator) - (left < 0))
