"""What has been kept for as long as it may be, counted, and taken away (slettefrister)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from sqlalchemy import Connection

from service.desk import Desk
from service.store import decisions, drafts, lookups
from service.store.decisions import By, Head
from service.store.erasure import erase_person, erase_round, of_person, of_round, people_due, rounds_due


@dataclass(frozen=True, kw_only=True)
class Terms:
    """For how long each class of data is kept."""

    selection: timedelta
    """What served the selection, of those who hold no place: after the last of their rounds is closed."""
    followup: timedelta
    """What tells of a place: after the last who came of the round no longer holds it."""
    lookups: timedelta
    decisions: timedelta
    drafts: timedelta = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What went, by its kind, and the end of the decision log afterwards, to be kept elsewhere."""

    counts: Mapping[str, int]
    head: Head


class _Looked(Exception):
    """Nothing is to be kept of what was done: it was only to be seen what would go."""


def take_away(desk: Desk, terms: Terms, by: By, *, look: bool = False) -> Taken:
    """What has been kept long enough taken away, all or nothing; with `look` it is only told what would go."""
    try:
        with desk.stores.writing() as (connection, identities):
            taken = _taken(connection, identities, terms, by)
            if look:
                raise _Looked
    except _Looked:
        pass
    return taken


def _taken(connection: Connection, identities: Connection, terms: Terms, by: By) -> Taken:
    closed, ended = by.at - terms.selection, (by.at - terms.followup).date()
    people = people_due(connection, closed_before=closed, ended_before=ended)
    rounds = rounds_due(connection, closed_before=closed, ended_before=ended)
    counts = {
        "lookups": lookups.drop(connection, before=by.at - terms.lookups),
        "drafts": drafts.drop_drafts(connection, before=by.at - terms.drafts),
        "people": len(people),
        "rounds": len(rounds),
        "decisions": decisions.drop(connection, before=by.at - terms.decisions, by=by),
    }
    for key in people:
        erase_person(connection, identities, key, by, expected=of_person(connection, key))
    for key in rounds:
        erase_round(connection, identities, key, by, expected=of_round(connection, key))
    return Taken(counts=MappingProxyType(counts), head=decisions.end_of(connection))
