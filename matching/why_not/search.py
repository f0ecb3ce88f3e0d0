"""Trials and what each does in, the best of each kind out; every one told is proven."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from matching.blocks.fits import FitBlock
from matching.domain.change import ChangeKind, Effect, Helping
from matching.domain.policy import Objective
from matching.domain.proof import Total
from matching.why_not.trial import Trial

CANNOT: Final = -1
"""The promise of a trial that helps nothing."""


@dataclass(frozen=True, eq=False)
class Tried:
    """A trial with the pairs it gives, its place in the list, and what prices say the whole would gain by it."""

    trial: Trial
    place: int
    pairs: FitBlock
    promise: int | None = None
    """In value units, exact if the change helps at all; None where only a solve tells."""
    points: int = 0
    """The best fit it gives: where nothing is promised, the greatest is solved first."""


@dataclass(frozen=True)
class Found:
    """What a search came to; see WhyLeft in the nouns."""

    changes: tuple[Helping, ...]
    tried: int
    whole: bool


def search(
    tried: Sequence[Tried], prove: Callable[[Tried], Helping | None], objective: Objective, most: int
) -> Found:
    """The best change of each kind, the cheapest kind first, by no more than `most` proofs, half of them a kind.

    Of one kind, what the whole gains most by comes first; of equals one that the best plan has, then the list's own
    order. Where prices promise exactly, the first that holds is the best of its kind and no more are proven.
    """
    able = [one for one in tried if one.promise is None or one.promise >= 0]
    kinds = [kind for kind in ChangeKind if any(one.trial.change.kind is kind for one in able)]
    best, left, whole = list[Helping](), most, True
    for kind in kinds:
        found = list[tuple[Tried, Helping]]()
        mine = left if kind is kinds[-1] else (left + 1) // 2
        for one in _best_promise_first(one for one in able if one.trial.change.kind is kind):
            if one.promise is not None and any(_settles(*pair) for pair in found):
                continue
            if not mine:
                whole = False
                break
            mine, left = mine - 1, left - 1
            helping = prove(one)
            if helping is not None:
                found.append((one, helping))
        if found:
            best.append(max(found, key=lambda pair: (*_worth(pair[1], objective), -pair[0].place))[1])
    return Found(tuple(best), len(tried), whole)


def _settles(one: Tried, helping: Helping) -> bool:
    """Whether no later trial with a promise can do better than this one."""
    return one.promise is not None and helping.effect is Effect.PROPOSED


def _best_promise_first(tried: Iterable[Tried]) -> list[Tried]:
    return sorted(tried, key=lambda one: (one.promise is None, -(one.promise or 0), -one.points, one.place))


def _worth(helping: Helping, objective: Objective) -> tuple[Total, bool]:
    gain = Total(points=helping.gain.points) if objective is Objective.POINTS else helping.gain
    return gain, helping.effect is Effect.PROPOSED
