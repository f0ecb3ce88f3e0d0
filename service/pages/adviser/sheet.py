"""A person as she stands and the openings for her in, the sheet she takes home out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matching.catalogue.catalogue import Catalogue
from matching.domain.people import Candidate
from matching.domain.suggestion import Suggestion
from matching.opens import Opens, trades_liked
from matching.wording import Words
from service.pages.adviser.answers import BETWEEN
from service.pages.adviser.told import opener_told, why_told
from service.pages.known import Rows
from service.shown.facts import PersonFacts

TRADES = 4
"""Trades told of, at most."""
REASONS = 2
"""Reasons for a trade told of, at most."""
STEPS = ("ask", "learn", "talk")
RIGHTS = ("see", "change", "firm", "object")


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet."""

    said: Rows
    trades: tuple[str, ...]
    steps: Rows
    rights: tuple[str, ...]


def sheet(
    facts: PersonFacts,
    person: Candidate,
    opens: Opens,
    found: Sequence[Suggestion],
    catalogue: Catalogue,
    words: Words,
) -> Sheet:
    """What she has said, what fits it, three next steps, and what she decides herself."""
    skill = next((one for pair in found if pair.fit for one in pair.fit.skills.missing), None)
    trade = _foremost(facts, found)
    steps = {"ask": _ask(opens, trade, words), "learn": _learn(opens, skill, trade, words)}
    talk = (
        words.say("adviser.sheet.talk_trade", trade=trade) if trade else words.say("adviser.sheet.talk_any")
    )
    return Sheet(
        said=[(words.say(f"adviser.sheet.{name}"), text) for name, text in _said(facts, words) if text],
        trades=tuple(_trades(person, opens, found, catalogue, words)),
        steps=[(words.say(f"adviser.sheet.{one}"), {**steps, "talk": talk}[one]) for one in STEPS],
        rights=tuple(words.say(f"adviser.sheet.rights_{one}") for one in RIGHTS),
    )


def _said(one: PersonFacts, words: Words) -> Iterator[tuple[str, str]]:
    """What she has said, a row for each thing; what she has not answered is left out."""

    def named(kind: str, keys: Sequence[str] | None) -> str:
        if keys is None:
            return ""
        return words.listed([words.named(kind, key) for key in keys]) or words.say("adviser.sheet.nobody")

    def a_little(key: str) -> str:
        name = words.skill(key)
        return words.say("service.known.a_little", skill=name) if key in one.slight else name

    yield "likes", words.listed([f"«{words.named('area', key)}»" for key in one.areas or ()])
    yield "leisure", words.listed([f"«{words.named('leisure', key)}»" for key in one.leisure or ()])
    yield "work_likes", named("context", one.likes or None)
    yield "work_dislikes", named("context", one.dislikes or None)
    wishes = [(words.trade(key), key in one.maybe) for key in one.wishes]
    yield (
        "wishes",
        words.listed(
            [words.say("service.known.maybe", trade=name) if maybe else name for name, maybe in wishes]
        ),
    )
    yield "unwanted", named("trade", one.unwanted or None)
    yield "skills", words.listed([a_little(key) for key in one.skills or ()])
    yield "extent", _extent(one, words)
    hours = None if one.hours is None else BETWEEN.join(("day", *one.hours))
    yield "hours", words.say(f"adviser.hours.{hours}") if hours else ""
    if one.travel_mode or one.travel_limit:
        told = words.say("adviser.sheet.travel_told", mode=one.travel_mode, minutes=one.travel_limit)
        yield "travel", told[0].upper() + told[1:]
    yield "licences", named("licence_class", one.licences)
    yield "norwegian", one.norwegian or ""


def _extent(one: PersonFacts, words: Words) -> str:
    """How much she wants to work, in words where there are some."""
    if one.extent is None:
        return ""
    usual = {(100, 100), (50, 50), (50, 100)}
    least, most = one.extent
    return (
        words.say(f"adviser.extent.{least}{BETWEEN}{most}")
        if one.extent in usual
        else words.extent(one.extent)
    )


def _trades(
    person: Candidate, opens: Opens, found: Sequence[Suggestion], catalogue: Catalogue, words: Words
) -> Iterator[str]:
    """Trades with openings she may look at, and why they fit; then those that only speak to what she likes."""
    told = set[str]()
    places = {one.key: place for place, one in enumerate(catalogue.trades)}
    for one in found:
        trade = one.fit.trade if one.fit else ""
        why = why_told(one.why, words)[:REASONS]
        if trade in told or not why or len(told) == TRADES or places[trade] in person.unwanted:
            continue
        told.add(trade)
        count = opens.trades[places[trade]].both if places[trade] in opens.trades else 1
        yield words.say("adviser.sheet.trade_places", trade=trade, why=" ".join(why), count=count)
    for place, area in trades_liked(person, catalogue).items():
        trade = catalogue.trades[place].key
        if trade not in told and len(told) < TRADES and place not in person.unwanted:
            told.add(trade)
            yield words.say("adviser.sheet.trade_liked", trade=trade, area=catalogue.areas[area].key)


def _foremost(facts: PersonFacts, found: Sequence[Suggestion]) -> str | None:
    """The trade to try: her first wish, else that of the opening most like what she has said."""
    return next(iter((*facts.wishes, *(one.fit.trade for one in found if one.fit))), None)


def _ask(opens: Opens, trade: str | None, words: Words) -> str:
    unanswered = next((one for one in opens.openers if not one.known), None)
    if unanswered:
        return words.say("adviser.sheet.ask_answer", what=opener_told(unanswered, words))
    return words.say("adviser.sheet.ask_visit", trade=trade) if trade else words.say("adviser.sheet.ask_any")


def _learn(opens: Opens, skill: str | None, trade: str | None, words: Words) -> str:
    could = next((one for one in opens.openers if one.known and one.answer in ("licence", "norwegian")), None)
    if could:
        return words.say("adviser.sheet.learn_opener", what=opener_told(could, words))
    if skill and trade:
        return words.say("adviser.sheet.learn_skill", skill=skill, trade=trade)
    return words.say("adviser.sheet.learn_any")
