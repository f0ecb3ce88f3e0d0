"""Why not, and the changes that would do, in; sentences for the screen and for a page out."""

from collections.abc import Mapping, Sequence
from typing import Final

from matching.domain.change import Change, Helping, Obstacle, ObstacleKind, ProvenBy, WhyEmpty, WhyLeft
from matching.domain.policy import Mode
from matching.domain.proof import Total
from matching.files.out.places import Place
from matching.wording import Words

Places = Mapping[str, Place]


def obstacles_told(nearest: Sequence[Obstacle], places: Places, mode: Mode, words: Words) -> list[str]:
    """What stands between a person and the openings nearest to be possible, a sentence for each opening."""
    return [
        words.say("whynot.obstacle", opening=str(places[one.opening]), what=_obstacle(one, mode, words))
        for one in nearest
    ]


def changes_told(why: WhyLeft | WhyEmpty, places: Places, mode: Mode, words: Words) -> list[str]:
    """A sentence or two for each change that helps, the cheapest kind first."""
    whose = "person" if isinstance(why, WhyLeft) else "opening"
    return [_helping(one, whose, places, mode, words) for one in why.changes]


def search_told(why: WhyLeft | WhyEmpty, words: Words) -> list[str]:
    """How the changes were sought: that nothing helps, what is not tried, how it is proven, and the list."""
    told = []
    if not why.changes:
        told.append(words.say("whynot.nothing_left" if why.whole else "whynot.nothing_left_cut"))
    elif not why.whole:
        told.append(words.say("whynot.cut"))
    if why.changes:
        by_prices = any(one.proven_by is ProvenBy.PRICES for one in why.changes)
        told.append(words.say("whynot.prices" if by_prices else "whynot.solved"))
    tried = "whynot.list_left" if isinstance(why, WhyLeft) else "whynot.list_empty"
    return [*told, words.say(tried, tried=why.tried)]


def change_told(change: Change, places: Places, words: Words) -> str:
    """A change as a sentence."""
    facts = dict(change.facts)
    least, most = facts.get("least"), facts.get("most")
    if isinstance(least, int) and isinstance(most, int):
        facts["extent"] = words.extent((least, most))
    if change.opening:
        facts["opening"] = str(places[change.opening])
    return words.say(f"change.{change.code}", **facts)


LOSE: Final = ("lose_none", "lose_one", "lose")
"""That none, one, or more than one other person loses."""


def _helping(one: Helping, whose: str, places: Places, mode: Mode, words: Words) -> str:
    facts = {
        "change": change_told(one.change, places, words),
        "effect": words.say(f"whynot.{whose}_{one.effect}", opening=str(places[one.opening])),
        "others": _others(one.lose, words),
    }
    if one.gain == Total():
        return words.say("whynot.told", **facts)
    return words.say("whynot.told_gain", **facts, gain=words.total(one.gain, mode))


def _others(lose: int | None, words: Words) -> str:
    if lose is None:
        return words.say("whynot.lose_unknown")
    return words.say(f"whynot.{LOSE[min(lose, 2)]}", lose=lose)


def _obstacle(one: Obstacle, mode: Mode, words: Words) -> str:
    if one.kind is ObstacleKind.COMPETITION and one.loss == Total():
        return words.say("obstacle.competition_tie")
    reasons = " ".join(words.reason(reason) for reason in one.reasons)
    cost = None if one.loss is None else words.cost(one.loss, mode)
    return words.say(f"obstacle.{one.kind}", reasons=reasons or None, cost=cost)
