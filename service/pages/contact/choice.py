"""What choosing a person would do to others in, a sentence out; and how old the plan is that it is reckoned on."""

from collections.abc import Mapping

from matching.domain.policy import Mode
from matching.domain.suggestion import Move, PairCost
from matching.files.out.places import Place
from matching.wording import Words
from service.pages.moments import told_moment
from service.shown.sight import Sight


def choice_told(
    candidate: str, cost: PairCost | None, mode: Mode, places: Mapping[str, Place], words: Words
) -> str:
    """What choosing a person for an opening would do to others, none of them named; empty where it is not known."""
    if cost is None:
        return ""
    if cost.proposed:
        return words.say("contact.choice.proposed")
    if cost.cost is None:
        return words.say("contact.choice.no_room")
    if not cost.moves:
        return ""
    others = [one for one in cost.moves if one.candidate != candidate]
    return " ".join(_told(others, f"contact.choice.{mode}", places, words))


def _told(others: list[Move], texts: str, places: Mapping[str, Place], words: Words) -> list[str]:
    moved = [one.there for one in others if one.here and one.there]
    lost = sum(one.there is None for one in others)
    gained = sum(one.here is None for one in others)
    key = {(False, False): "none", (True, False): "moved", (False, True): "lost", (True, True): "both"}
    place = str(places[moved[0]]) if len(moved) == 1 else None
    facts = {"place": place, "moved": len(moved), "lost": lost}
    told = [words.say(f"{texts}.{key[bool(moved), bool(lost)]}", **facts)]
    return [*told, words.say(f"{texts}.gained", gained=gained)] if gained else told


def age_told(sight: Sight, words: Words) -> str:
    """When the plan that choices are reckoned on was made, or that the round has gone on; empty where unknown."""
    held = sight.round
    if held.made_at is None or sight.counted is None:
        return ""
    current = held.enquiry.plan is not None
    return words.say(f"contact.choice.{'made' if current else 'old'}", made=told_moment(held.made_at, words))
