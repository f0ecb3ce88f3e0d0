"""The decision log tampered with at random, in every way somebody with the database could: all of it is found.

What is rewritten from some place to its end with digests that agree is found by an end that was exported before.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from benchmarks.soak_store import LEAD, by_lead
from service.store.database import opened
from service.store.decisions import Head, decisions, end_of, record, verify
from service.store.tables.records import decision, log_end

DECISIONS: Final = 60
"""Decisions in the log that is tampered with."""
OTHERS: Final[Mapping[str, tuple[Any, ...]]] = {
    "actor": ("nav-2", "nav-3"),
    "role": ("admin", "county"),
    "unit": ("levanger", None),
    "action": ("erase", "reveal"),
    "thing": ("round", "person"),
    "key": (7, None),
    "facts": ({"number": 1}, {}),
    "previous": ("0" * 64, "1" * 64),
    "digest": ("2" * 64, "3" * 64),
}
"""What may stand in a field instead."""


class Untouched(Exception):
    """Raised so that nothing of what was tampered with is kept."""


def tampered(url: str, count: int, seed: int) -> dict[str, Any]:
    """So many tamperings, each with one log: how many of each kind, and those that were not found."""
    chance, tried, missed = Random(seed), Counter[str](), Counter[str]()
    with opened(url) as database:
        with database.writing() as connection:
            while end_of(connection).number < DECISIONS:
                number = end_of(connection).number
                record(connection, by_lead().decided("try", "plan", number, unit=None, facts={"n": number}))
        with database.reading() as connection:
            exported, first = end_of(connection), verify(connection)
        if first.broken_at is not None:
            raise AssertionError("the log was broken before anything was done")
        for _ in range(count):
            name = chance.choice(list(WAYS))
            tried[name] += 1
            try:
                with database.writing() as connection:
                    WAYS[name](connection, chance, exported)
                    if verify(connection, [exported]).broken_at is None:
                        missed[name] += 1
                    raise Untouched
            except Untouched:
                pass
    return {"tamperings": count, "tried": dict(tried), "missed": dict(missed)}


def _one(chance: Random, end: Head) -> int:
    return chance.randint(1, end.number)


def _change(connection: Connection, chance: Random, end: Head) -> None:
    number, name = _one(chance, end), chance.choice(list(OTHERS))
    of_it = decision.c.number == number
    now = connection.execute(select(decision.c[name]).where(of_it)).scalar_one()
    other = chance.choice([one for one in OTHERS[name] if one != now])
    connection.execute(update(decision).where(of_it).values({name: other}))


def _move(connection: Connection, chance: Random, end: Head) -> None:
    of_it = decision.c.number == _one(chance, end)
    connection.execute(update(decision).where(of_it).values(at=by_lead().at))


def _remove(connection: Connection, chance: Random, end: Head) -> None:
    connection.execute(delete(decision).where(decision.c.number == _one(chance, end)))


def _cut(connection: Connection, chance: Random, end: Head) -> None:
    """A tail cut off, and the end set to what is left."""
    last = chance.randint(1, end.number - 1)
    connection.execute(delete(decision).where(decision.c.number > last))
    left = connection.execute(select(decision.c.digest).where(decision.c.number == last)).scalar_one()
    connection.execute(update(log_end).values(number=last, digest=left))


def _swap(connection: Connection, chance: Random, end: Head) -> None:
    one, other = chance.sample(range(1, end.number + 1), 2)
    for before, after in ((one, -1), (other, one), (-1, other)):
        connection.execute(update(decision).where(decision.c.number == before).values(number=after))


def _add(connection: Connection, chance: Random, end: Head) -> None:
    """A decision nobody took put at the end, without its being linked."""
    row = dict(next(decisions(connection, since=end.number - 1))._mapping)
    connection.execute(
        insert(decision).values(
            **{**row, "number": end.number + 1, "digest": f"{chance.getrandbits(256):064x}"}
        )
    )


def _rewrite(connection: Connection, chance: Random, end: Head) -> None:
    """Everything from a decision on written anew as somebody else's, with digests that agree."""
    since = chance.randint(0, end.number - 1)
    rows = list(decisions(connection, since=since))
    connection.execute(delete(decision).where(decision.c.number > since))
    before = rows[0].previous
    connection.execute(update(log_end).values(number=since, digest=before))
    for row in rows:
        by = replace(by_lead(), actor=replace(LEAD, id="nav-9"), at=row.at)
        record(connection, by.decided(row.action, row.thing, row.key, unit=row.unit, facts=row.facts))


WAYS: Final[Mapping[str, Callable[[Connection, Random, Head], None]]] = {
    "a field changed": _change,
    "its moment changed": _move,
    "a decision removed": _remove,
    "the tail cut off": _cut,
    "two swapped": _swap,
    "one added": _add,
    "rewritten to the end": _rewrite,
}
"""How a log is tampered with."""
