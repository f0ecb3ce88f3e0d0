"""Everybody who could suit an opening, counted, in; what may be said aloud before anybody has said yes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from matching.domain.shortlist import Crowd
from matching.wording import Words
from service.shown.counts import LEAST, enough


@dataclass(frozen=True)
class Said:
    """What may be said aloud, and what may not."""

    may: tuple[str, ...]
    may_not: tuple[str, ...]


def said_of(crowd: Crowd, trades: list[str], words: Words) -> Said:
    """What may be said of everybody together: no number of few, nor any from which one of few could be reckoned."""
    may = (words.say("contact.said.trades", trades=words.listed(trades)), *_of_people(crowd, words))
    may_not = (words.say(f"contact.said.{key}") for key in ("not_who", "not_nav", "not_one"))
    return Said(may, tuple(may_not))


def _of_people(crowd: Crowd, words: Words) -> Iterator[str]:
    if crowd.people < LEAST:
        yield words.say("contact.said.few" if crowd.people else "contact.said.nobody")
        return
    yield words.say("contact.said.people", count=crowd.people)
    if crowd.wished and _apart(crowd.wished, 0, crowd.people):
        yield words.say("contact.said.wished", count=crowd.wished)
    told = 0
    for minutes, count in sorted(crowd.within.items()):
        if count > told and _apart(count, told, crowd.people):
            yield words.say("contact.said.within", count=count, minutes=minutes)
            told = count
    # Named and not counted: that so many hold a skill would tell how many do not.
    many = [words.skill(key) for key, count in crowd.skills.items() if count >= LEAST]
    if many:
        yield words.say("contact.said.skills", skills=words.listed(many))


def _apart(count: int, told: int, people: int) -> bool:
    """Whether neither a count, nor it less what is told already, nor those it leaves over, are few."""
    return all(map(enough, (count, count - told, people - count)))
