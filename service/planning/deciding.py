"""What is decided about a round, changed by a named person: read whole, edited, checked as a file is, and kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, select

from matching.catalogue.catalogue import Catalogue
from matching.domain.policy import POLICY_SCHEMA_VERSION, Mode, Policy
from matching.files.decisions.policy import policy_in
from service.store.decisions import By
from service.store.rounds import RoundFault, decide
from service.store.tables.rounds import policy

Tables = Mapping[str, Any]
"""The tables of a policy file."""
Pair = tuple[str, str]
"""Ids of a person and an opening."""

PINS: Final = "pins"
VETOES: Final = "vetoes"
CAPS: Final = "caps"


class Unsuited(StrEnum):
    """Why a proposal is not one here (ikke aktuell her), from a fixed list."""

    WISHES = "wishes"
    """Kandidaten ønsker noe annet."""
    TRAVEL = "travel"
    HOURS = "hours"
    SKILLS = "skills"
    FIRM = "firm"
    """Bedriften ønsker det ikke."""
    KNOWN = "known"
    """De kjenner hverandre fra før."""
    TRIED = "tried"
    """Er prøvd før."""
    OTHER = "other"


class Lock(StrEnum):
    """Why a proposal is locked (låst), from a fixed list."""

    BOTH = "both"
    """Begge ønsker det."""
    TRIED = "tried"
    """Har hatt utprøving her."""
    PROMISED = "promised"
    """Er avtalt med bedriften."""
    FOLLOW_UP = "follow_up"
    """Oppfølgingen er lagt opp her."""
    OTHER = "other"


@dataclass(frozen=True)
class Decided:
    """What is in force about a round."""

    number: int
    """The number of the decision; 0 where nothing was decided yet."""
    tables: Tables
    by: str = ""
    """Who decided it last."""


class DecidingFault(Exception):
    """Somebody else has decided something since; nothing has changed."""


def in_force(connection: Connection, round_key: int) -> Decided:
    """What is decided about a round, and under which number."""
    found = select(policy).where(policy.c.round == round_key).order_by(policy.c.number.desc()).limit(1)
    row = connection.execute(found).one_or_none()
    if row is None:
        return Decided(0, {"schema_version": POLICY_SCHEMA_VERSION})
    return Decided(row.number, row.tables, row.decided_by)


def read(tables: Tables, catalogue: Catalogue) -> Policy:
    """The tables as a policy.

    Raises:
        PolicyFault: they cannot be followed.
    """
    return policy_in(tables, None, catalogue)[0]


def change(
    connection: Connection,
    round_key: int,
    number: int,
    edit: Callable[[Tables], Tables],
    catalogue: Catalogue,
    by: By,
) -> int:
    """What is decided under a number edited, and decided anew where it is another; the number it has then.

    Raises:
        DecidingFault: there is a newer decision than the one the edit is of, or the round is gone.
        PolicyFault: what comes of the edit cannot be followed.
    """
    now = in_force(connection, round_key)
    if now.number != number:
        raise DecidingFault
    wanted = edit(now.tables)
    read(wanted, catalogue)
    if wanted == now.tables:
        return number
    try:
        made = decide(connection, round_key, wanted, by)
    except RoundFault:
        raise DecidingFault from None
    if made != number + 1:
        raise DecidingFault
    return made


def with_pair(kind: str, pair: Pair, *, by: str, reason: str) -> Callable[[Tables], Tables]:
    """Adds a pin or a veto; whatever was decided about the pair before gives way."""
    one = {"candidate": pair[0], "opening": pair[1], "by": str(by), "reason": str(reason)}

    def edit(tables: Tables) -> Tables:
        without = without_pair(PINS, pair)(without_pair(VETOES, pair)(tables))
        kept = [other for other in without.get(kind, []) if kind != PINS or other["candidate"] != pair[0]]
        return {**without, kind: [*kept, one]}

    return edit


def without_pair(kind: str, pair: Pair) -> Callable[[Tables], Tables]:
    """Takes a pin or a veto away."""

    def edit(tables: Tables) -> Tables:
        if kind not in tables:
            return tables
        kept = [one for one in tables[kind] if (one["candidate"], one["opening"]) != pair]
        return {**tables, kind: kept}

    return edit


def with_cap(cap: Mapping[str, Any]) -> Callable[[Tables], Tables]:
    """Sets the cap of a trade and region; one that stood there gives way."""

    def edit(tables: Tables) -> Tables:
        without = without_cap(cap["trade"], cap.get("region", ""))(tables)
        return {**without, CAPS: [*without.get(CAPS, []), dict(cap)]}

    return edit


def without_cap(trade: str, region: str) -> Callable[[Tables], Tables]:
    """Takes the cap of a trade and region away."""

    def edit(tables: Tables) -> Tables:
        if CAPS not in tables:
            return tables
        kept = [one for one in tables[CAPS] if (one["trade"], one.get("region", "")) != (trade, region)]
        return {**tables, CAPS: kept}

    return edit


def with_mode(mode: Mode) -> Callable[[Tables], Tables]:
    """Has the round propose meetings, or places."""
    return lambda tables: {**tables, "mode": str(mode)}
