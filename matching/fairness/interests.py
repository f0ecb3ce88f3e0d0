"""A policy in, the same policy with interests that count for nothing out."""

from dataclasses import replace
from types import MappingProxyType

from matching.domain.fit import Criterion
from matching.domain.policy import SIDE_WEIGHT, Policy


def without_interests(policy: Policy) -> Policy:
    """The weight of interests goes to the other criteria of its side in proportion to their own.

    Whole numbers by largest remainder, the first criterion of equals first; in equal parts where the others have no
    weight. What people have decided of everything else stays.
    """
    side = [
        one for one in Criterion if one.side is Criterion.INTERESTS.side and one is not Criterion.INTERESTS
    ]
    own = [policy.weights[one] for one in side]
    own = own if any(own) else [1] * len(own)
    whole = [SIDE_WEIGHT * weight // sum(own) for weight in own]
    by_rest = sorted(range(len(side)), key=lambda place: -(SIDE_WEIGHT * own[place] % sum(own)))
    for place in by_rest[: SIDE_WEIGHT - sum(whole)]:
        whole[place] += 1
    given: dict[Criterion, int] = dict(zip(side, whole, strict=True))
    weights = {**policy.weights, Criterion.INTERESTS: 0, **given}
    return replace(policy, weights=MappingProxyType(weights))
