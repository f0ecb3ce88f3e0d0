"""A person in, the questions of a part of the conversation out, with what she has answered chosen."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import NONE as NO_LEVEL
from matching.domain.answers import WorkHours
from matching.domain.people import WISHES, Candidate
from matching.domain.reference import Entry
from matching.opens import Opens, trades_liked
from matching.wording import Words
from service.pages.adviser.answers import (
    A_LITTLE,
    BETWEEN,
    CAN,
    DISLIKED,
    LIKED,
    MAYBE,
    NONE,
    NOT_YET,
    YES,
)
from service.pages.adviser.asked import Option, Question, Questions, Wish
from service.pages.adviser.parts import Part

ROWS: Final = 14
"""Skills asked about, beside those held already."""
HELD: Final = 30
"""Skills held already that are asked about again, at most: a form has room for so many."""
EVERYDAY: Final = ("work-habits", "household-life", "volunteering")
"""Groups of skills anybody may have; asked about last."""
LICENCES: Final = ("AM", "A1", "A", "B", "BE", "C1", "C", "T", "S")
"""Classes asked about, beside those held already."""
MINUTES: Final = (15, 30, 45, 60, 75, 90)
EXTENTS: Final = ("100-100", "50-50", "50-100")
HOURS: Final = ("day", "day-evening", "day-shift", "day-evening-shift")


@dataclass(frozen=True)
class _Asking:
    """Somebody who is asked."""

    person: Candidate
    opens: Opens
    catalogue: Catalogue
    words: Words

    def say(self, key: str) -> str:
        return self.words.say(f"adviser.{key}")

    def some(
        self, name: str, entries: Iterable[tuple[int, Entry]], chosen: Container[int] | None, kind: str = ""
    ) -> Question:
        """A question of which several answers may be chosen: those given, none of them, or not known yet."""
        options = [
            Option(one.key, self.words.named(kind or name, one.key), chosen is not None and place in chosen)
            for place, one in entries
        ]
        none = Option(NONE, self.say("none"), chosen == frozenset())
        return Question(name, self.say(f"ask.{name}"), (*options, none, self._not_yet), several=True)

    def one(self, name: str, options: Mapping[str, str], chosen: str | None) -> Question:
        """A question with one answer; what she has answered is among them, also where it is not usual."""
        told = [Option(value, text, value == chosen) for value, text in options.items()]
        return Question(name, self.say(f"ask.{name}"), (*told, self._not_yet))

    @property
    def _not_yet(self) -> Option:
        return Option(NOT_YET, self.say("not_yet"), chosen=False)


def questions(part: Part, person: Candidate, opens: Opens, catalogue: Catalogue, words: Words) -> Questions:
    """What a part asks a person."""
    return _ASKED[part](_Asking(person, opens, catalogue, words))


def _likes(one: _Asking) -> Questions:
    person, catalogue, words = one.person, one.catalogue, one.words
    likes, dislikes = person.likes or frozenset(), person.dislikes or frozenset()
    rows = [
        Question(
            f"miljo.{context.key}",
            words.named("context", context.key),
            (
                Option(LIKED, one.say("likes"), place in likes),
                Option(DISLIKED, one.say("dislikes"), place in dislikes),
                Option(NOT_YET, one.say("not_yet"), chosen=False),
            ),
        )
        for place, context in enumerate(catalogue.contexts)
    ]
    areas = one.some("omrade", enumerate(catalogue.areas), person.areas, "area")
    leisure = one.some("fritid", enumerate(catalogue.leisure), person.leisure, "leisure")
    return Questions(tiles=(areas, leisure), rows=tuple(rows))


def _trades(one: _Asking) -> Questions:
    person, trades = one.person, one.catalogue.trades
    liked = trades_liked(person, one.catalogue)
    groups = (
        (one.say("trades_liked"), list(liked)),
        (one.say("trades_other"), [place for place in range(len(trades)) if place not in liked]),
    )
    wishes = tuple(_wish(one, rank, groups) for rank in range(WISHES))
    no = tuple(
        Option(trade.key, one.words.trade(trade.key), place in person.unwanted)
        for place, trade in enumerate(trades)
        if place in one.opens.trades or place in person.unwanted
    )
    return Questions(wishes=wishes, folded=(Question("nei", one.say("ask.nei"), no, several=True),))


def _wish(one: _Asking, rank: int, groups: Sequence[tuple[str, list[int]]]) -> Wish:
    wished = one.person.wishes[rank] if rank < len(one.person.wishes) else None
    number = rank + 1
    answer = Question(
        f"svar.{number}",
        one.words.say("adviser.how_sure", rank=number),
        (
            Option(YES, one.say("yes"), wished is not None and wished not in one.person.maybe),
            Option(MAYBE, one.say("maybe"), wished in one.person.maybe),
        ),
    )
    told = [
        (label, tuple(_trade(one, place, place == wished) for place in sorted(places, key=_most_open(one))))
        for label, places in groups
        if places
    ]
    return Wish(f"onske.{number}", one.words.say("adviser.wish", rank=number), tuple(told), answer)


def _trade(one: _Asking, place: int, chosen: bool) -> Option:
    key, here = one.catalogue.trades[place].key, one.opens.trades.get(place)
    count = here.both if here else None
    return Option(key, one.words.say("adviser.trade", trade=key, count=count or None), chosen)


def _most_open(one: _Asking) -> Callable[[int], int]:
    return lambda place: -one.opens.trades[place].both if place in one.opens.trades else 0


def _skills(one: _Asking) -> Questions:
    person, skills = one.person, one.catalogue.skills
    held = person.skills or frozenset()
    asked = [place for place in dict.fromkeys(_relevant(one)) if place not in held][:ROWS]
    rows = [
        Question(
            f"kan.{skills[place].key}",
            one.words.skill(skills[place].key),
            (
                Option(CAN, one.say("can"), place in held and place not in person.slight),
                Option(A_LITTLE, one.say("a_little"), place in person.slight),
                Option(NOT_YET, one.say("cannot_yet"), chosen=False),
            ),
        )
        for place in (*asked, *sorted(held)[:HELD])
    ]
    return Questions(rows=tuple(rows))


def _relevant(one: _Asking) -> Iterable[int]:
    """Skills of the trades she wishes, or else of those she may like; those anybody may have between them."""
    trades, skills = one.catalogue.trades, one.catalogue.skills
    places = one.person.wishes or tuple(trades_liked(one.person, one.catalogue))[:WISHES]
    wanted = [trades[place] for place in places]
    groups = {place for place, skill in enumerate(skills) if skill.key in EVERYDAY}
    everyday = [place for place, skill in enumerate(skills) if skill.broader in groups]
    must = [place for trade in wanted for place in trade.must][: ROWS // 2]
    nice = [place for trade in wanted for place in trade.nice][: ROWS // 4]
    return (*must, *nice, *everyday)


def _days(one: _Asking) -> Questions:
    person, words, catalogue = one.person, one.words, one.catalogue
    extent = person.extent and BETWEEN.join(map(str, person.extent))
    hours = _hours_of(person)
    minutes = None if person.travel_limit is None else str(person.travel_limit)
    level = None if person.norwegian is None else str(person.norwegian)
    extents = {text: one.say(f"extent.{text}") for text in EXTENTS}
    if extent and extent not in extents:
        extents[extent] = words.extent(person.extent)
    limits = sorted({*MINUTES, *([] if person.travel_limit is None else [person.travel_limit])})
    levels = {"0": one.say("no_norwegian")} if person.norwegian == NO_LEVEL else {}
    for each in catalogue.levels:
        levels[str(each.rank)] = each.label if each.key == each.label else f"{each.key}: {each.label}"
    shown = [
        (place, entry)
        for place, entry in enumerate(catalogue.licences)
        if entry.key in LICENCES or place in (person.licences or ())
    ]
    return Questions(
        tiles=(
            one.one("omfang", extents, extent),
            one.one("tid", {text: one.say(f"hours.{text}") for text in HOURS}, hours),
            one.one("reise", {way: one.say(f"way.{way}") for way in ("car", "transit")}, _way_of(person)),
            one.one("minutter", {str(limit): words.minutes(limit) for limit in limits}, minutes),
            one.some("forerkort", shown, person.licences, "licence_class"),
            one.one("norsk", levels, level),
        )
    )


def _hours_of(person: Candidate) -> str | None:
    if person.shifts is None:
        return None
    return BETWEEN.join(one.name.lower() for one in sorted({WorkHours.DAY, *person.shifts}))


def _way_of(person: Candidate) -> str | None:
    return None if person.travel_mode is None else person.travel_mode.name.lower()


_ASKED: Final = MappingProxyType(
    {Part.LIKES: _likes, Part.TRADES: _trades, Part.SKILLS: _skills, Part.DAYS: _days}
)
