"""The day of somebody who works with lists: what waits for an answer, what is due, and where nobody is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from matching.wording import Words
from service.access import Action, Kind
from service.pages.frame import Link
from service.pages.tables import Table
from service.shown.addresses import list_page, passing_page
from service.shown.facts import opening_facts
from service.shown.sight import Sight
from service.store.today import Awaited, Unasked, awaited, unasked

SHOWN: Final = 20
"""Rows of each kind on the page; the rest is counted."""
SOON: Final = timedelta(days=7)


@dataclass(frozen=True)
class Part:
    """People to follow up for one reason."""

    key: str
    table: Table
    more: str
    """How many are not shown; empty where all are."""


@dataclass(frozen=True, kw_only=True)
class Today:
    """What the page of the day is made of."""

    parts: tuple[Part, ...]
    unasked: Table
    lead: str
    """How many openings there are where nobody is asked."""
    phones: tuple[Link, ...]
    """Where an opening named on the telephone is asked about, of each round."""


def works_with_lists(sights: Iterable[Sight]) -> list[Sight]:
    """The rounds whose lists the actor works with."""
    return [sight for sight in sights if sight.is_kept and sight.may(Action.STEP, Kind.ENTRY)]


def today(sights: Sequence[Sight], words: Words) -> Today:
    """The day over some rounds whose lists the actor works with, one at least; those shown are kept as shown."""
    desk, actor = sights[0].kept[0], sights[0].actor
    of = {sight.round.id: sight for sight in sights}
    with desk.database.reading() as connection:
        waiting = [one for one in awaited(connection, actor, of) if one.person in of[one.round].people]
        nobody, total = unasked(connection, actor, of, SHOWN)
    day = desk.clock().date()
    found = {key: [one for one in waiting if _part(one, day) == key] for key in ("passed", "week", "waiting")}
    _log(of, [one for some in found.values() for one in some[:SHOWN]])
    phones = [one for one in sights if one.may(Action.EDIT, Kind.OPENING) and not one.round.closed]
    return Today(
        parts=tuple(_told(key, some, of, day, words) for key, some in found.items() if some),
        unasked=_unasked(
            [one for one in nobody if one.opening in of[one.round].round.opening_rows], of, words
        ),
        lead=words.say("contact.today.unasked_lead", total=total) if total else "",
        phones=tuple(
            (passing_page(one.round.id), words.say("contact.today.phone_in", round=one.round.name))
            for one in phones
        ),
    )


def _part(one: Awaited, day: date) -> str:
    if one.due is None or one.due > day + SOON:
        return "waiting"
    return "passed" if one.due < day else "week"


def _log(of: Mapping[str, Sight], shown: list[Awaited]) -> None:
    """One display for each round."""
    for name, some in groupby(sorted(shown, key=lambda one: one.round), key=lambda one: one.round):
        of[name].shows("today", {one.person for one in some})


def _told(key: str, some: list[Awaited], of: Mapping[str, Sight], day: date, words: Words) -> Part:
    rows = tuple(
        (
            (f"{list_page(one.round, one.opening)}#k{one.key}", one.person),
            _place(of[one.round], one.opening),
            words.say(f"service.status.{one.status}"),
            _waited((day - one.since.date()).days, words),
            "" if one.due is None else words.date(one.due),
        )
        for one in some[:SHOWN]
    )
    more = len(some) - len(rows)
    return Part(
        key,
        Table(words.headings("today"), rows),
        words.say("contact.today.more", count=more) if more else "",
    )


def _unasked(nobody: Sequence[Unasked], of: Mapping[str, Sight], words: Words) -> Table:
    rows = []
    for one in nobody:
        sight, key = of[one.round], "listed" if one.listed else "nobody"
        trades = opening_facts(sight.round, one.opening).trades
        rows.append(
            (
                (list_page(one.round, one.opening), _place(sight, one.opening)),
                words.listed([words.trade(trade) for trade in trades]),
                words.say(f"contact.today.{key}", count=one.listed),
            )
        )
    return Table(words.headings("unasked"), tuple(rows))


def _waited(days: int, words: Words) -> str:
    return words.say("contact.today.days", days=days) if days > 0 else words.say("contact.today.no_days")


def _place(sight: Sight, opening: str) -> str:
    return str(sight.round.places[opening]) if opening in sight.round.opening_rows else opening
