"""A model no plan can keep in, the decisions that conflict as reasons out: who decided each, and what would do."""

from matching.allocation.constrained import mip
from matching.allocation.limited.conflict import Feasible, Member, Part, conflict, enough
from matching.allocation.limited.limits import LEAST_TOLD
from matching.allocation.limited.model import NO_MOST, Limit, Model
from matching.domain.columns import Text
from matching.domain.constraints import Companions, LimitKind
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode


def causes_of_conflict(
    model: Model, policy: Policy, people_ids: Text, opening_ids: Text, feasible: Feasible = mip.feasible
) -> tuple[Reason, ...]:
    """How many decisions conflict, and then each of them, in the order of the model.

    Raises:
        ValueError: some plan may keep the whole model.
    """
    found = conflict(model, feasible)
    code = ReasonCode.CONFLICT if found.verified else ReasonCode.CONFLICT_UNVERIFIED
    told = [Reason.of(code, members=len(found.members))]
    for one in found.members:
        if one.part is Part.LIMIT:
            changed = enough(model, found.members, one.place, feasible)
            others = len(found.members) - 1 or None
            told.append(_limit(policy, model.limits[one.place], changed, others))
        elif one.part is Part.PIN:
            told.append(_pin(model, policy, people_ids, opening_ids, one))
        else:
            told.append(_companions(model, policy, people_ids, one))
    return tuple(told)


def _pin(model: Model, policy: Policy, people_ids: Text, opening_ids: Text, one: Member) -> Reason:
    pair = str(people_ids[model.person[one.place]]), str(opening_ids[model.opening[one.place]])
    pin = next(pin for pin in policy.pins if (pin.candidate, pin.opening) == pair)
    return Reason.of(
        ReasonCode.CONFLICT_PIN, candidate=pin.candidate, opening=pin.opening, by=pin.by, reason=pin.reason
    )


def _companions(model: Model, policy: Policy, people_ids: Text, one: Member) -> Reason:
    together = one.part is Part.TOGETHER
    code = ReasonCode.CONFLICT_TOGETHER if together else ReasonCode.CONFLICT_APART
    rows, decided = (model.together, policy.together) if together else (model.apart, policy.apart)
    pair = {str(people_ids[person]) for person in rows[one.place]}
    found: Companions = next(each for each in decided if {each.first, each.second} == pair)
    return Reason.of(code, first=found.first, second=found.second, by=found.by, reason=found.reason)


def _limit(policy: Policy, limit: Limit, changed: Limit | None, others: int | None) -> Reason:
    """A limit as it is, and the nearest number with which the other decisions could stand beside it.

    Only a floor can be alone, with `others` None: everything else is kept where nobody is proposed.
    """
    possible = changed.least if changed and changed.least < limit.least else None
    greatest = changed.most if changed and changed.most > limit.most else None
    if limit.kind is LimitKind.FLOOR:
        floor = next(one for one in policy.floors if one.name == limit.name)
        few = possible is not None and 0 < possible < LEAST_TOLD
        return Reason.of(
            ReasonCode.CONFLICT_FLOOR,
            name=limit.name,
            least=limit.least,
            possible=None if few else possible,
            others=others,
            ground=floor.ground,
            by=floor.by,
        )
    if limit.kind is LimitKind.CLASS:
        most = limit.most if limit.most < NO_MOST else None
        return Reason.of(
            ReasonCode.CONFLICT_CLASS,
            opening=limit.name,
            least=limit.least,
            most=most,
            possible=possible,
            enough=greatest,
        )
    return Reason.of(
        ReasonCode.CONFLICT_MOST,
        kind=limit.kind.value,
        name=limit.name,
        most=limit.most,
        enough=greatest,
    )
