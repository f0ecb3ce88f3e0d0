"""Tiny models of every kind of constraint, and every choice of their pairs tried: a second opinion."""

from dataclasses import replace

import numpy as np

from matching.allocation.limited.model import NO_MOST, Limit, Model
from matching.domain.columns import Bool, Int64
from matching.domain.constraints import LimitKind
from matching.domain.policy import Objective
from matching.domain.proof import StageProof

PAIRS = 11
"""The most pairs of a tiny model, so that all choices can be tried."""


def tiny(seed: int) -> Model:
    """A model with some of everything: sizes 1-3, lists 1-2, forced pairs, limits, people together and apart."""
    chance = np.random.default_rng(seed)
    people, openings = (int(number) for number in chance.integers(1, 6, size=2))
    table = chance.permutation(people * openings)[: int(chance.integers(1, PAIRS + 1))]
    opening, person = np.divmod(np.sort(table), people)
    points = chance.choice((np.arange(1001), np.array([500, 500, 501]))[chance.integers(2)], size=len(table))
    kinds = chance.choice((1, 2, 3))
    employer = np.sort(chance.integers(0, 3, size=openings))
    model = Model(
        person=person.astype(np.int32),
        opening=opening.astype(np.int32),
        points=points.astype(np.int64),
        size=chance.integers(1, kinds + 1, size=len(table)),
        forced=chance.random(len(table)) < chance.choice([0, 0, 0.1]),
        lists=chance.integers(1, 3, size=people)
        if chance.random() < 0.4
        else np.ones(people, dtype=np.int64),
        capacities=chance.integers(0, 2 + 2 * kinds, size=openings),
        employer=employer.astype(np.int32),
        together=_couples(chance, people, 0.2),
        apart=_couples(chance, people, 0.2),
        objective=chance.choice(np.array(list(Objective), dtype=object)),
    )
    return replace(model, limits=tuple(_limit(chance, model) for _ in range(chance.integers(0, 5))))


def _couples(chance: np.random.Generator, people: int, share: float) -> np.ndarray:
    if people < 2 or chance.random() > share:
        return np.empty((0, 2), dtype=np.int32)
    return chance.permutation(people)[:2].astype(np.int32).reshape(1, 2)


def _limit(chance: np.random.Generator, model: Model) -> Limit:
    people, openings = len(model.lists), len(model.capacities)
    kind = chance.choice(np.array(list(LimitKind), dtype=object))
    if kind is LimitKind.EMPLOYER:
        firm = chance.choice(model.employer)
        return Limit(kind=kind, name="firm", openings=model.employer == firm, most=int(chance.integers(0, 4)))
    if kind is LimitKind.CLASS:
        least = int(chance.integers(0, 4))
        here = np.arange(openings) == chance.integers(openings)
        some = bool(chance.random() < 0.8)
        most = least + int(chance.integers(0, 3))
        return Limit(kind=kind, name="class", openings=here, least=least, most=most, or_none=some)
    least = int(chance.choice([0, 0, 0, 1, 2]))
    return Limit(
        kind=kind,
        name="limit",
        people=None if chance.random() < 0.4 else chance.random(people) < 0.6,
        openings=None if chance.random() < 0.4 else chance.random(openings) < 0.6,
        least=least,
        most=NO_MOST if chance.random() < 0.3 else least + int(chance.integers(0, 3)),
    )


def choices(model: Model) -> Bool:
    """Every choice of pairs, shape (choices, pairs)."""
    count = len(model.person)
    return (np.arange(1 << count)[:, None] >> np.arange(count) & 1).astype(np.bool_)


def plans(model: Model) -> Bool:
    """The choices that keep everything."""
    every = choices(model)
    good = every[:, model.forced].all(axis=1)
    for person, lists in enumerate(model.lists):
        good &= every[:, model.person == person].sum(axis=1) <= lists
    for opening, room in enumerate(model.capacities):
        here = model.opening == opening
        good &= every[:, here] @ model.size[here] <= room
    for limit in model.limits:
        count = every[:, _counted(model, limit)].sum(axis=1)
        good &= (count >= limit.least) & (count <= limit.most) | ((count == 0) & limit.or_none)
    firm = model.employer[model.opening]
    for couples, together in ((model.together, True), (model.apart, False)):
        for one, other in couples:
            for employer in np.unique(firm):
                first, second = (
                    every[:, (firm == employer) & (model.person == who)].any(axis=1) for who in (one, other)
                )
                good &= (first == second) if together else ~(first & second)
    return every[good]


def _counted(model: Model, limit: Limit) -> Bool:
    mine = np.ones(len(model.person), dtype=np.bool_)
    for pair, (person, opening) in enumerate(zip(model.person, model.opening, strict=True)):
        mine[pair] = limit.people is None or limit.people[person]
        mine[pair] &= limit.openings is None or limit.openings[opening]
    return mine


def totals(model: Model, every: Bool) -> Int64:
    """People, proposals and points of each choice, shape (choices, 3)."""
    people = sum(
        every[:, model.person == one].any(axis=1).astype(np.int64) for one in range(len(model.lists))
    )
    return np.stack([people, every.sum(axis=1), every @ model.points], axis=1)


def best(model: Model) -> tuple[int, int, int] | None:
    """The best total in the order of the model's aims, as (people, proposals, points); None where no plan is."""
    every = totals(model, plans(model))
    if not len(every):
        return None
    if model.objective is Objective.POINTS:
        return tuple(every[np.argmax(every[:, 2])].tolist())
    return max(tuple(one) for one in every.tolist())


def inside(model: Model, limit: Limit) -> bool:
    """Whether a limit stands in a block: the size of a class, or the most of all openings of one employer."""
    if limit.people is not None or limit.openings is None:
        return False
    if limit.kind is LimitKind.CLASS:
        return int(limit.openings.sum()) == 1
    firms = np.unique(model.employer[limit.openings])
    whole = len(firms) == 1 and bool((limit.openings == (model.employer == firms[0])).all())
    return limit.kind is LimitKind.EMPLOYER and whole and limit.least == 0


def told(model: Model, stage: StageProof, people: int, proposals: int) -> int:
    """The bound of a stage by its formula, each block by trying every choice of an employer's pairs."""
    first = stage.scale if stage.aim == "people" else stage.kept_people
    amount = 0
    for number, lists in zip(stage.people.tolist(), model.lists.tolist(), strict=True):
        amount += max(0, first + number) + (lists - 1) * max(0, number)
    each = {"people": 0 * model.points, "proposals": 0 * model.points + stage.scale}
    worth = each.get(stage.aim, stage.scale * model.points) + stage.kept_proposals
    worth = worth - stage.people[model.person]
    for limit, number in zip(model.limits, stage.limits.tolist(), strict=True):
        assert number == 0 or not inside(model, limit)
        if number:
            amount += limit.most * number if number > 0 else limit.least * number
            worth = worth - number * _counted(model, limit)
    alone = replace(
        model,
        lists=np.full(len(model.lists), len(model.person)),
        limits=tuple(one for one in model.limits if inside(model, one)),
        together=model.together[:0],
        apart=model.apart[:0],
    )
    for employer in range(int(model.employer.max()) + 1):
        amount += int((_of_employer(alone, employer) @ worth).max())
    return (amount - stage.kept_people * people - stage.kept_proposals * proposals) // stage.scale


def _of_employer(model: Model, employer: int) -> Bool:
    """Every choice of one employer's pairs that its own openings allow."""
    mine = model.employer[model.opening] == employer
    limits = tuple(
        one
        for one in model.limits
        if one.openings is not None and (model.employer[one.openings] == employer).all()
    )
    every = plans(replace(model, limits=limits, forced=model.forced & mine))
    return every[~every[:, ~mine].any(axis=1)]
