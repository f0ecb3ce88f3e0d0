"""A plan in, a text that follows from all it tells out: what is checked of it moves when any of it does."""

from collections.abc import Iterator
from hashlib import sha256

from matching.domain.plan import Plan


def digest(plan: Plan) -> str:
    """A text that is another one when a number, a proposal or a reason told is another."""
    found = sha256()
    for part in _told(plan):
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.hexdigest()


def _told(plan: Plan) -> Iterator[bytes]:
    yield f"{plan.seed} {plan.input_hash} {plan.policy_hash}".encode()
    for pair in plan.assignments:
        yield f"{pair.candidate} {pair.opening} {pair.fit.points}".encode()
    for person in plan.unassigned:
        yield repr(person).encode()
    for seats in plan.empty_seats:
        yield repr(seats).encode()
    for opening, queue in plan.reserves.items():
        yield f"{opening} {queue!r}".encode()
    if plan.proof is not None:
        proof = plan.proof
        for column in (proof.prices, proof.greatest, proof.thresholds, proof.capacities):
            yield column.tobytes()
    for stage in plan.bounds.stages if plan.bounds else ():
        yield f"{stage.aim} {stage.scale} {stage.kept_people} {stage.kept_proposals} {stage.bound}".encode()
        for column in (stage.people, stage.limits, stage.blocks):
            yield column.tobytes()
