"""Those who hold a place in, what follow-up shows of them out: time served, what is ahead, talks and contacts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matching.catalogue.catalogue import Catalogue
from matching.domain.policy import NeedsFilled
from matching.domain.programme import OPEN_PROGRAMME
from matching.files.lists import openings, people
from matching.files.lists.kept import kept_cohort
from service.access import Action, Actor, Kind, Thing, may
from service.desk import Desk
from service.followup.following import Span, expected_end, months_served
from service.listing.hers import NotHers, opening_of
from service.shown.counts import enough
from service.statuses import HOLDING, Status
from service.store.employers import OF_OPENING
from service.store.followup import (
    TALKED_WITH,
    Followed,
    Talk,
    begun_and_still,
    followed,
    followed_at,
    spans_of,
    talks_of,
)
from service.store.identities import Identity, contacts
from service.store.lookups import looked
from service.store.rounds import KeptRound

SHOWN_AFTER = (*HOLDING, Status.FIXED_JOB, Status.ENDED, Status.MOVED)
"""Of whom follow-up can be looked at: those who hold a place, and those who did."""


@dataclass(frozen=True)
class TradeHere:
    """The trade of a place, and its months at the firm."""

    label: str
    months: int


@dataclass(frozen=True, kw_only=True)
class Run:
    """Somebody's way from a place to the fagprøve (løp), as it stands on a day."""

    of: Followed
    trade: TradeHere
    spans: tuple[Span, ...]
    months: int
    """Served, in whole months of a full position."""
    end: date | None
    """The last day expected; None where the place is no longer held."""
    talks: tuple[Talk, ...]

    @property
    def next_talk(self) -> Talk | None:
        """The first that was not held."""
        return next((one for one in self.talks if one.done is None), None)


@dataclass(frozen=True, kw_only=True)
class StillThere:
    """How many of those who have begun are under way or through; None where it would tell of few."""

    still: int
    begun: int


def runs_of(actor: Actor, desk: Desk, of: KeptRound) -> list[Run]:
    """Everybody who holds a place in a round, as somebody may see them; that she has, is kept."""
    with desk.database.writing() as connection:
        found = followed(connection, actor, round_key=of.key)
        looked(
            connection, actor, "followup", (one.person for one in found), at=desk.clock(), round_key=of.key
        )
        talks = talks_of(connection, [one.key for one in found])
        spans = {one.key: spans_of(connection, one) for one in found}
    trades, on = trades_at(found, desk.catalogue), desk.clock().date()
    return [_run(one, trades[one.place], spans[one.key], talks.get(one.key, ()), on) for one in found]


def run_of(actor: Actor, desk: Desk, of: KeptRound, key: int) -> tuple[Run, Mapping[str, Identity]]:
    """One of them, and whom to reach about her.

    Raises:
        NotHers: she is not the actor's to see, or has never held this place.
    """
    run = None
    with desk.database.writing() as connection:
        name = opening_of(connection, actor, desk, of.key, key, Action.READ)
        found = followed_at(connection, key) if name is not None else None
        if found and found.status in SHOWN_AFTER:
            looked(connection, actor, "followup", (found.person,), at=desk.clock(), round_key=of.key)
            trade = trades_at([found], desk.catalogue)[found.place]
            talks = talks_of(connection, [key]).get(key, ())
            run = _run(found, trade, spans_of(connection, found), talks, desk.clock().date())
    if run is None:
        raise NotHers
    with desk.stores.identities.reading() as connection:
        return run, contacts(connection, run.of.unit, run.of.candidate, run.of.place)


def still_there(actor: Actor, desk: Desk, of: KeptRound) -> StillThere | None:
    """How many of a round are still there; for roles that see no persons, where it tells of nobody or of many."""
    with desk.database.reading() as connection:
        begun, still = begun_and_still(connection, of.key)
    sees = may(actor, Action.READ, Thing(Kind.ENTRY, of.unit))
    told = sees or (enough(still) and enough(begun - still))
    return StillThere(still=still, begun=begun) if told else None


def due_talks(
    actor: Actor, desk: Desk, until: date, of: KeptRound | None = None
) -> list[tuple[Followed, Talk]]:
    """Talks due up to a day that were not held, first due first: of one round, or of all somebody may see."""
    with desk.database.writing() as connection:
        found = followed(connection, actor, round_key=of.key if of else None, statuses=TALKED_WITH)
        talks = talks_of(connection, [one.key for one in found])
        due = [
            (one, talk)
            for one in found
            for talk in talks.get(one.key, ())
            if talk.done is None and talk.due <= until
        ]
        looked(
            connection,
            actor,
            "talks",
            {one.person for one, _ in due},
            at=desk.clock(),
            round_key=of.key if of else None,
        )
    return sorted(due, key=lambda pair: (pair[1].due, pair[1].key))


def end_of_week(day: date) -> date:
    """The Sunday of the week of a day."""
    return day + timedelta(days=6 - day.weekday())


def trades_at(found: Collection[Followed], catalogue: Catalogue) -> Mapping[str, TradeHere]:
    """The trade each opening names first, read as the list was; by the opening's id."""
    if not found:
        return {}
    places = {one.place: {name: one.cells.get(name, "") for name in OF_OPENING} for one in found}
    nobody = {people.ID: "0", "kommune": next(iter(places.values()))["kommune"]}
    rows = {openings.SHEET: list(places.values()), people.SHEET: [nobody]}
    cohort = kept_cohort(rows, catalogue, OPEN_PROGRAMME, NeedsFilled.REPORTED)
    read = (cohort.openings.opening(row) for row in range(len(cohort.openings)))
    trades = {one.id: catalogue.trades[one.trades[0]] for one in read}
    return {name: TradeHere(trade.label, trade.months_in_firm) for name, trade in trades.items()}


def _run(of: Followed, trade: TradeHere, spans: Sequence[Span], talks: Sequence[Talk], on: date) -> Run:
    holds = of.status in HOLDING and bool(spans)
    back = of.due if of.status is Status.PAUSED else None
    return Run(
        of=of,
        trade=trade,
        spans=tuple(spans),
        months=months_served(spans, on),
        end=expected_end(trade.months, spans, on, back) if holds else None,
        talks=tuple(talks),
    )
