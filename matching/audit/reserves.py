"""Checks of the ordered reserve list of each opening."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matching.audit.case import Case
from matching.audit.meeting import Pair, columns
from matching.domain.plan import Reserve

Rank = tuple[bool, int]
"""What a reserve list is ordered by: proposed elsewhere, and points with a minus."""


def lists_are_short(case: Case) -> Iterator[str]:
    """No list is longer than the policy asks for, and an opening without room has none."""
    for opening, rows in _lists(case):
        most = case.policy.reserves if case.rooms[opening] else 0
        if len(rows) > most:
            yield f"{case.round.opening_ids[opening]} has {len(rows)} in reserve, {most} at most"


def reserves_may_be_proposed(case: Case) -> Iterator[str]:
    """Everybody in reserve meets the requirements, is not proposed there already and stands there once."""
    pairs = [pair for _, rows in _lists(case) for pair, _ in rows]
    met = dict(
        zip(pairs, (case.judgements.answers(*columns(pairs)) >= case.meetings.least).tolist(), strict=True)
    )
    for _, rows in _lists(case):
        seen: set[Pair] = set()
        for pair, _ in rows:
            refused = pair not in case.vetoes and not met[pair]
            refused = refused or case.points[pair] < case.policy.minimum_fit
            if refused or pair in case.proposed or pair in seen:
                yield f"{case.named(pair)} cannot be in reserve, or is so twice"
            seen.add(pair)


def reserves_are_told_right(case: Case) -> Iterator[str]:
    """The points of everybody in reserve, and whether she is proposed elsewhere, are as we find them."""
    for _, rows in _lists(case):
        for pair, one in rows:
            elsewhere, minus_points = _rank(case, pair)
            if (one.points, one.proposed_elsewhere) != (-minus_points, elsewhere):
                yield f"{case.named(pair)}: found {-minus_points} points, proposed elsewhere {elsewhere}"


def reserves_are_in_order(case: Case) -> Iterator[str]:
    """Those without a proposal stand first, and within each group those with most points."""
    for _, rows in _lists(case):
        for (before, _), (after, _) in pairwise(rows):
            if _rank(case, before) > _rank(case, after):
                yield f"{case.named(before)} stands before {case.named(after)}, who goes first"


def nobody_better_is_left_out(case: Case) -> Iterator[str]:
    """Nobody who could be in reserve is left out of a list with room, or for one who goes after."""
    openings = [opening for opening, room in enumerate(case.rooms) if room and case.policy.reserves]
    listed = dict(_lists(case))
    for opening in case.some(openings, case.depth.openings, "reserves"):
        rows = listed.get(opening, [])
        places = case.policy.reserves
        last = max((_rank(case, pair) for pair, _ in rows), default=(False, 0))
        for pair, points in _waiting(case, opening, {pair for pair, _ in rows}):
            if len(rows) < places or (case.proposals_of[pair[0]] > 0, -points) < last:
                yield f"{case.named(pair)} is left out of the reserve list"


def _waiting(case: Case, opening: int, listed: set[Pair]) -> Iterator[tuple[Pair, int]]:
    """Pairs that could be in reserve and are not, and their points."""
    people = case.meetings.allowed_at(opening)
    for person, points in zip(people.tolist(), case.scores.points(people, opening).tolist(), strict=True):
        pair = (person, opening)
        if points >= case.policy.minimum_fit and pair not in listed and pair not in case.proposed:
            yield pair, points


def _lists(case: Case) -> Iterator[tuple[int, Sequence[tuple[Pair, Reserve]]]]:
    """Each opening's reserve list."""
    for name, several in case.plan.reserves.items():
        if name in case.opening_at:
            opening = case.opening_at[name]
            known = [one for one in several if one.candidate in case.person_at]
            yield opening, [((case.person_at[one.candidate], opening), one) for one in known]


def _rank(case: Case, pair: Pair) -> Rank:
    elsewhere = case.proposals_of[pair[0]] > (pair in case.proposed)
    return elsewhere, -case.points[pair]
