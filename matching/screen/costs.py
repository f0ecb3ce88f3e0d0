"""What suggestions cost a plan as a whole in, sentences about it out."""

from collections.abc import Iterable, Iterator, Mapping

from matching.allocation.changes.costs import reckonable
from matching.allocation.stable.plan import ALGORITHM as STABLE
from matching.domain.plan import Plan
from matching.domain.policy import Mode
from matching.domain.suggestion import Move, PairCost
from matching.files.out.places import Place
from matching.wording import Words


def cost_sentences(
    cost: PairCost | None, mode: Mode, places: Mapping[str, Place], words: Words
) -> Iterator[str]:
    """What a pair costs the plan, and where else the person is best; nothing where it is not reckoned."""
    if cost is None:
        return
    yield cost_told(cost, mode, words)
    yield alternative_told(cost, places, words)


def cost_told(cost: PairCost, mode: Mode, words: Words) -> str:
    """What a pair costs the plan as a whole, in one or two sentences."""
    if cost.proposed:
        return words.say("cost.proposed")
    if cost.cost is None:
        return words.say("cost.no_room")
    told = words.say(f"cost.{cost.way}", cost=words.cost(cost.cost, mode))
    return told if cost.cost.people else f"{told} {words.say('cost.as_many')}"


def alternative_told(cost: PairCost, places: Mapping[str, Place], words: Words) -> str:
    """Where else a person is worth most to the plan."""
    best = cost.alternative
    if best is None:
        return words.say("cost.nowhere_else")
    key = "cost.elsewhere" if best.proposed else "cost.otherwise"
    return words.say(key, opening=f"{places[best.opening]}", points=best.points)


def moves_told(moves: Iterable[Move], places: Mapping[str, Place], words: Words) -> list[str]:
    """Who would move, a sentence for each."""
    return [
        words.say(
            "cost.move",
            candidate=one.candidate,
            here=f"{places[one.here]}" if one.here else None,
            there=f"{places[one.there]}" if one.there else None,
        )
        for one in moves
    ]


def counted_on(plan: Plan | None, words: Words) -> str:
    """Which plan costs are counted on, or why there are none; nothing beside no plan."""
    if plan is None:
        return ""
    if reckonable(plan) is None:
        why = "stable" if plan.algorithm == STABLE else "limited"
        return words.say(f"cost.{why}" if plan.status.made else "cost.no_plan")
    return words.say("cost.counted", on=plan.on)


def stamp_of(plan: Plan | None) -> Mapping[str, object] | None:
    """What tells which plan costs are counted on; None where they are not."""
    if plan is None or reckonable(plan) is None:
        return None
    return {name: getattr(plan, name) for name in ("on", "seed", "input_hash", "policy_hash", "mode")}
