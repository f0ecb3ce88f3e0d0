"""The pairs of a round, opening by opening: marked functions over tables, as stored.py has for pairs in memory."""

import numpy as np

from matching.blocks.compiling import compiled
from matching.blocks.picking import (
    Allowed,
    Chosen,
    Prices,
    keep_above,
    keep_best,
    keep_nearest,
    may_be_proposed,
)
from matching.domain.answers import BLANK, YES
from matching.domain.columns import Bool, Int16, Int32, Int64, Rows
from matching.scoring.kernel import admitted, fit_of, fitted, has, points_of_side, room_for
from matching.scoring.tables import Pairs, Tables, Work


@compiled
def best(
    tables: Tables, allowed: Allowed, openings: Rows, order: tuple[Int64, Bool], starts: Int64, to: Chosen
) -> None:
    """The best pairs of each opening named into its place in `to`, from starts[opening]."""
    work, who, worth = _rooms(tables)
    for opening in openings:
        size = _allowed(tables, allowed, opening, work, who, worth)
        to.seen[opening] = size
        room = starts[opening + 1] - starts[opening]
        to.kept[opening] = keep_best(who[:size], worth[:size], order, starts[opening], room, to)


@compiled
def above(tables: Tables, allowed: Allowed, openings: Rows, prices: Prices, to: Chosen) -> int:
    """The pairs of the openings named that are worth the gain, one opening after another; how many they are."""
    work, who, worth = _rooms(tables)
    at = 0
    for opening in openings:
        size = _allowed(tables, allowed, opening, work, who, worth)
        to.kept[opening] = keep_above(who[:size], worth[:size], opening, prices, at, to)
        at += to.kept[opening]
    return at


@compiled
def nearest(tables: Tables, allowed: Allowed, openings: Rows, price: Int64, net: Int64, where: Int32) -> None:
    """Of each person the greatest points less price over the openings named."""
    work, who, worth = _rooms(tables)
    for opening in openings:
        size = _allowed(tables, allowed, opening, work, who, worth)
        keep_nearest(who[:size], worth[:size], opening, price[opening], net, where)


@compiled
def counted(tables: Tables, allowed: Allowed, openings: Rows, of_people: Int64, of_openings: Int64) -> None:
    """Sure pairs, then unknown ones, of each person and opening, shapes (2, people) and (2, openings)."""
    work = room_for(tables)
    for opening in openings:
        if allowed.least > 0:
            size = fitted(tables, opening, True, work)
        else:
            size = admitted(tables, opening, True, work)[0]
        for place in range(size):
            if allowed.least <= 0 or work.points[place] >= allowed.least:
                person = work.who[place]
                kind = np.int64(_is_unknown(tables, opening, person))
                of_people[kind, tables.people.row[person]] += 1
                of_openings[kind, opening] += 1


@compiled
def points_of(tables: Tables, openings: Rows, starts: Int64, person: Int32, points: Int16) -> None:
    """Points of the pairs named, grouped by opening from starts[opening] on, into their places in `points`."""
    work = room_for(tables)
    worth = np.full(tables.people_in_all, -1, np.int16)
    for opening in openings:
        size = fitted(tables, opening, True, work)
        for place in range(size):
            worth[tables.people.row[work.who[place]]] = work.points[place]
        for place in range(starts[opening], starts[opening + 1]):
            points[place] = worth[person[place]]
        for place in range(size):
            worth[tables.people.row[work.who[place]]] = -1


@compiled
def counted_of_each(tables: Tables, openings: Rows, counts: Int64) -> None:
    """How many may take each opening named, into its place in `counts`."""
    work = room_for(tables)
    for opening in openings:
        counts[opening] = admitted(tables, opening, True, work)[0]


@compiled
def every(tables: Tables, openings: Rows, starts: Int64, pairs: Pairs) -> None:
    """Every pair of each opening named into `pairs`, people rising, from starts[opening]."""
    work = room_for(tables)
    place_of = np.full(tables.people_in_all, -1, np.int32)
    for opening in openings:
        for place in range(fitted(tables, opening, True, work)):
            place_of[tables.people.row[work.who[place]]] = place
        _write(tables, opening, starts[opening], place_of, work, pairs)


@compiled
def every_of(tables: Tables, person: int, strength: Int32, openings: Rows, pairs: Pairs) -> int:
    """Every pair of one person numbered with the openings named into `pairs`; how many. `strength`: see fit_of."""
    rules = tables.rules
    reach, at = rules.reach[:, tables.people.group[person]], 0
    for opening in openings:
        if reach[rules.places[opening]] >= rules.least and has(rules.may, person, rules.needs[opening]):
            points, ours, hers = fit_of(tables, person, opening, strength)
            _put(tables, opening, person, (points, ours, hers), at, pairs)
            at += 1
    return at


@compiled
def _write(tables: Tables, opening: int, at: int, place_of: Int32, work: Work, pairs: Pairs) -> None:
    for row in range(len(place_of)):
        place = place_of[row]
        if place < 0:
            continue
        place_of[row] = -1
        fit = (work.points[place], work.ours[place], work.hers[place])
        _put(tables, opening, work.who[place], fit, at, pairs)
        at += 1


@compiled
def _put(tables: Tables, opening: int, person: int, fit: tuple[int, int, int], at: int, pairs: Pairs) -> None:
    """One pair with its points and both sides' sums at a place of `pairs`."""
    wanted, offered = tables.people.extent[person], tables.offers.extent[opening]
    pairs.person[at], pairs.opening[at], pairs.points[at] = tables.people.row[person], opening, fit[0]
    pairs.opening_side[at] = points_of_side(fit[1], tables.numbers)
    pairs.candidate_side[at] = points_of_side(fit[2], tables.numbers)
    pairs.unknown[at] = _is_unknown(tables, opening, person)
    blank = BLANK in (wanted, offered)
    pairs.extent[at] = max(wanted, offered) if blank else min(wanted, offered)


@compiled
def _is_unknown(tables: Tables, opening: int, person: int) -> bool:
    rules = tables.rules
    reach = rules.reach[rules.places[opening], tables.people.group[person]]
    return bool(reach != YES or not has(rules.sure, person, rules.needs[opening]))


@compiled
def _rooms(tables: Tables) -> tuple[Work, Int32, Int16]:
    people = len(tables.people.row)
    return room_for(tables), np.empty(people + 1, np.int32), np.empty(people + 1, np.int16)


@compiled
def _allowed(tables: Tables, allowed: Allowed, opening: int, work: Work, who: Int32, worth: Int16) -> int:
    size = 0
    for place in range(fitted(tables, opening, allowed.unknown, work)):
        who[size], worth[size] = tables.people.row[work.who[place]], work.points[place]
        size += may_be_proposed(work.points[place], False, allowed)
    return size
