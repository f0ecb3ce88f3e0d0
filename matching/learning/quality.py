"""Expected and actual outcomes in, how far apart they are out, with intervals; in hundred-thousandths."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.domain.columns import Bool, Rows
from matching.hiding import hidden, hidden_parts
from matching.learning.examples import Examples, Float64

SCALE: Final = 100_000
_BINS: Final = 10
_BLOCKS: Final = 20
_STUDENT: Final = 2.093
"""Standard errors to each side of an interval of 95 percent: Student's t of one less than the blocks."""


@dataclass(frozen=True)
class Estimate:
    """A figure and its interval of 95 percent, in hundred-thousandths, rounded half to even."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, kw_only=True)
class Quality:
    """How far what was expected of a group was from what came."""

    group: str = ""
    """Empty for all."""
    outcomes: int
    completed: int
    brier: Estimate
    ece: Estimate


def brier(chances: Float64, completed: Bool) -> float:
    """Mean square of what was expected less what came (Brier 1950); 0 is best."""
    return float(((chances - completed) ** 2).mean())


def ece(chances: Float64, completed: Bool) -> float:
    """Expected calibration error: mean distance of expected and actual share over ten equally large bins."""
    order = np.argsort(chances, kind="stable")
    gaps = [
        len(rows) * abs(float(chances[rows].mean() - completed[rows].mean()))
        for rows in np.array_split(order, min(_BINS, len(order)))
    ]
    return sum(gaps) / len(order)


def estimate(figure: Callable[[Rows], float], size: int) -> Estimate:
    """A figure of any rows in, its value over `size` rows out; interval by leaving out blocks (jackknife)."""
    blocks = min(_BLOCKS, size)
    rows = np.arange(size)
    value = figure(rows)
    without = np.array([figure(rows[rows % blocks != block]) for block in range(blocks)])
    error = float(np.sqrt((blocks - 1) / blocks * ((without - without.mean()) ** 2).sum()))
    return Estimate(
        *(round(SCALE * one) for one in (value, value - _STUDENT * error, value + _STUDENT * error))
    )


def quality(chances: Float64, completed: Bool, group: str = "") -> Quality:
    """Quality over all of these; at least two."""
    return Quality(
        group=group,
        outcomes=len(completed),
        completed=int(completed.sum()),
        brier=estimate(lambda rows: brier(chances[rows], completed[rows]), len(completed)),
        ece=estimate(lambda rows: ece(chances[rows], completed[rows]), len(completed)),
    )


def by_group(chances: Float64, examples: Examples) -> Iterator[Quality]:
    """Quality of each group that may be told, by name: no 1-9 outcomes of either kind stand there or follow."""
    names = np.unique(examples.group).tolist()
    rows = [np.flatnonzero(examples.group == name) for name in names]
    wholes = [len(mine) for mine in rows]
    closed = [place for place, told in enumerate(hidden(wholes)) if told is None]
    shut = hidden_parts(wholes, [int(examples.completed[mine].sum()) for mine in rows], closed)
    for place, (name, mine) in enumerate(zip(names, rows, strict=True)):
        if shut is not None and place not in shut:
            yield quality(chances[mine], examples.completed[mine], name)


def gain(better: Float64, worse: Float64, completed: Bool) -> Estimate:
    """Brier of `worse` less Brier of `better` on the same outcomes, above 0 where `better` is."""
    apart = (worse - completed) ** 2 - (better - completed) ** 2
    return estimate(lambda rows: float(apart[rows].mean()), len(completed))
