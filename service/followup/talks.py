"""Talks with those who hold a place, and whom to reach about them: each change by a named person, and kept."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from service.access import Action, Actor
from service.desk import Desk
from service.followup.moving import begin
from service.listing.hers import hers, opening_of
from service.listing.revealing import identity_of
from service.statuses import HOLDING, Outcome, Side, Status
from service.store.decisions import record
from service.store.entries import EntryFault
from service.store.followup import TALKED_WITH, Followed, Talk, change_talk, followed_at, plan_talks, spans_of
from service.store.identities import Contact, keep_contact
from service.store.rounds import KeptRound


def add(actor: Actor, desk: Desk, of: KeptRound, key: int, day: date | None) -> None:
    """A talk on a day; without one, those that are planned for everybody, where there are none yet.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: `step`: she has not begun there, or has left; `early`: it is before the first day of the place;
            `many`: too many are not held; `talk`: somebody put one there at that moment.
    """
    by = desk.by(actor)
    with desk.database.writing() as connection:
        name = opening_of(connection, actor, desk, of.key, key, Action.STEP)
        one = _talked_with(connection, key, day) if name is not None else None
        if one and day is None:
            begin(connection, desk.catalogue, key, Status.STARTED, by)
        elif one and day is not None:
            plan_talks(connection, one, [day], by)
    hers(name)


def put_off(actor: Actor, desk: Desk, of: KeptRound, was: Talk, day: date) -> None:
    """A talk on another day.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: `version`: somebody has changed it since; `early`: it is before the first day of the place;
            `talk`: there is one that day.
    """
    _change(actor, desk, of, was, "put_off_talk", day, due=day)


def hold(actor: Actor, desk: Desk, of: KeptRound, was: Talk, outcome: Outcome, day: date) -> None:
    """A talk that was held on a day, and what came of it.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: `version`; `ahead`: the day has not come; `early`: it is before the first day of the place.
    """
    if day > desk.clock().date():
        raise EntryFault("ahead")
    _change(actor, desk, of, was, "hold_talk", day, done=day, outcome=outcome)


def reopen(actor: Actor, desk: Desk, of: KeptRound, was: Talk) -> None:
    """That a talk was held taken back.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: `version`; `many`: too many are not held.
    """
    _change(actor, desk, of, was, "reopen_talk", None, done=None, outcome=None)


def name_contact(
    actor: Actor, desk: Desk, of: KeptRound, key: int, side: Side, name: str, phone: str
) -> None:
    """Whom to reach about somebody at her firm or at Nav.

    Raises:
        NotHers: the entry is not the actor's to change.
        EntryFault: `step`: she does not hold the place.
        IdentityFault: as `identity_of` does.
    """
    told = identity_of(name, phone)
    with desk.stores.writing() as (connection, identities):
        hers_at = opening_of(connection, actor, desk, of.key, key, Action.STEP)
        if hers_at is not None:
            one = _standing(connection, key, HOLDING)
            at = Contact(unit=one.unit, person=one.candidate, opening=one.place, side=side)
            keep_contact(identities, at, told)
            facts = {"side": side}
            record(connection, desk.by(actor).decided("contact", "entry", key, unit=one.unit, facts=facts))
    hers(hers_at)


def _standing(connection: Connection, key: int, statuses: Collection[Status]) -> Followed:
    one = followed_at(connection, key)
    if one.status not in statuses:
        raise EntryFault("step", before=one.status)
    return one


def _talked_with(connection: Connection, key: int, day: date | None) -> Followed:
    """Somebody whose talks are due, one of them maybe on a day: none is before she had the place."""
    one = _standing(connection, key, TALKED_WITH)
    if day and day < spans_of(connection, one)[-1].first:
        raise EntryFault("early")
    return one


def _change(
    actor: Actor,
    desk: Desk,
    of: KeptRound,
    was: Talk,
    action: str,
    day: date | None,
    **values: date | Outcome | None,
) -> None:
    with desk.database.writing() as connection:
        name = opening_of(connection, actor, desk, of.key, was.entry, Action.STEP)
        if name is not None:
            one = _talked_with(connection, was.entry, day)
            change_talk(connection, one, was.key, was, desk.by(actor), action=action, **values)
    hers(name)
