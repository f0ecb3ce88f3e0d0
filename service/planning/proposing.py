"""Proposals of a plan as an actor answers them, one by one: each answer hers, in one transaction with its log."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from matching.domain.plan import Assignment, Plan
from matching.files.out.plan_decoded import plan_from_json
from service.planning.deciding import PINS, VETOES, change, in_force, with_pair
from service.shown.sight import Sight
from service.store.confirmations import Answer, Pair, answers, carry, say
from service.store.confirmations import take_back as unsay
from service.store.plans import newest, text_of
from service.store.tables.rounds import plan


class NoProposal(Exception):
    """The plan has no such proposal, or it is not the actor's to see; which of the two is not told."""


@dataclass(frozen=True)
class Standing:
    """What stands about the proposals of the newest plan of a round."""

    plan: int
    """The key of the plan; 0 of a round that is not kept."""
    number: int
    """The number of the plan in its round."""
    decision: int
    """The number of what is decided about the round."""
    said: Mapping[Pair, Answer]
    released: bool
    current: bool
    """The round has not gone on since the plan was made."""


NOTHING = Standing(0, 0, 0, {}, released=False, current=True)
"""Of a round that is not kept."""


def standing(sight: Sight) -> Standing:
    """What stands about the proposals of the plan somebody sees."""
    if not sight.is_kept:
        return NOTHING
    desk, round_key = sight.kept
    with desk.database.reading() as connection:
        kept = newest(connection, round_key)
        if kept is None:
            return NOTHING
        return Standing(
            kept.key,
            kept.number,
            in_force(connection, round_key).number,
            answers(connection, kept.key),
            released=kept.released_at is not None,
            current=sight.round.enquiry.plan is not None,
        )


def confirm(sight: Sight, plan_key: int, pair: Pair) -> None:
    """A proposal confirmed.

    Raises:
        NoProposal: it is none, or not hers to see.
        PlanFault: there is a newer plan, or this one is released.
    """
    _check(sight, pair)
    desk, round_key = sight.kept
    with desk.database.writing() as connection:
        say(connection, round_key, plan_key, pair, desk.by(sight.actor))


def take_back(sight: Sight, plan_key: int, pair: Pair) -> None:
    """What was said of a proposal taken back; what was decided about the pair stays, and is taken away elsewhere.

    Raises:
        NoProposal, PlanFault: as confirm does.
    """
    _check(sight, pair)
    desk, round_key = sight.kept
    with desk.database.writing() as connection:
        unsay(connection, round_key, plan_key, pair, desk.by(sight.actor))


def rule_out(sight: Sight, plan_key: int, decision: int, pair: Pair, code: str, reason: str) -> None:
    """A proposal turned down and ruled out from here on (ikke aktuell her); `reason` is the code in words.

    Raises:
        NoProposal, PlanFault: as confirm does.
        DecidingFault: somebody has decided something since.
    """
    _check(sight, pair)
    desk, round_key = sight.kept
    by = desk.by(sight.actor)
    edit = with_pair(VETOES, pair, by=sight.actor.name, reason=reason)
    with desk.database.writing() as connection:
        say(connection, round_key, plan_key, pair, by, reason=code)
        change(connection, round_key, decision, edit, desk.catalogue, by)


def lock(sight: Sight, plan_key: int, decision: int, pair: Pair, reason: str) -> None:
    """A proposal confirmed and locked from here on (låst).

    Raises:
        NoProposal, PlanFault, DecidingFault: as rule_out does.
    """
    _check(sight, pair)
    desk, round_key = sight.kept
    by = desk.by(sight.actor)
    edit = with_pair(PINS, pair, by=sight.actor.name, reason=reason)
    with desk.database.writing() as connection:
        say(connection, round_key, plan_key, pair, by)
        change(connection, round_key, decision, edit, desk.catalogue, by)


def carry_over(sight: Sight, plan_key: int) -> int:
    """Confirmations of the plan before kept where the proposal is the same in this one; how many.

    Raises:
        PlanFault: as confirm does.
    """
    desk, round_key = sight.kept
    with desk.database.writing() as connection:
        earlier = _answered_before(connection, round_key, plan_key)
        if earlier is None:
            return 0
        same = _same_in(connection, earlier, sight)
        return carry(connection, round_key, plan_key, earlier, same, desk.by(sight.actor))


def to_carry(sight: Sight, plan_key: int) -> int:
    """How many confirmations of the plan before could be kept."""
    desk, round_key = sight.kept
    with desk.database.reading() as connection:
        earlier = _answered_before(connection, round_key, plan_key)
        if earlier is None:
            return 0
        same = _same_in(connection, earlier, sight)
        said, now = answers(connection, earlier), answers(connection, plan_key)
    return sum(pair in said and said[pair].confirmed and pair not in now for pair in same)


def _answered_before(connection: Connection, round_key: int, plan_key: int) -> int | None:
    """The key of the plan made before this one, where it can still be read."""
    before = plan.c.round == round_key, plan.c.key < plan_key, plan.c.body.is_not(None)
    found: int | None = connection.execute(
        select(plan.c.key).where(*before).order_by(plan.c.number.desc()).limit(1)
    ).scalar()
    return found


def _same_in(connection: Connection, earlier: int, sight: Sight) -> set[Pair]:
    """Proposals of an earlier plan that are the same in this one: it is read once while this one stands."""
    plans = ("same", earlier)
    return sight.once(plans, lambda: _same(plan_from_json(text_of(connection, earlier)), sight.plan))


def _same(before: Plan, now: Plan) -> set[Pair]:
    """Proposals that are the same in two plans, to the last part of their fit."""
    told = {(one.candidate, one.opening): _told(one) for one in before.assignments}
    return {
        pair
        for one in now.assignments
        for pair in [(one.candidate, one.opening)]
        if pair in told and told[pair] == _told(one)
    }


def _told(one: Assignment) -> Assignment:
    """A proposal without what is said of how it came about."""
    return replace(one, why=(), notes=(), pinned=False)


def _check(sight: Sight, pair: Pair) -> None:
    if pair[0] not in sight.people:
        if pair[0] in sight.round.person_rows:
            sight.denies("proposal", pair[0])
        raise NoProposal
    if pair not in {(one.candidate, one.opening) for one in sight.plan.assignments}:
        raise NoProposal
