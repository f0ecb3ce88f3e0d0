"""The compiled twin of the rules' AND, the fit and keep-best, for rounds of millions of pairs.

What a fit is stands in criteria.py and points.py; this repeats their whole numbers on tables (tables.py), the same
pair by pair. All it needs is an argument: a compiled function is kept between runs, and would keep an old number.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from matching.blocks.sieve import Words
from matching.domain.answers import BLANK, YES
from matching.domain.columns import Int16, Int32, Int64
from matching.scoring.tables import Numbers, Pairs, Tables, Work

FEW = 8
"""Holders of a skill, for each run of blocks, who are all looked at rather than run by run: speed alone."""

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


def compiled(function: FunctionT) -> FunctionT:
    """The function, compiled on first use and kept on disk where there is room; it runs beside others."""
    try:
        made = numba.njit(nogil=True, cache=True, error_model="numpy")(function)
    except RuntimeError:  # no folder can be written to: it is compiled anew in each process
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return cast("FunctionT", made)


@compiled
def best(tables: Tables, openings: Int64, ties: Int64, person: Int32, points: Int16) -> int:
    """Keep the best pairs of each opening named in its row of `person` and `points`; how many pairs were fitted.

    Greatest points first, equal ones by the smaller of `ties`, shape (people numbered,).
    """
    work, pairs, room = _room(tables), 0, person.shape[1]
    keys = np.empty(room, np.int64)
    for opening in openings:
        size, kept = _fitted(tables, opening, work), 0
        pairs += size
        for place in range(size if room else 0):
            if kept == room and work.points[place] < points[opening, room - 1]:
                continue
            key = (work.points[place] << 32) - ties[work.who[place]]
            if kept == room and key < keys[room - 1]:
                continue
            kept = min(kept + 1, room)
            at = kept - 1
            while at > 0 and keys[at - 1] < key:
                keys[at] = keys[at - 1]
                person[opening, at], points[opening, at] = person[opening, at - 1], points[opening, at - 1]
                at -= 1
            keys[at] = key
            person[opening, at], points[opening, at] = tables.people.row[work.who[place]], work.points[place]
    return pairs


@compiled
def count(tables: Tables, openings: Int64, counts: Int64) -> None:
    """How many may take each opening named, into its place in `counts`."""
    work = _room(tables)
    for opening in openings:
        counts[opening] = _admitted(tables, opening, work)[0]


@compiled
def every(tables: Tables, openings: Int64, starts: Int64, pairs: Pairs) -> None:
    """Every pair of each opening named into `pairs`, people rising, from starts[opening]."""
    work = _room(tables)
    place_of = np.full(tables.people_in_all, -1, np.int32)
    for opening in openings:
        for place in range(_fitted(tables, opening, work)):
            place_of[tables.people.row[work.who[place]]] = place
        _write(tables, opening, starts[opening], place_of, work, pairs)


@compiled
def _write(tables: Tables, opening: int, at: int, place_of: Int32, work: Work, pairs: Pairs) -> None:
    people, needs = tables.people, tables.rules.needs[opening]
    reach, offered = tables.rules.reach[tables.rules.places[opening]], tables.offers.extent[opening]
    for row in range(len(place_of)):
        place = place_of[row]
        if place < 0:
            continue
        place_of[row] = -1
        person = work.who[place]
        wanted = people.extent[person]
        pairs.person[at], pairs.opening[at], pairs.points[at] = row, opening, work.points[place]
        pairs.opening_side[at] = _side(work.ours[place], tables.numbers)
        pairs.candidate_side[at] = _side(work.hers[place], tables.numbers)
        pairs.unknown[at] = reach[people.group[person]] != YES or not _has(tables.rules.sure, person, needs)
        blank = BLANK in (wanted, offered)
        pairs.extent[at] = max(wanted, offered) if blank else min(wanted, offered)
        at += 1


@compiled
def _room(tables: Tables) -> Work:
    people, blocks = len(tables.people.row), tables.holders.blocks
    return Work(
        who=np.empty(people + 1, np.int32),
        points=np.empty(people, np.int64),
        is_in=np.zeros(people, np.int8),
        of_site=np.empty(people + 1, np.int32),
        ours=np.empty(people, np.int64),
        hers=np.empty(people, np.int64),
        runs=np.empty((blocks, 2), np.int64),
        heard=np.zeros(people, np.int64),
        evidence=np.zeros(people, np.int64),
        grade=tables.people.unheard.copy(),
        hits=np.empty(people + 1, np.int32),
        touched=np.empty(people + 1, np.int32),
        seen=np.empty(people + 1, np.int32),
    )


@compiled
def _fitted(tables: Tables, opening: int, work: Work) -> int:
    """Everyone who may take one opening, with her points in the trade that suits her best; how many they are."""
    size, runs = _admitted(tables, opening, work)
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
def _admitted(tables: Tables, opening: int, work: Work) -> tuple[int, int]:
    """Everyone who may take one opening into `who`; runs of blocks in which they stand into `runs`."""
    rules = tables.rules
    need = rules.needs[opening]
    reach = rules.reach[rules.places[opening]]
    by_site = tables.sums.by_site[tables.offers.site[opening]]
    size, runs = 0, 0
    for group in range(len(reach)):
        first, last = rules.groups[group], rules.groups[group + 1]
        if reach[group] < rules.least or first == last:
            continue
        block, end = first // tables.holders.size, (last - 1) // tables.holders.size + 1
        if runs and work.runs[runs - 1, 1] >= block:
            work.runs[runs - 1, 1] = end
        else:
            work.runs[runs, 0], work.runs[runs, 1] = block, end
            runs += 1
        for person in range(first, last):
            work.who[size], work.of_site[size] = person, by_site[group]
            size += _has(rules.may, person, need)
    return size, runs


@compiled
def _has(bits: Words, person: int, need: Words) -> bool:
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
        work.grade[person] = _skills_grade(work.evidence[person], lists.full[demand], tables.numbers)
        work.evidence[person] = 0
    return seen


@compiled
def _graded(tables: Tables, opening: int, alternative: int, size: int, work: Work) -> None:
    people, offers, sums, numbers = tables.people, tables.offers, tables.sums, tables.numbers
    nothing_asked = tables.lists.full[offers.demand[alternative, opening]] == 0
    by_trade = sums.by_trade[offers.trade[alternative, opening]]
    by_code = sums.by_code[offers.code[opening]]
    for place in range(size):
        person = work.who[place]
        ours = numbers.weight * (numbers.full if nothing_asked else work.grade[person])
        hers = np.int64(work.of_site[place]) + by_trade[person] + by_code[people.code[person]]
        total = _total(ours, hers, numbers)
        if alternative == 0 or total > work.points[place]:
            work.points[place], work.ours[place], work.hers[place] = total, ours, hers


@compiled
def _skills_grade(evidence: int, full: int, numbers: Numbers) -> int:
    share = _quotient(numbers.full * evidence * (full + numbers.bend), full * (evidence + numbers.bend))
    return numbers.neutral + _quotient((numbers.full - numbers.neutral) * share, numbers.full)


@compiled
def _total(ours: int, hers: int, numbers: Numbers) -> int:
    both, apart = ours + hers, ours - hers
    numerator = numbers.full_points * (100 * both * both - numbers.one_sided * apart * apart)
    denominator = max(200 * numbers.full_side * both, 1)
    return _quotient(2 * numerator + denominator, 2 * denominator)


@compiled
def _side(side: int, numbers: Numbers) -> int:
    return _quotient(2 * numbers.full_points * side + numbers.full_side, 2 * numbers.full_side)


@compiled
def _quotient(numerator: int, denominator: int) -> int:
    """The whole quotient, below 2**31, of whole numbers not below 0, exactly.

    The quotient of floats is off by less than 1, which is put right: quicker than a division of whole numbers.
    """
    found = int(numerator / denominator)
    left = numerator - found * denominator
    return found + (left >= denominator) - (left < 0)
