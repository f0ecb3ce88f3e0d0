"""Checks of what people have limited: each limit found again in the policy, and counted over the proposals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matching.audit.case import Case
from matching.audit.meeting import Pair
from matching.domain.constraints import Cap, ClassSize, Companions, Floor, LimitKind, SharedResource
from matching.domain.policy import Mode, Objective
from matching.domain.proof import Total

FEWEST_TOLD = 10
"""Counts of a group from 1 up to this are not told."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One limit as the policy states it: what it counts, and from how many to how many."""

    kind: LimitKind
    name: str
    counts: Callable[[Pair], bool]
    region: str = ""
    least: int = 0
    most: int | None = None
    by: str = ""
    ground: str = ""

    def used(self, case: Case) -> int:
        """How many of the proposals it counts."""
        return sum(self.counts(pair) for pair in case.proposed)

    def is_kept(self, used: int) -> bool:
        """Whether so many are allowed; a class may be of nobody."""
        if self.kind is LimitKind.CLASS and used == 0:
            return True
        return self.least <= used and (self.most is None or used <= self.most)


def limits_found(case: Case) -> list[Counted]:
    """Every limit of the policy that counts proposals, in the order a plan tells them."""
    policy, times = case.policy, case.policy.people_per_seat if case.policy.mode is Mode.MEETINGS else 1
    found = [_employer(case, one.employer, one.most * times) for one in policy.employer_totals]
    found += [_office(case, one.office, one.most * times) for one in policy.office_totals]
    found += [_cap(case, one, times) for one in policy.caps]
    found += [_class(case, one, times) for one in policy.classes]
    found += [_resource(case, one, times) for one in policy.resources]
    return found + [_floor(case, one) for one in policy.floors]


def limits_are_told(case: Case) -> Iterator[str]:
    """The limits told are just those people have set, two people together and apart last."""
    if case.plan.bounds is None:
        return
    told = [
        (one.kind, one.name, one.region, one.least, one.most, one.by, one.ground) for one in case.plan.limits
    ]
    found = [
        (one.kind, one.name, one.region, one.least, one.most, one.by, one.ground)
        for one in limits_found(case)
    ]
    found += [
        (kind, f"{one.first}, {one.second}", "", 0, 0, one.by, one.reason) for kind, one in _two_people(case)
    ]
    for place in range(max(len(told), len(found))):
        one, other = told[place : place + 1], found[place : place + 1]
        if one != other:
            yield f"limit {place + 1} is told as {one}, found {other}"


def limits_are_counted(case: Case) -> Iterator[str]:
    """How much of each limit is used is told as we count it; few of a group are not told."""
    for one, told in zip(limits_found(case), case.plan.limits, strict=False):
        used = one.used(case)
        few = one.kind is LimitKind.FLOOR and 0 < used < FEWEST_TOLD
        if told.used != (None if few else used):
            yield f"{one.kind} {one.name}: told {told.used}, found {used}"
    for told in case.plan.limits[len(limits_found(case)) :]:
        if told.used != 0:
            yield f"{told.kind} {told.name}: told {told.used}"


def limits_are_kept(case: Case) -> Iterator[str]:
    """No limit has more than its most or less than its least, by our own count."""
    for one in limits_found(case):
        used = one.used(case)
        if not one.is_kept(used):
            yield f"{one.kind} {one.name} has {used}, from {one.least} to {one.most} are allowed"


def companions_are_kept(case: Case) -> Iterator[str]:
    """Two people together are at the same firms, and two apart at none."""
    for kind, one in _two_people(case):
        first, second = (_firms(case, name) for name in (one.first, one.second))
        broken = first ^ second if kind is LimitKind.TOGETHER else first & second
        for firm in sorted(broken):
            name = case.round.cohort.employers[firm].name
            yield f"{one.first} and {one.second} are {kind}, which is broken at {name}"


def fits_are_enough(case: Case) -> Iterator[str]:
    """Nobody is proposed below the least fit people have set, but where she is pinned."""
    for pair in sorted(case.proposed - set(case.pins)):
        if case.points[pair] < case.policy.minimum_fit:
            yield f"{case.named(pair)} has {case.points[pair]}, least is {case.policy.minimum_fit}"


def floors_are_grounded(case: Case) -> Iterator[str]:
    """Every floor has its ground, who decided it, and a price that is no gain; other limits have no price."""
    for one in case.plan.limits:
        if one.kind is not LimitKind.FLOOR:
            if one.price is not None or one.price_at_most is not None:
                yield f"{one.kind} {one.name} is told a price"
        elif not one.ground.strip() or not one.by.strip():
            yield f"floor {one.name} has no ground, or nobody has decided it"
        elif one.price is None or one.price < Total():
            yield f"floor {one.name} is told the price {one.price}"
        elif not is_comparable(case, one.price):
            yield f"floor {one.name} is told a price of {one.price}, and points are all that counts"
        elif one.price_at_most is not None and one.price_at_most <= one.price:
            yield f"floor {one.name} is told to cost from {one.price} to {one.price_at_most}"


def is_comparable(case: Case, amount: Total | None) -> bool:
    """Whether an amount is told as what the plan is compared by: where points are all that counts, points alone."""
    alone = case.policy.objective is Objective.POINTS
    return not alone or amount is None or (amount.people, amount.proposals) == (0, 0)


def _employer(case: Case, named: str, most: int) -> Counted:
    employers = case.round.cohort.employers
    firm = next(
        place
        for place, one in enumerate(employers)
        if _same(named, one.name) or _same(named, one.organisation_number)
    )
    return Counted(
        kind=LimitKind.EMPLOYER,
        name=employers[firm].name,
        counts=lambda pair: case.firm_of[pair[1]] == firm,
        most=most,
    )


def _office(case: Case, named: str, most: int) -> Counted:
    offices = case.round.cohort.training_offices
    place = next(place for place, one in enumerate(offices) if _same(named, one.name))
    of_openings = case.round.cohort.openings.training_office.tolist()
    return Counted(
        kind=LimitKind.OFFICE,
        name=offices[place].name,
        counts=lambda pair: of_openings[pair[1]] == place,
        most=most,
    )


def _cap(case: Case, cap: Cap, times: int) -> Counted:
    def counts(pair: Pair) -> bool:
        opening = case.round.cohort.openings.opening(pair[1])
        place = case.round.catalogue.municipalities[opening.municipality]
        inside = not cap.region or cap.region in (place.key, place.county)
        return inside and _offers(case, pair[1], (cap.trade,))

    return Counted(
        kind=LimitKind.CAP, name=cap.trade, region=cap.region, counts=counts, most=cap.most * times
    )


def _resource(case: Case, one: SharedResource, times: int) -> Counted:
    skills = [skill.key for skill in case.round.catalogue.skills]

    def counts(pair: Pair) -> bool:
        named = case.round.opening_ids[pair[1]] in one.openings or _offers(case, pair[1], one.trades)
        if not named or not one.unless_skill:
            return named
        person, skill = case.round.people[pair[0]], skills.index(one.unless_skill)
        return skill not in (person.skills or ()) or skill in person.slight

    return Counted(kind=LimitKind.RESOURCE, name=one.name, counts=counts, most=one.seats * times)


def _class(case: Case, one: ClassSize, times: int) -> Counted:
    place = case.opening_at[one.opening]
    return Counted(
        kind=LimitKind.CLASS,
        name=one.opening,
        counts=lambda pair: pair[1] == place,
        least=one.least,
        most=one.most * times,
    )


def _floor(case: Case, one: Floor) -> Counted:
    members = {case.person_at[name] for name in one.members if name in case.person_at}
    return Counted(
        kind=LimitKind.FLOOR,
        name=one.name,
        counts=lambda pair: pair[0] in members,
        least=one.least,
        by=one.by,
        ground=one.ground,
    )


def _offers(case: Case, opening: int, trades: tuple[str, ...]) -> bool:
    offered = case.round.cohort.openings.opening(opening).trades
    return any(case.round.catalogue.trades[trade].key in trades for trade in offered)


def _two_people(case: Case) -> list[tuple[LimitKind, Companions]]:
    together = [(LimitKind.TOGETHER, one) for one in case.policy.together]
    return together + [(LimitKind.APART, one) for one in case.policy.apart]


def _firms(case: Case, name: str) -> set[int]:
    person = case.person_at[name]
    return {case.firm_of[opening] for who, opening in case.proposed if who == person}


def _same(one: str, other: str) -> bool:
    return bool(other) and one.casefold().split() == other.casefold().split()
