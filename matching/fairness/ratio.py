"""How many of a group and of the others something is true of in, the ratio of their shares and its interval out."""

from collections.abc import Callable
from math import ceil, floor, sqrt
from typing import Final

from matching.domain.fairness import Ratio

CHI_SQUARE: Final = 3.841458820694124
"""95 % of the chi-square distribution of one degree of freedom."""

_HALVINGS: Final = 200
_UNIT: Final = 100


def ratio(part: int, whole: int, other_part: int, other_whole: int) -> Ratio | None:
    """Two shares in, the first over the second with Koopman's score interval out; None over a share of 0.

    The interval holds every ratio a chi-square test does not reject at 5 % (Koopman 1984, Biometrics 40:513-517; of
    those compared by Fagerland, Lydersen and Laake 2015, Stat Methods Med Res 24:224-254, one of the recommended).
    It needs no correction where a count is 0.
    """
    if not (whole and other_part):
        return None
    middle = part * other_whole / (whole * other_part)

    def inside(value: float) -> bool:
        return _chi_square(value, part, whole, other_part, other_whole) <= CHI_SQUARE

    above = 2 * middle + 1
    while inside(above):
        above *= 2
    low = _edge(0.0, middle, inside) if part else 0.0
    high = _edge(above, middle, inside)
    over, under = part * other_whole, whole * other_part
    return Ratio((2 * _UNIT * over + under) // (2 * under), floor(_UNIT * low), ceil(_UNIT * high))


def _edge(out: float, within: float, inside: Callable[[float], bool]) -> float:
    """The last value inside on the way from one inside to one outside."""
    for _ in range(_HALVINGS):
        between = (out + within) / 2
        out, within = (out, between) if inside(between) else (between, within)
    return within


def _chi_square(ratio: float, part: int, whole: int, other_part: int, other_whole: int) -> float:
    """How far the counts are from the likeliest shares whose ratio is this."""
    second = ratio * (whole + other_part) + part + other_whole
    root = sqrt(max(0.0, second * second - 4 * ratio * (whole + other_whole) * (part + other_part)))
    share = 2 * (part + other_part) / (second + root)
    return _distance(part, whole, ratio * share) + _distance(other_part, other_whole, share)


def _distance(part: int, whole: int, share: float) -> float:
    apart = part - whole * share
    spread = whole * share * (1 - share)
    return apart * apart / spread if spread > 0 else 0.0
